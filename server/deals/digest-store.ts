import { Temporal } from "temporal-polyfill";
import type { QuietTimes } from "../../src/domain/deals/digest-time.ts";
import type { Holiday, Weekday } from "../../src/domain/time/weekday.ts";
import { type Db, row, rows, sql, toInstant, toInstantOrNull } from "../store/db.ts";
import type { WorkTimes } from "./ports.ts";

/** What somebody wants to hear; as the contract's digestWish says. */
export type Wish = { feed: boolean; mail: boolean; urgent: boolean; at: string | null };

/** What is wanted by whoever never chose. */
const USUAL: Wish = { feed: true, mail: false, urgent: true, at: null };

/** When the next digest of a person is due, and when they work as it was read last. */
export type Plan = WorkTimes & { dueAt: Temporal.Instant | null; readAt: Temporal.Instant };

/** What the person wants; the usual where they never chose. */
export async function readWish(db: Db, tenantId: string, personId: string): Promise<Wish> {
  const found = await row<Wish>(
    db,
    sql`select feed, mail, urgent, at from digest_wish where tenant_id = ${tenantId} and person_id = ${personId}`,
  );
  return found ?? USUAL;
}

/** Keeps what the person wants. */
export async function writeWish(db: Db, tenantId: string, personId: string, wish: Wish): Promise<void> {
  const { feed, mail, urgent, at } = wish;
  await sql`insert into digest_wish (tenant_id, person_id, feed, mail, urgent, at)
            values (${tenantId}, ${personId}, ${feed}, ${mail}, ${urgent}, ${at})
            on conflict (tenant_id, person_id) do update
              set feed = excluded.feed, mail = excluded.mail, urgent = excluded.urgent, at = excluded.at`.execute(
    db,
  );
}

/** When the person works and when their next digest is due; null where that was never looked up. */
export async function readPlan(db: Db, tenantId: string, personId: string): Promise<Plan | null> {
  const found = await row<WorkTimes & { dueAt: Date | null; readAt: Date }>(
    db,
    sql`select due_at as "dueAt", hours, country, read_at as "readAt" from digest_plan
         where tenant_id = ${tenantId} and person_id = ${personId}`,
  );
  return found && { ...found, dueAt: toInstantOrNull(found.dueAt), readAt: toInstant(found.readAt) };
}

/** Keeps when a person works. A digest that is due already stays so: another server may be about to send it. */
export async function writePlan(db: Db, tenantId: string, personId: string, plan: Plan): Promise<void> {
  const { dueAt, hours, country, readAt } = plan;
  await sql`insert into digest_plan (tenant_id, person_id, due_at, hours, country, read_at)
            values (${tenantId}, ${personId}, ${dueAt?.toString() ?? null},
                    ${hours === null ? null : JSON.stringify(hours)}::jsonb, ${country}, ${readAt.toString()})
            on conflict (tenant_id, person_id) do update
              set due_at = coalesce(digest_plan.due_at, excluded.due_at), hours = excluded.hours,
                  country = excluded.country, read_at = excluded.read_at`.execute(db);
}

/** Puts the next digest to another time, whenever it was due. */
export async function putDigest(
  db: Db,
  tenantId: string,
  personId: string,
  dueAt: Temporal.Instant | null,
): Promise<void> {
  await sql`update digest_plan set due_at = ${dueAt?.toString() ?? null}
             where tenant_id = ${tenantId} and person_id = ${personId}`.execute(db);
}

/** Puts the next digest to another time, if this one is still due; true for the one who did. */
export async function takeDigest(
  tx: Db,
  tenantId: string,
  personId: string,
  due: { was: Temporal.Instant; next: Temporal.Instant | null },
): Promise<boolean> {
  const taken = await row(
    tx,
    sql`update digest_plan set due_at = ${due.next?.toString() ?? null}
         where tenant_id = ${tenantId} and person_id = ${personId} and due_at = ${due.was.toString()}::timestamptz
        returning person_id`,
  );
  return taken !== null;
}

/** Whoever has a seat in a deal that is worked on. */
export async function peopleAtWork(db: Db, tenantId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`select distinct s.person_id as id from deal_seat s
          join deal d on d.tenant_id = s.tenant_id and d.id = s.deal_id
         where s.tenant_id = ${tenantId} and d.stage not in ('won', 'lost') and d.archived_at is null`,
  );
  return found.map(({ id }) => id);
}

/** The times of a person as the rules want them. What a mailbox does not tell is taken for an office's usual day. */
export function quietTimes(
  { hours }: WorkTimes,
  zone: string | null,
  holidays: readonly Holiday[],
): QuietTimes {
  if (hours === null) return { ...{ zone: zone ?? "UTC", holidays }, ...OFFICE };
  return {
    ...{ zone: hours.zone, holidays },
    days: new Set(hours.days as Weekday[]),
    from: Temporal.PlainTime.from(hours.start),
    to: Temporal.PlainTime.from(hours.end),
  };
}

const OFFICE = {
  days: new Set<Weekday>([1, 2, 3, 4, 5]),
  from: Temporal.PlainTime.from("09:00"),
  to: Temporal.PlainTime.from("18:00"),
};
