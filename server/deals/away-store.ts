import { Temporal } from "temporal-polyfill";
import type { DealWarning } from "../../src/contract/deal-parts.ts";
import type { Deal } from "../../src/contract/deals.ts";
import type { Person } from "../../src/contract/words.ts";
import { type Absence, type Away, dealWarnings } from "../../src/domain/deals/warnings.ts";
import { type Db, rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";

/** What was read of one person's absence: from automatic replies, or from the calendar. */
export type Source = "replies" | "calendar";

/** Replaces what is known of a person's absence from one source. True when that changed anything. */
export async function keepAway(
  tx: Db,
  tenantId: string,
  personId: string,
  source: Source,
  away: readonly Away[],
): Promise<boolean> {
  const before = await rows<{ since: Date; until: Date | null }>(
    tx,
    sql`delete from away where tenant_id = ${tenantId} and person_id = ${personId} and source = ${source}
        returning since, until`,
  );
  for (const { since, until } of away)
    await sql`insert into away (tenant_id, person_id, since, source, until)
              values (${tenantId}, ${personId}, ${since.toString()}, ${source}, ${until?.toString() ?? null})
              on conflict do nothing`.execute(tx);
  const was = before.map(({ since, until }) => ({ since: toInstant(since), until: toInstantOrNull(until) }));
  return textOf(was) !== textOf(away);
}

function textOf(away: readonly Away[]): string {
  return away
    .map(({ since, until }) => `${since.epochMilliseconds} ${until?.epochMilliseconds}`)
    .toSorted((one, other) => (one < other ? -1 : 1))
    .join();
}

/** What needs a look in a deal whose seats are these. */
export async function warningsOf(
  db: Db,
  tenantId: string,
  deal: Pick<Deal, "stage" | "seats" | "tenderDate" | "closeDate" | "milestones">,
  at: Temporal.Instant,
): Promise<DealWarning[]> {
  const day = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text));
  const milestones = (deal.milestones ?? []).map((one) => ({
    name: one.name,
    day: Temporal.PlainDate.from(one.day),
  }));
  const days = { tender: day(deal.tenderDate), close: day(deal.closeDate), milestones };
  const people = new Map(
    deal.seats
      .flatMap(({ person, backup }) => [person, ...(backup ? [backup] : [])])
      .map((person): [string, Person] => [person.id, person]),
  );
  const seats = deal.seats.map(({ person, role, backup }) => ({
    personId: person.id,
    role,
    backupId: backup?.id ?? null,
  }));
  const absences = await absencesOf(db, tenantId, [...people.keys()]);
  return dealWarnings(deal.stage, seats, absences, days, at).flatMap((warning): DealWarning[] => {
    if (warning.kind === "empty-seat") return [warning];
    const { personId, role, from, to, clashes, milestones: met, backupId } = warning;
    const person = people.get(personId);
    if (person === undefined) return [];
    const backup = backupId === null ? null : (people.get(backupId) ?? null);
    return [
      {
        ...{ kind: "away", person, role, from: from.toString(), to: to?.toString() ?? null, clashes, backup },
        milestones: met,
      },
    ];
  });
}

async function absencesOf(db: Db, tenantId: string, ids: readonly string[]): Promise<Map<string, Absence>> {
  const found = await rows<{ id: string; zone: string | null; since: Date | null; until: Date | null }>(
    db,
    sql`select p.id, p.zone, a.since, a.until from person p
          left join away a on a.tenant_id = p.tenant_id and a.person_id = p.id
         where p.tenant_id = ${tenantId} and p.id = any(${[...ids]}::text[])`,
  );
  const absences = new Map<string, { zone: string | null; away: Away[] }>();
  for (const { id, zone, since, until } of found) {
    const absence = absences.get(id) ?? { zone, away: [] };
    absences.set(id, absence);
    if (since !== null) absence.away.push({ since: toInstant(since), until: toInstantOrNull(until) });
  }
  return absences;
}
