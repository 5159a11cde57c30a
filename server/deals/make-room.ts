import type { Room } from "../../src/contract/deal-rooms.ts";
import { Problem } from "../../src/contract/problem.ts";
import { Later } from "../jobs/queue.ts";
import type { House } from "../room.ts";
import { type Db, transact } from "../store/db.ts";
import type { DealPorts } from "./ports.ts";
import { askForRoom, askForUndo, type RoomWish } from "./room-asks.ts";
import { takeRoom } from "./room-lease.ts";
import type { Posts } from "./room-ports.ts";
import { runRoom } from "./room-run.ts";
import { roomView } from "./room-store.ts";

/** A request waits so long for the room; the page follows the rest by itself. */
const WAIT_MS = 4_000;
/** How often, and for how long, a request looks whether another runner has left the room. */
const LOOK_MS = 400;
const LOOKS = 75;

/** Who asks, and for what. `posts` writes in that person's name; `where`: in a team of its own, or a channel that exists. */
export type RoomAsked = {
  dealId: string;
  personId: string;
  posts: Posts;
  where?: "own" | NonNullable<RoomWish["adopt"]>;
};

/** Asks for the room, or for going on with it, on behalf of a person who may. Throws "room.refused". */
export async function makeRoom(house: House, ports: DealPorts, asked: RoomAsked): Promise<Room> {
  const { tenantId, now } = house;
  const { dealId, personId, where } = asked;
  if (!ports.mayMakeRooms)
    throw new Problem("room.refused", "The organisation does not let the product make rooms.");
  const teamId = where === "own" ? null : ports.teamId;
  const adopt = where === undefined || where === "own" ? {} : { adopt: where };
  const wish = { dealId, askedBy: personId, teamId, ...adopt, at: now() };
  return askAndRun(house, ports, asked, (tx) => askForRoom(tx, tenantId, wish));
}

/** Asks for taking the room back on behalf of a person who may. Throws "room.unknown" and "room.ready". */
export async function takeRoomBack(house: House, ports: DealPorts, asked: RoomAsked): Promise<Room> {
  const wish = { dealId: asked.dealId, askedBy: asked.personId, at: house.now() };
  return askAndRun(house, ports, asked, async (tx) => {
    const standing = await askForUndo(tx, house.tenantId, wish);
    if (standing === "none") throw new Problem("room.unknown", "The deal has no room.");
    if (standing === "ready") throw new Problem("room.ready", "A room that is whole is not taken back.");
    return true;
  });
}

async function askAndRun(
  house: House,
  ports: DealPorts,
  { dealId, posts }: RoomAsked,
  askFor: (tx: Db) => Promise<boolean>,
): Promise<Room> {
  const { db, tenantId, ask, announce, log } = house;
  const { isWanted, lease } = await transact(db, async (tx) => {
    if (!(await askFor(tx))) return { isWanted: false, lease: null };
    await ask(tx, "room.build", { tenantId, dealId });
    return { isWanted: true, lease: await takeRoom(tx, tenantId, dealId, ports.leaseSeconds) };
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
    mine = await takeRoom(house.db, house.tenantId, dealId, ports.leaseSeconds);
  }
  if (mine !== null) await runRoom({ house, ports, dealId, lease: mine, posts });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
