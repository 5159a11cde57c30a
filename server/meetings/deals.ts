import { Problem } from "../../src/contract/problem.ts";
import { type Db, row, rows, sql } from "../store/db.ts";

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

/** Somebody of the deal team. */
export type Seat = { personId: string; role: string };

/** The deal team, in a fixed order. */
export function seatsOf(db: Db, tenantId: string, dealId: string): Promise<Seat[]> {
  return rows<Seat>(
    db,
    sql`select person_id as "personId", role from deal_seat
         where tenant_id = ${tenantId} and deal_id = ${dealId} order by role, person_id`,
  );
}

/** The deal's name; null when it is gone. */
export async function dealName(db: Db, tenantId: string, dealId: string): Promise<string | null> {
  const found = await row<{ name: string }>(
    db,
    sql`select name from deal where tenant_id = ${tenantId} and id = ${dealId}`,
  );
  return found?.name ?? null;
}
