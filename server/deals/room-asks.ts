import type { Temporal } from "temporal-polyfill";
import { type Db, row, sql } from "../store/db.ts";
import { STEPS } from "./room-store.ts";

/** A wish for a room. `teamId` null: in a team of its own. `adopt`: a channel that exists and shall become it. */
export type RoomWish = {
  dealId: string;
  askedBy: string;
  teamId: string | null;
  adopt?: { id: string; name: string; webUrl: string | null; description: string };
  at: Temporal.Instant;
};

/**
 * Notes that somebody wants the room: made new, or what did not go well is to be tried again, also of one that was being
 * taken back. Until there is a channel a wish may name another place: a team of its own, or a channel. False when it is ready already.
 */
export async function askForRoom(tx: Db, tenantId: string, wish: RoomWish): Promise<boolean> {
  const { dealId, askedBy, teamId, adopt, at } = wish;
  const wanted = await row<{ ownTeam: boolean; teamId: string | null }>(
    tx,
    sql`insert into room (tenant_id, deal_id, state, asked_by, team_id, own_team, channel_id, channel_name, web_url,
                          adopted, old_description, updated_at)
        values (${tenantId}, ${dealId}, 'working', ${askedBy}, ${teamId}, ${teamId === null}, ${adopt?.id ?? null},
                ${adopt?.name ?? null}, ${adopt?.webUrl ?? null}, ${adopt !== undefined},
                ${adopt?.description ?? null}, ${at.toString()})
        on conflict (tenant_id, deal_id) do update
          set state = 'working', undoing = false, asked_by = excluded.asked_by, updated_at = excluded.updated_at,
              channel_id = coalesce(room.channel_id, excluded.channel_id),
              channel_name = coalesce(room.channel_name, excluded.channel_name),
              web_url = coalesce(room.web_url, excluded.web_url),
              adopted = case when room.channel_id is null then excluded.adopted else room.adopted end,
              own_team = case when room.channel_id is not null or (room.own_team and not excluded.adopted)
                              then room.own_team else excluded.own_team end,
              team_id = case when room.channel_id is not null or (room.own_team and not excluded.adopted)
                             then room.team_id else excluded.team_id end,
              operation = case when excluded.adopted then null else room.operation end,
              begun_at = case when excluded.adopted then null else room.begun_at end,
              old_description = coalesce(room.old_description, excluded.old_description)
          where room.tenant_id = ${tenantId} and room.state <> 'ready'
        returning own_team as "ownTeam", team_id as "teamId"`,
  );
  if (wanted === null) return false;
  await wantSteps(tx, tenantId, dealId, wanted.ownTeam);
  await sql`update room_step set undone_at = null
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and undone_at is not null`.execute(
    tx,
  );
  // What was installed in another team has to be installed anew.
  if (wanted.teamId === null)
    await sql`update room_step set state = 'waiting', why = null, tries = 0
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name = 'app'`.execute(tx);
  return true;
}

async function wantSteps(tx: Db, tenantId: string, dealId: string, ownTeam: boolean): Promise<void> {
  const names = STEPS.filter((name) => name !== "team" || ownTeam);
  const places = names.map((name) => STEPS.indexOf(name));
  // In one statement: of many who click at once each waits for the one before.
  await sql`insert into room_step (tenant_id, deal_id, name, place, state)
            select ${tenantId}, ${dealId}::uuid, x.name, x.place, 'waiting'
              from unnest(${names}::text[], ${places}::int[]) as x (name, place)
            on conflict (tenant_id, deal_id, name) do update
              set state = 'waiting', why = null, people = '{}', tries = 0
              where room_step.tenant_id = ${tenantId} and room_step.state not in ('done', 'waiting')`.execute(
    tx,
  );
}

/**
 * Notes that one step of a room is to be done again, because the deal changed: "members" after its team, "plan" after its
 * days. False where the deal has no room, or one that is being taken back.
 */
export async function askForStep(
  tx: Db,
  tenantId: string,
  dealId: string,
  name: "members" | "plan",
): Promise<boolean> {
  const asked = await row(
    tx,
    sql`update room_step s set state = 'waiting', why = null, people = '{}', tries = 0
          from room r
         where s.tenant_id = ${tenantId} and s.deal_id = ${dealId}::uuid and s.name = ${name} and s.state <> 'waiting'
           and r.tenant_id = ${tenantId} and r.deal_id = s.deal_id and not r.undoing
        returning s.name`,
  );
  if (asked === null) return false;
  await sql`update room set state = 'working'
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state = 'ready'`.execute(tx);
  return true;
}

/** Notes that somebody wants the room taken back. Tells how it stands: "none" and "ready" are not taken back. */
export async function askForUndo(
  tx: Db,
  tenantId: string,
  { dealId, askedBy, at }: { dealId: string; askedBy: string; at: Temporal.Instant },
): Promise<"asked" | "none" | "ready"> {
  const asked = await row(
    tx,
    sql`update room set state = 'working', undoing = true, asked_by = ${askedBy}, updated_at = ${at.toString()}
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state <> 'ready' returning deal_id`,
  );
  if (asked !== null) return "asked";
  const there = await row(
    tx,
    sql`select deal_id from room where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
  );
  return there === null ? "none" : "ready";
}
