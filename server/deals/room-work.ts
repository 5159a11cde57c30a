import { Later } from "../jobs/queue.ts";
import type { House, Room } from "../room.ts";
import { archiveDueRooms } from "./archive-rooms.ts";
import type { DealPorts } from "./ports.ts";
import { buildRoom } from "./room-build.ts";
import { takeRoom } from "./room-lease.ts";
import { tellOfRoom } from "./room-news.ts";
import { roomFacts } from "./room-store.ts";

/** How long the queue waits when a request is making the same room. */
const TAKEN_SECONDS = 3;

/** What the queue does for rooms: makes them as far as no person is needed, and tells their teams. */
export function roomWork(house: House, ports: DealPorts): Room["work"] {
  return (queue) => {
    queue.work("room.build", async ({ tenantId, dealId }) => {
      if ((await roomFacts(house.db, tenantId, dealId)) === null) return;
      const lease = await takeRoom(house.db, tenantId, dealId);
      if (lease === null) throw new Later(TAKEN_SECONDS);
      await buildRoom({ house, ports, dealId, lease, posts: null });
    });
    queue.work("room.tell", ({ dealId }) => patiently(ports, tellOfRoom(house, ports, dealId)));
    queue.work("room.archive-due", () => patiently(ports, archiveDueRooms(house, ports)));
  };
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
