import type { Temporal } from "temporal-polyfill";
import { type Db, row, sql } from "../store/db.ts";
import { STEPS } from "./room-store.ts";

/**
 * Notes that somebody wants the room: made new, or what did not go well is to be tried again. False when it is ready
 * already.
 */
export async function askForRoom(
  tx: Db,
  tenantId: string,
  { dealId, askedBy, teamId, at }: { dealId: string; askedBy: string; teamId: string; at: Temporal.Instant },
): Promise<boolean> {
  const wanted = await row(
    tx,
    sql`insert into room (tenant_id, deal_id, state, asked_by, team_id, updated_at)
        values (${tenantId}, ${dealId}, 'working', ${askedBy}, ${teamId}, ${at.toString()})
        on conflict (tenant_id, deal_id) do update
          set state = 'working', asked_by = excluded.asked_by, updated_at = excluded.updated_at
          where room.tenant_id = ${tenantId} and room.state <> 'ready'
        returning deal_id`,
  );
  if (wanted === null) return false;
  for (const [place, name] of STEPS.entries()) {
    if (name === "team" || name === "folders" || name === "plan") continue;
    await sql`insert into room_step (tenant_id, deal_id, name, place, state)
              values (${tenantId}, ${dealId}, ${name}, ${place}, 'waiting')
              on conflict (tenant_id, deal_id, name) do update
                set state = 'waiting', why = null, people = '{}', tries = 0
                where room_step.tenant_id = ${tenantId} and room_step.state <> 'done'`.execute(tx);
  }
  return true;
}

/** Notes that the people of a room are to be looked at again. False where the deal has no room yet. */
export async function askForPeople(tx: Db, tenantId: string, dealId: string): Promise<boolean> {
  const asked = await row(
    tx,
    sql`update room_step set state = 'waiting', why = null, people = '{}', tries = 0
         where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name = 'members' and state <> 'waiting'
        returning name`,
  );
  if (asked === null) return false;
  await sql`update room set state = 'working'
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state = 'ready'`.execute(tx);
  return true;
}
