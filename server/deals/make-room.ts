import type { Room } from "../../src/contract/deal-rooms.ts";
import { Problem } from "../../src/contract/problem.ts";
import { Later } from "../jobs/queue.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import type { DealPorts, Posts } from "./ports.ts";
import { askForRoom } from "./room-asks.ts";
import { buildRoom } from "./room-build.ts";
import { takeRoom } from "./room-lease.ts";
import { roomView } from "./room-store.ts";

/** A request waits so long for the room; the page follows the rest by itself. */
const WAIT_MS = 4_000;
/** How often, and for how long, a request looks whether another runner has left the room. */
const LOOK_MS = 250;
const LOOKS = 120;

/** Asks for the room, or for going on with it, on behalf of a person who may. `posts` writes in that person's name. */
export async function makeRoom(
  house: House,
  ports: DealPorts,
  asked: { dealId: string; personId: string; posts: Posts },
): Promise<Room> {
  const { db, tenantId, now, ask, announce, log } = house;
  const { dealId, personId, posts } = asked;
  if (!ports.mayMakeRooms)
    throw new Problem("room.refused", "The organisation does not let the product make rooms.");
  const { isWanted, lease } = await transact(db, async (tx) => {
    const wanted = { dealId, askedBy: personId, teamId: ports.teamId, at: now() };
    if (!(await askForRoom(tx, tenantId, wanted))) return { isWanted: false, lease: null };
    await ask(tx, "room.build", { tenantId, dealId });
    return { isWanted: true, lease: await takeRoom(tx, tenantId, dealId) };
  });
  if (isWanted) {
    announce(tenantId, { topic: "room", dealId });
    const running = runHere(house, ports, { dealId, posts, lease }).catch((error: unknown) => {
      // The job that was asked for goes on with it.
      log[error instanceof Later ? "debug" : "error"]({ err: error, dealId }, "a room is not complete yet");
    });
    await Promise.race([running, pause(WAIT_MS)]);
  }
  return roomView(db, tenantId, dealId);
}

/** Runs while the person's token is at hand: what only a person may do cannot wait for the queue. */
async function runHere(
  house: House,
  ports: DealPorts,
  { dealId, posts, lease }: { dealId: string; posts: Posts; lease: string | null },
): Promise<void> {
  let mine = lease;
  for (let look = 0; mine === null && look < LOOKS; look++) {
    await pause(LOOK_MS);
    mine = await takeRoom(house.db, house.tenantId, dealId);
  }
  if (mine !== null) await buildRoom({ house, ports, dealId, lease: mine, posts });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
