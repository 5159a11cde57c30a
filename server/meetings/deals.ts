import { Problem } from "../../src/contract/problem.ts";
import { type Db, row, sql } from "../store/db.ts";

/** What this room needs to know of a deal and of the caller's seat in it. */
export type DealSeat = { dealId: string; dealName: string; role: string };

/** The caller's seat. Rejects with Problem "deal.unknown" for outsiders, who learn nothing, not even that it exists. */
export async function seatOf(db: Db, tenantId: string, dealId: string, personId: string): Promise<DealSeat> {
  const seat = await row<DealSeat>(
    db,
    sql`select d.id as "dealId", d.name as "dealName", s.role
          from deal d join deal_seat s on s.tenant_id = ${tenantId} and s.deal_id = d.id
         where d.tenant_id = ${tenantId} and d.id = ${dealId} and s.person_id = ${personId}`,
  );
  if (seat === null) throw new Problem("deal.unknown", "There is no such deal.");
  return seat;
}

/** The deal's name; null when it is gone. */
export async function dealName(db: Db, tenantId: string, dealId: string): Promise<string | null> {
  const found = await row<{ name: string }>(
    db,
    sql`select name from deal where tenant_id = ${tenantId} and id = ${dealId}`,
  );
  return found?.name ?? null;
}
