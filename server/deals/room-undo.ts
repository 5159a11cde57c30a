import type { RoomStepName } from "../../src/contract/deal-rooms.ts";
import { Later } from "../jobs/queue.ts";
import { rows, sql, transact } from "../store/db.ts";
import { type Run, workOf } from "./room-build.ts";
import { isOurs } from "./room-channel.ts";
import { keepRoom, leaveRoom } from "./room-lease.ts";
import { readJoined } from "./room-leavers.ts";
import { endStep, type StepEnd } from "./room-store.ts";
import { underWay } from "./room-team.ts";
import { endOf } from "./step-trouble.ts";
import type { StepWork } from "./step-work.ts";

type Step = { name: RoomStepName; tries: number; madeId: string | null };

/** Teams is asked again after so many seconds whether it has made what is to be taken away. */
const LOOK_SECONDS = 3;
const TAKEN_BACK: StepEnd = { state: "waiting", why: null, people: [] };

/**
 * Takes a room back, its steps from the last to the first, and only what we made: of a channel that was there before our
 * tab, the people we let in and our line in its description; else the channel itself, and the plan. A team of its own
 * stays, empty. Then forgets the room. Rejects with Later when Graph asks for patience, or is still at work for the room.
 */
export async function undoRoom(run: Run): Promise<void> {
  const { house, dealId, lease } = run;
  const { db, tenantId, announce } = house;
  try {
    if (!(await takeBackSteps(run))) return;
    await transact(db, async (tx) => {
      await sql`delete from room where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and undoing`.execute(
        tx,
      );
    });
  } finally {
    await leaveRoom(db, tenantId, dealId, lease);
    announce(tenantId, { topic: "room", dealId });
  }
}

/** False when a step could not be taken back; it says why. */
async function takeBackSteps(run: Run): Promise<boolean> {
  const { house, ports, dealId, lease } = run;
  const { db, tenantId } = house;
  const steps = await rows<Step>(
    db,
    sql`select name, tries, made_id as "madeId" from room_step
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid order by place desc`,
  );
  for (const step of steps) {
    if (!(await keepRoom(db, tenantId, dealId, lease, ports.leaseSeconds))) return false;
    const work = await workOf(run, step);
    if (work === null || !work.room.undoing) return false;
    const end = await takeBackStep(run, work, step.name);
    await note(run, step.name, end);
    if (end.later !== undefined) throw new Later(end.later, end.cause);
    if (end.state === "failed") return false;
  }
  return true;
}

type End = StepEnd & { later?: number; cause?: unknown };

async function takeBackStep(run: Run, work: StepWork, name: RoomStepName): Promise<End> {
  try {
    await (backwards[name]?.(work, run) ?? Promise.resolve());
    return TAKEN_BACK;
  } catch (error) {
    if (error instanceof Later) return { ...TAKEN_BACK, why: "later", later: error.seconds };
    const end = await endOf(work, name, error);
    // What is not there any more needs not be taken away.
    return end === "channel-gone" || end.why === "team-unknown" ? TAKEN_BACK : end;
  }
}

async function note({ house, dealId }: Run, name: RoomStepName, end: End): Promise<void> {
  const { db, tenantId, now, announce } = house;
  await transact(db, async (tx) => {
    await endStep(tx, tenantId, dealId, name, end, now());
    if (end.state === "failed")
      await sql`update room set state = 'stuck'
                 where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and undoing`.execute(tx);
  });
  announce(tenantId, { topic: "room", dealId });
}

/** How each step is taken back; those without are nothing that anybody would miss or find. */
const backwards: Partial<Record<RoomStepName, (work: StepWork, run: Run) => Promise<void>>> = {
  async plan({ ports, room, madeId, tasks }) {
    const title = room.channelName;
    const found = madeId ?? (room.teamId && title && (await ports.plans.ourPlan(room.teamId, title)));
    if (found) await ports.plans.removePlan(found);
    await tasks.forgetAll();
  },

  async tab({ ports, room }) {
    if (!room.adopted || room.teamId === null || room.channelId === null) return;
    const tabs = await ports.teamApp.tabs(room.teamId, room.channelId);
    for (const { id, entityId } of tabs)
      if (entityId === room.dealId) await ports.teamApp.unpin(room.teamId, room.channelId, id);
  },

  async members({ ports, room }, { house, dealId }) {
    if (!room.adopted || room.teamId === null || room.channelId === null) return;
    for (const id of await readJoined(house.db, house.tenantId, dealId))
      await ports.teams.leaveChannel(room.teamId, room.channelId, id);
  },

  async channel(work) {
    const { ports, room } = work;
    if (room.teamId === null) return;
    if (room.adopted) {
      if (room.channelId !== null)
        await ports.teams.describe(room.teamId, room.channelId, room.oldDescription ?? "");
      return;
    }
    // What Teams makes this moment can be taken away once it is there.
    if ((await underWay(work)) === "working") throw new Later(LOOK_SECONDS);
    const all = await ports.teams.channels(room.teamId);
    for (const one of all) if (isOurs(one, work)) await ports.teams.deleteChannel(room.teamId, one.id);
  },

  async team(work) {
    if ((await underWay(work)) === "working") throw new Later(LOOK_SECONDS);
  },
};
