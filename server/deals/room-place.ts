import type { Temporal } from "temporal-polyfill";
import { type Db, sql } from "../store/db.ts";

/** Writes down that Teams may be at work for us since then, and how to ask it; both null once it is known to be done. */
export async function noteWork(
  db: Db,
  tenantId: string,
  dealId: string,
  {
    begunAt,
    operation,
    teamId,
  }: { begunAt: Temporal.Instant | null; operation: string | null; teamId?: string },
): Promise<void> {
  await sql`update room set begun_at = ${begunAt?.toString() ?? null}, operation = ${operation},
                   team_id = coalesce(${teamId ?? null}, team_id)
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(db);
}

/** Writes down the channel that the room is. */
export async function nameChannel(
  db: Db,
  tenantId: string,
  dealId: string,
  channel: { id: string; name: string; webUrl: string | null },
): Promise<void> {
  await sql`update room set channel_id = ${channel.id}, channel_name = ${channel.name}, web_url = ${channel.webUrl},
                   begun_at = null, operation = null
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(db);
}

/** Forgets a channel that somebody deleted: every step but those of the team, the app and the plan is to be done again. */
export async function forgetChannel(tx: Db, tenantId: string, dealId: string): Promise<void> {
  await sql`update room set channel_id = null, channel_name = null, web_url = null, adopted = false
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  await sql`update room_step set state = 'waiting', why = null, people = '{}', made_id = null
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name not in ('team', 'app', 'plan')`.execute(
    tx,
  );
}

/**
 * Notes that somebody deleted a room's channel, or the team with it: the room is stuck, and going on makes it anew. In a team
 * that is gone nothing of ours is left to go by.
 */
export async function loseChannel(
  tx: Db,
  tenantId: string,
  dealId: string,
  { why, at }: { why: "channel-gone" | "team-unknown"; at: Temporal.Instant },
): Promise<void> {
  await forgetChannel(tx, tenantId, dealId);
  if (why === "team-unknown") {
    await sql`update room set team_id = case when own_team then null else team_id end
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
    await sql`update room_step set state = 'waiting', why = null, people = '{}', made_id = null
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name in ('team', 'app', 'plan')`.execute(
      tx,
    );
    await sql`delete from room_task where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  }
  await sql`update room_step set state = 'failed', why = ${why}
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and name = 'channel'`.execute(tx);
  // The new channel is news to everybody.
  for (const table of ["room_drift", "room_told"])
    await sql`delete from ${sql.table(table)}
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
  await sql`update room set state = 'stuck', updated_at = ${at.toString()}
             where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
}
