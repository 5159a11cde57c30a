import type { RoomStepName } from "../../src/contract/deal-rooms.ts";
import { Later } from "../jobs/queue.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { readDealFor } from "./deal-store.ts";
import type { DealPorts } from "./ports.ts";
import { formerChannels } from "./room-former.ts";
import { keepRoom, leaveRoom } from "./room-lease.ts";
import { forgetLeaver, noteJoined, readLeavers } from "./room-leavers.ts";
import { roomMade } from "./room-made.ts";
import { forgetChannel, nameChannel, noteWork } from "./room-place.ts";
import type { Posts } from "./room-ports.ts";
import { steps } from "./room-steps.ts";
import { endStep, openSteps, roomFacts, type StepEnd, sumUpRoom } from "./room-store.ts";
import { roomTasks } from "./room-tasks.ts";
import { type End, endOf } from "./step-trouble.ts";
import type { StepWork } from "./step-work.ts";

/** What must be there before a step can begin. */
const NEEDS: Record<RoomStepName, readonly RoomStepName[]> = {
  team: [],
  app: ["team"],
  channel: ["team"],
  members: ["channel"],
  tab: ["channel", "app"],
  folders: ["channel"],
  plan: ["channel"],
  welcome: ["channel"],
};

/** One run over the steps of one room. */
export type Run = { house: House; ports: DealPorts; dealId: string; lease: string; posts: Posts | null };

/**
 * Does the steps that are open, each written down as it ends, and leaves the room. The runner must have taken it. Rejects
 * with Later when Graph asks for patience; what was done until then stays done.
 */
export async function buildRoom(run: Run): Promise<void> {
  const { house, dealId, lease } = run;
  const { db, tenantId } = house;
  try {
    // Twice, when the channel turned out to be deleted.
    if ((await walkSteps(run)) === "channel-gone") {
      await transact(db, (tx) => forgetChannel(tx, tenantId, dealId));
      await walkSteps(run);
    }
  } finally {
    await leaveRoom(db, tenantId, dealId, lease);
  }
}

async function walkSteps(run: Run): Promise<"walked" | "channel-gone"> {
  const { house, ports, dealId, lease } = run;
  const { db, tenantId } = house;
  const open = await openSteps(db, tenantId, dealId);
  const undone = new Set(open.map(({ name }) => name));
  let later: Later | null = null;
  for (const { name, ...step } of open) {
    if (NEEDS[name].some((before) => undone.has(before))) continue;
    if (!(await keepRoom(db, tenantId, dealId, lease, ports.leaseSeconds))) return "walked";
    const work = await workOf(run, step);
    if (work === null || work.room.undoing) return "walked";
    const end = await takeStep(work, name);
    if (end === "channel-gone") return end;
    if (end.state === "done") undone.delete(name);
    await settle(run, name, end);
    // What does not need this step goes on: the person may not be at hand when the queue comes back.
    if (end.later !== undefined) later ??= new Later(end.later, end.cause);
  }
  if (later !== null) throw later;
  return "walked";
}

/** Writes the end of a step and how the whole stands, and tells everybody who looks. */
async function settle({ house, dealId }: Run, name: RoomStepName, end: StepEnd): Promise<void> {
  const { db, tenantId, now, announce, ask } = house;
  await transact(db, async (tx) => {
    await endStep(tx, tenantId, dealId, name, end, now());
    if (await sumUpRoom(tx, tenantId, dealId, now())) await ask(tx, "room.tell", { tenantId, dealId });
  });
  announce(tenantId, { topic: "room", dealId });
}

/** What one step works with; null where room or deal are gone. */
export async function workOf(
  { house, ports, dealId, posts }: Run,
  step: { tries: number; madeId: string | null },
): Promise<StepWork | null> {
  const { db, tenantId, now, publicUrl } = house;
  const room = await roomFacts(db, tenantId, dealId);
  if (room === null) return null;
  const deal = await readDealFor(db, { tenantId, dealId, personId: room.askedBy, at: now() });
  if (deal === null) return null;
  const asker = (await ports.people.people([room.askedBy])).get(room.askedBy);
  return {
    ...{ ports, publicUrl, room, deal, posts, now, ...step },
    language: asker?.language === "ru" ? "ru" : "en",
    former: await formerChannels(db, tenantId, dealId),
    leavers: await readLeavers(db, tenantId, dealId),
    forgetLeaver: (personId) => forgetLeaver(db, tenantId, dealId, personId),
    noteJoined: (personId) => noteJoined(db, tenantId, dealId, personId),
    made: roomMade(db, tenantId, dealId, now),
    keepChannel: (channel) => nameChannel(db, tenantId, dealId, channel),
    noteWork: (work) => noteWork(db, tenantId, dealId, work),
    tasks: roomTasks(db, tenantId, dealId),
  };
}

async function takeStep(work: StepWork, name: RoomStepName): Promise<End | "channel-gone"> {
  try {
    return await steps[name](work);
  } catch (error) {
    return endOf(work, name, error);
  }
}
