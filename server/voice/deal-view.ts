import type { Temporal } from "temporal-polyfill";
import type { Speaker } from "../../src/contract/deal-parts.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Person } from "../../src/contract/words.ts";
import type { SeatRole } from "../../src/domain/deals/deal.ts";
import { holder } from "../../src/domain/voice/turns.ts";
import { type Db, row, sql } from "../store/db.ts";
import type { Colleague, People } from "./ports.ts";
import type { DealTable } from "./table-store.ts";

/** A colleague as pages see them. */
export function personOf({ id, name, mail, title }: Colleague): Person {
  return { id, name, mail, title };
}

/** Who speaks for the deal at a moment; null when nobody does. */
export async function speakerAt(
  people: People,
  { turns }: DealTable,
  at: Temporal.Instant,
): Promise<Speaker | null> {
  const turn = holder(turns, at);
  const person = turn && (await people.person(turn.spokesperson));
  if (turn === null || person === null) return null;
  const { since, until } = turn;
  return {
    person: personOf(person),
    since: since.toString(),
    until: until?.toString() ?? null,
    zone: person.zone,
  };
}

/** The seat somebody has in a deal; null without one. */
export async function seatOf(
  db: Db,
  tenantId: string,
  dealId: string,
  personId: string,
): Promise<SeatRole | null> {
  const found = await row<{ role: SeatRole }>(
    db,
    sql`select role from deal_seat
        where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and person_id = ${personId}`,
  );
  return found?.role ?? null;
}

/** The seat somebody has in a deal. Throws "deal.unknown" without one: an outsider learns nothing. */
export async function requireSeat(
  db: Db,
  tenantId: string,
  dealId: string,
  personId: string,
): Promise<SeatRole> {
  const role = await seatOf(db, tenantId, dealId, personId);
  if (role === null) throw new Problem("deal.unknown", "There is no such deal.");
  return role;
}
