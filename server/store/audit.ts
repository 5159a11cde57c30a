import type { Temporal } from "temporal-polyfill";
import { type Db, sql } from "./db.ts";

/** One line of the audit: who did what, to which deal, when. Ids only, never addresses or subjects. */
export type AuditLine = {
  tenantId: string;
  at: Temporal.Instant;
  /** Null when the product did it by itself. */
  actorId: string | null;
  action: string;
  dealId: string | null;
};

/** Writes a line of the audit. */
export async function writeAudit(
  db: Db,
  { tenantId, at, actorId, action, dealId }: AuditLine,
): Promise<void> {
  await sql`insert into audit (tenant_id, at, actor_id, action, deal_id)
            values (${tenantId}, ${at.toString()}, ${actorId}, ${action}, ${dealId})`.execute(db);
}
