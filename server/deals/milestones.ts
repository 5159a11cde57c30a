import type { Milestone } from "../../src/contract/deal-parts.ts";
import { type Db, sql } from "../store/db.ts";

/** Replaces the milestones of a deal. Each name must come once. */
export async function writeMilestones(
  tx: Db,
  tenantId: string,
  dealId: string,
  milestones: readonly Milestone[],
): Promise<void> {
  await sql`delete from deal_milestone where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`.execute(
    tx,
  );
  for (const [place, { name, day }] of milestones.entries())
    await sql`insert into deal_milestone (tenant_id, deal_id, name, day, place)
              values (${tenantId}, ${dealId}, ${name}, ${day}, ${place})`.execute(tx);
}
