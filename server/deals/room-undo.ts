import type { RoomStepName } from "../../src/contract/deal-rooms.ts";
import { Later } from "../jobs/queue.ts";
import { rows, sql, transact } from "../store/db.ts";
import { type Run, workOf } from "./room-build.ts";
import { keepRoom, leaveRoom } from "./room-lease.ts";
import { endStep, type StepEnd, undoStep } from "./room-store.ts";
import { backwards, NEEDS_AUTHOR, NeedsAuthor } from "./step-back.ts";
import { endOf } from "./step-trouble.ts";
import type { StepWork } from "./step-work.ts";

type Step = {
  name: RoomStepName;
  tries: number;
  madeId: string | null;
  isUndone: boolean;
  /** Why it was refused before; null where it was not. */
  refused: StepEnd["why"];
};
type End = StepEnd & { later?: number; cause?: unknown };

const TAKEN_BACK: StepEnd = { state: "waiting", why: null, people: [] };

/**
 * Takes a room back, its steps from the last to the first, and only what we made: of a channel that was there before our
 * card, plan, folders and tab, the people we let in and our line in its description; else the channel itself, and what we made
 * beside it. A team of its own stays, empty. Each step that is taken back is written down, so that whoever goes on begins
 * behind it. Then forgets the room. Rejects with Later when Graph asks for patience, or is still at work for the room.
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
    sql`select name, tries, made_id as "madeId", undone_at is not null as "isUndone",
               case when state = 'failed' then why end as refused
          from room_step where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid order by place desc`,
  );
  let isWhole = true;
  for (const { name, isUndone, refused, ...step } of steps) {
    if (isUndone) continue;
    if (!(await keepRoom(db, tenantId, dealId, lease, ports.leaseSeconds))) return false;
    const work = await workOf(run, step);
    if (work === null || !work.room.undoing) return false;
    // What a person alone can take away, and was refused to them, waits for their next word: the queue does not give it up.
    const waits = name === "welcome" && refused !== null && step.madeId !== null && run.posts === null;
    const end: End = waits
      ? { state: "failed", why: refused, people: [] }
      : await takeBackStep(run, work, name, refused !== null);
    await note(run, name, end);
    if (end.later !== undefined) throw new Later(end.later, end.cause);
    if (end.state === "failed") return false;
    // What only the person can take away waits for them; all else goes on.
    if (end.state === "needs-you") isWhole = false;
  }
  return isWhole;
}

async function takeBackStep(run: Run, work: StepWork, name: RoomStepName, hasFailed: boolean): Promise<End> {
  try {
    await (backwards[name]?.(work, run, hasFailed) ?? Promise.resolve());
    return TAKEN_BACK;
  } catch (error) {
    if (error instanceof Later) return { ...TAKEN_BACK, why: "later", later: error.seconds };
    if (error instanceof NeedsAuthor) return NEEDS_AUTHOR;
    const end = await endOf(work, name, error);
    // What is not there any more needs not be taken away.
    return end === "channel-gone" || end.why === "team-unknown" ? TAKEN_BACK : end;
  }
}

async function note({ house, dealId }: Run, name: RoomStepName, end: End): Promise<void> {
  const { db, tenantId, now, announce } = house;
  await transact(db, async (tx) => {
    if (end.state === "waiting" && end.why === null) await undoStep(tx, tenantId, dealId, name, now());
    else await endStep(tx, tenantId, dealId, name, end, now());
    if (end.state === "failed" || end.state === "needs-you")
      await sql`update room set state = 'stuck'
                 where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and undoing`.execute(tx);
  });
  announce(tenantId, { topic: "room", dealId });
}
