import type { House, Room, Turnover } from "../room.ts";
import { type Db, row, rows, sql } from "../store/db.ts";

/** What becomes of a deal's open mail, delegations and quiet periods when another speaks, or the deal ends. */
export function voiceTurnover({
  tenantId,
  now,
  ask,
}: House): Required<Pick<Room, "turnOver" | "openWork" | "forget">> {
  /** What whoever speaks now need not be allowed ends; a quiet period names them in the stead of who spoke before. */
  async function passOn(tx: Db, { dealId, fromId, toId, at }: Turnover): Promise<void> {
    await sql`update incident set speaker_id = ${toId}
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state = 'open'`.execute(tx);
    await sql`update topic_delegation set until = ${at.toString()}
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${toId}
                 and (until is null or until > ${at.toString()})`.execute(tx);
    await sql`update quiet_period set contact_id = ${toId}
               where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and contact_id = ${fromId}
                 and (until is null or until > ${at.toString()})`.execute(tx);
  }

  async function endAll(tx: Db, { dealId, byId, at }: Turnover): Promise<void> {
    const closed = await rows<{ id: string }>(
      tx,
      sql`update incident set state = 'dismissed', settled_by = ${byId}, settled_at = ${at.toString()}
           where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and state = 'open' returning id`,
    );
    for (const { id } of closed) await ask(tx, "voice.mark", { tenantId, incidentId: id });
    for (const table of ["topic_delegation", "quiet_period"])
      await sql`update ${sql.table(table)} set until = ${at.toString()}
                 where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and since < ${at.toString()}
                   and (until is null or until > ${at.toString()})`.execute(tx);
  }

  return {
    turnOver: (tx, turnover) => (turnover.kind === "hand-over" ? passOn(tx, turnover) : endAll(tx, turnover)),

    async openWork(db, dealId) {
      const at = now().toString();
      const found = await row<{ delegations: number; rules: number }>(
        db,
        sql`select (select count(*)::int from topic_delegation where tenant_id = ${tenantId}
                      and deal_id = ${dealId}::uuid and (until is null or until > ${at})) as delegations,
                   (select count(*)::int from quiet_period where tenant_id = ${tenantId}
                      and deal_id = ${dealId}::uuid and (until is null or until > ${at})) as rules`,
      );
      return found ?? {};
    },

    /** Who wrote to whom about the deal is nobody's business any more. */
    async forget(tx, dealId) {
      for (const table of [
        "incident",
        "judgement",
        "mail_history",
        "thread_answer",
        "topic_delegation",
        "quiet_period",
      ])
        await sql`delete from ${sql.table(table)}
                   where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(tx);
    },
  };
}
