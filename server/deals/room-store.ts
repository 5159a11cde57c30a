import type { Temporal } from "temporal-polyfill";
import type { Room, RoomStepName } from "../../src/contract/deal-rooms.ts";
import { roomStepName } from "../../src/contract/deal-rooms.ts";
import { type Db, row, rows, sql } from "../store/db.ts";

/** The steps in which a room is made, in their order. */
export const STEPS: readonly RoomStepName[] = roomStepName.options;

type Step = Room["steps"][number];

/** How a step ended; `madeId` is Graph's id of what it made or found. */
export type StepEnd = Pick<Step, "state" | "why" | "people"> & { madeId?: string };

/** A room under way, and the deal that it is for. Ids of Graph are null until they are known. */
export type RoomFacts = {
  dealId: string;
  teamId: string;
  channelId: string | null;
  webUrl: string | null;
  askedBy: string;
  dealName: string;
  account: string;
  kind: "standard" | "private";
};

/** What people see of a room. */
export async function roomView(db: Db, tenantId: string, dealId: string): Promise<Room> {
  const found = await row<Omit<Room, "steps">>(
    db,
    sql`select state, web_url as "webUrl", channel_name as "channelName" from room
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
  );
  if (found === null) return { state: "none", webUrl: null, channelName: null, steps: [] };
  const steps = await rows<Step>(
    db,
    sql`select name, state, why, people from room_step
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid order by place`,
  );
  return { ...found, steps };
}

/** The room and its deal; null where nobody asked for one. */
export async function roomFacts(db: Db, tenantId: string, dealId: string): Promise<RoomFacts | null> {
  return row<RoomFacts>(
    db,
    sql`select r.deal_id as "dealId", r.team_id as "teamId", r.channel_id as "channelId", r.web_url as "webUrl",
               r.asked_by as "askedBy", d.name as "dealName", d.account, d.sensitivity as kind
          from room r join deal d on d.tenant_id = r.tenant_id and d.id = r.deal_id
         where r.tenant_id = ${tenantId} and r.deal_id = ${dealId}::uuid`,
  );
}

/** The steps that are still to be done, in order, and how often each was tried. */
export async function openSteps(
  db: Db,
  tenantId: string,
  dealId: string,
): Promise<{ name: RoomStepName; tries: number }[]> {
  return rows(
    db,
    sql`select name, tries from room_step
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
): Promise<void> {
  await sql`update room_step set state = ${end.state}, why = ${end.why}, people = ${end.people}::text[],
                   made_id = ${end.madeId ?? null}, tries = tries + 1
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name = ${name}`.execute(db);
}

/** Writes down the channel that the room is. */
export async function nameChannel(
  db: Db,
  tenantId: string,
  dealId: string,
  channel: { id: string; name: string; webUrl: string | null },
): Promise<void> {
  await sql`update room set channel_id = ${channel.id}, channel_name = ${channel.name}, web_url = ${channel.webUrl}
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(db);
}

/** Forgets a channel that somebody deleted: every step but the app's is to be done again. */
export async function forgetChannel(tx: Db, tenantId: string, dealId: string): Promise<void> {
  await sql`update room set channel_id = null, channel_name = null, web_url = null
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  await sql`update room_step set state = 'waiting', why = null, people = '{}', made_id = null
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name <> 'app'`.execute(tx);
}

/** Says how the making stands: ready when every step is done, stuck when one cannot go on by itself. Tells whether it became ready. */
export async function sumUpRoom(
  tx: Db,
  tenantId: string,
  dealId: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const { steps } = await roomView(tx, tenantId, dealId);
  const isReady = steps.every(({ state }) => state === "done");
  const isStuck = steps.some(({ state }) => state === "failed" || state === "needs-you");
  const state = isReady ? "ready" : isStuck ? "stuck" : "working";
  const changed = await row(
    tx,
    sql`update room set state = ${state}, updated_at = ${at.toString()}
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state <> ${state} returning state`,
  );
  return isReady && changed !== null;
}
