import { Temporal } from "temporal-polyfill";
import { Later } from "../jobs/queue.ts";
import type { House, Room } from "../room.ts";
import { rows, sql } from "../store/db.ts";
import { archiveDueRooms } from "./archive-rooms.ts";
import { lookAtRoomsByNight } from "./drift-look.ts";
import type { DealPorts } from "./ports.ts";
import { retireChannels } from "./room-former.ts";
import { takeRoom } from "./room-lease.ts";
import { tellOfRoom } from "./room-news.ts";
import { runRoom } from "./room-run.ts";
import { roomFacts } from "./room-store.ts";

/** How often rooms are gone on with that wait for Teams. */
export const GO_ON_EVERY = Temporal.Duration.from({ minutes: 1 });
/** How often it is looked where night has come: there the people of the rooms are compared with their deal teams. */
export const CHECK_EVERY = Temporal.Duration.from({ minutes: 15 });

/** How long the queue waits when a request is making the same room. */
const TAKEN_SECONDS = 3;

/** What the queue does for rooms: makes them as far as no person is needed, and tells their teams. */
export function roomWork(house: House, ports: DealPorts): Room["work"] {
  return (queue) => {
    queue.work("room.build", async ({ tenantId, dealId }) => {
      if ((await roomFacts(house.db, tenantId, dealId)) === null) return;
      const lease = await takeRoom(house.db, tenantId, dealId, ports.leaseSeconds);
      if (lease === null) throw new Later(TAKEN_SECONDS);
      await runRoom({ house, ports, dealId, lease, posts: null });
    });
    queue.work("room.go-on-all", () => goOn(house));
    queue.work("room.check-all", () => patiently(ports, lookAtRoomsByNight(house, ports)));
    queue.work("room.retire", ({ dealId }) => patiently(ports, retireChannels(house, ports, dealId)));
    queue.work("room.tell", ({ dealId }) => patiently(ports, tellOfRoom(house, ports, dealId)));
    queue.work("room.archive-due", () => patiently(ports, archiveDueRooms(house, ports)));
  };
}

/** Asks for every room in which Teams has something to do in its own time: by now it may have done it. */
async function goOn({ db, tenantId, ask }: House): Promise<void> {
  const waiting = await rows<{ dealId: string }>(
    db,
    sql`select distinct deal_id as "dealId" from room_step
         where tenant_id = ${tenantId} and state = 'waiting' and why = 'later'`,
  );
  for (const { dealId } of waiting) await ask(db, "room.build", { tenantId, dealId });
}

/** Puts work off that met a busy Graph. */
export async function patiently(ports: DealPorts, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const trouble = ports.troubleOf(error);
    throw trouble?.kind === "busy" ? new Later(trouble.seconds, error) : error;
  }
}
