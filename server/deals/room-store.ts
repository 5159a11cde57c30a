import type { Temporal } from "temporal-polyfill";
import { type Room, type RoomStepName, roomStepName } from "../../src/contract/deal-rooms.ts";
import { type Db, row, rows, sql } from "../store/db.ts";
import { formerView } from "./room-former.ts";
import type { ChannelKind } from "./room-ports.ts";

/** The steps in which a room is made, in their order. */
export const STEPS: readonly RoomStepName[] = roomStepName.options;

type Step = Room["steps"][number];

/** How a step ended; `madeId` is Graph's id of what it made or found. */
export type StepEnd = Pick<Step, "state" | "why" | "people"> & { madeId?: string };

/** A room under way, and the deal that it is for. Ids of Graph are null until they are known. */
export type RoomFacts = {
  dealId: string;
  teamId: string | null;
  /** In a team of its own, which is made with it. */
  ownTeam: boolean;
  channelId: string | null;
  channelName: string | null;
  webUrl: string | null;
  askedBy: string;
  dealName: string;
  account: string;
  kind: ChannelKind;
  /** How to ask for what Teams does later at this moment. */
  operation: string | null;
  /** Since when something may be under way in Teams of which no reply told. */
  begunAt: Date | null;
  /** The channel was there before; `oldDescription` is what it said then. */
  adopted: boolean;
  oldDescription: string | null;
  /** The room is to be taken back. */
  undoing: boolean;
};

/** What people see of a room. */
export async function roomView(db: Db, tenantId: string, dealId: string): Promise<Room> {
  const found = await row<Room>(
    db,
    sql`select r.state, r.web_url as "webUrl", r.channel_name as "channelName", r.undoing, r.adopted,
               (select coalesce(json_agg(json_build_object('name', s.name, 'state', s.state, 'why', s.why,
                                                           'people', s.people) order by s.place), '[]')
                  from room_step s where s.tenant_id = r.tenant_id and s.deal_id = r.deal_id) as steps,
               ${formerView} as former
          from room r where r.tenant_id = ${tenantId} and r.deal_id = ${dealId}::uuid`,
  );
  return found ?? { state: "none", webUrl: null, channelName: null, steps: [] };
}

/** The room and its deal; null where nobody asked for one. */
export async function roomFacts(db: Db, tenantId: string, dealId: string): Promise<RoomFacts | null> {
  return row<RoomFacts>(
    db,
    sql`select r.deal_id as "dealId", r.team_id as "teamId", r.channel_id as "channelId", r.web_url as "webUrl",
               r.channel_name as "channelName", r.own_team as "ownTeam", r.asked_by as "askedBy", d.name as "dealName",
               d.account, d.sensitivity as kind, r.operation, r.begun_at as "begunAt", r.adopted,
               r.old_description as "oldDescription", r.undoing
          from room r join deal d on d.tenant_id = r.tenant_id and d.id = r.deal_id
         where r.tenant_id = ${tenantId} and r.deal_id = ${dealId}::uuid`,
  );
}

/** The steps that are still to be done, in order, how often each was tried, and what it made. */
export async function openSteps(
  db: Db,
  tenantId: string,
  dealId: string,
): Promise<{ name: RoomStepName; tries: number; madeId: string | null }[]> {
  return rows(
    db,
    sql`select name, tries, made_id as "madeId" from room_step
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state <> 'done' order by place`,
  );
}

/** Writes down how a step ended. */
export async function endStep(
  db: Db,
  tenantId: string,
  dealId: string,
  name: RoomStepName,
  end: StepEnd,
  at: Temporal.Instant,
): Promise<void> {
  await sql`update room_step set state = ${end.state}, why = ${end.why}, people = ${end.people}::text[],
                   made_id = coalesce(${end.madeId ?? null}, made_id), tries = tries + 1, ended_at = ${at.toString()}
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name = ${name}`.execute(db);
}

/** Says how the making stands: ready when every step is done, stuck when one cannot go on by itself. Tells whether it became ready. */
export async function sumUpRoom(
  tx: Db,
  tenantId: string,
  dealId: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const { steps } = await roomView(tx, tenantId, dealId);
  const isReady = steps.every((step) => step.state === "done" || isLateFolder(step));
  const isStuck = steps.some(({ state }) => state === "failed" || state === "needs-you");
  const state = isReady ? "ready" : isStuck ? "stuck" : "working";
  const changed = await row(
    tx,
    sql`update room set state = ${state}, updated_at = ${at.toString()}
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state <> ${state} returning state`,
  );
  return isReady && changed !== null;
}

/** Teams builds the files of a private or shared channel minutes after it: nobody needs to wait for that. */
function isLateFolder({ name, state, why }: Step): boolean {
  return name === "folders" && state === "waiting" && why === "later";
}

/** Writes down that a step was taken back: what it made is gone, and who goes on begins behind it. */
export async function undoStep(
  db: Db,
  tenantId: string,
  dealId: string,
  name: RoomStepName,
  at: Temporal.Instant,
): Promise<void> {
  await sql`update room_step set state = 'waiting', why = null, people = '{}', made_id = null, ended_at = null,
                   undone_at = ${at.toString()}
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name = ${name}`.execute(db);
}
