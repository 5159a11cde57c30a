import { type Db, row, rows, sql } from "../store/db.ts";

/** What is known to have happened to one thing of one person, and is to be looked at. */
export type Arrival = {
  personId: string;
  /** "life": about the subscription itself; `resourceId` is then what was subscribed to. */
  subject: "mail" | "events" | "life";
  /** Graph's immutable id. */
  resourceId: string;
  /** What happened, in Graph's word; "swept" when we found it ourselves. */
  change: string;
  /** The version it happened to; the same arrival told again carries the same. */
  etag: string;
};

/** What an arrival is known by: two numbers of 64 bits, made of all that it is. */
export type Mark = readonly [string, string];

/** An arrival that this process looks after for a while. `attempts` counts this one. */
export type Claimed = Arrival & { mark: Mark; attempts: number };

/** What was dealt with is remembered so long, so that it is recognised when it is told again. */
const KEPT = sql.raw("interval '14 days'");

/**
 * The intake of one tenant. Times are the database's, so that servers with different clocks agree. A worker that was
 * killed is followed by another after `leaseSeconds`.
 */
export function intakeStore(tenantId: string, leaseSeconds: number) {
  const is = ([ofThing, ofAll]: Mark) =>
    sql`tenant_id = ${tenantId} and thing_mark = ${ofThing}::bigint and whole_mark = ${ofAll}::bigint`;
  return {
    /** Writes arrivals in one statement; those that are known already stay one. */
    async add(db: Db, arrivals: readonly Arrival[]): Promise<void> {
      const column = (pick: (each: Arrival) => string) => arrivals.map(pick);
      await sql`insert into intake (tenant_id, person_id, subject, resource_id, change, etag)
            select ${tenantId}, item.* from unnest(
              ${column((each) => each.personId)}::text[], ${column((each) => each.subject)}::text[],
              ${column((each) => each.resourceId)}::text[], ${column((each) => each.change)}::text[],
              ${column((each) => each.etag)}::text[]) as item
            on conflict do nothing`.execute(db);
    },

    /** Takes up to `most` arrivals that are due; nobody else gets them while the lease lasts. */
    async claim(db: Db, most: number): Promise<Claimed[]> {
      // Looked for once and for all: a plain subquery may be run again for each row, and then takes more than `most`.
      return rows<Claimed>(
        db,
        sql`with due as materialized (
              select thing_mark, whole_mark from intake
              where tenant_id = ${tenantId} and done_at is null and dead_at is null and due_at <= now()
                and (leased_until is null or leased_until < now())
              order by due_at limit ${most} for update skip locked)
            update intake set attempts = attempts + 1, leased_until = now() + ${leaseSeconds} * interval '1 second'
            from due
            where tenant_id = ${tenantId} and intake.thing_mark = due.thing_mark
              and intake.whole_mark = due.whole_mark
            returning array[intake.thing_mark::text, intake.whole_mark::text] as mark, person_id as "personId", subject,
              resource_id as "resourceId", change, etag, attempts`,
      );
    },

    async finish(db: Db, mark: Mark): Promise<void> {
      await sql`update intake set done_at = now(), leased_until = null
                where ${is(mark)}`.execute(db);
    },

    /** Puts an arrival back, due in so many seconds. `uncounted`: it was not its own fault. */
    async postpone(db: Db, mark: Mark, seconds: number, uncounted: boolean): Promise<void> {
      await sql`update intake set leased_until = null, due_at = now() + ${seconds} * interval '1 second',
                  attempts = attempts - ${uncounted ? 1 : 0}::int
                where ${is(mark)}`.execute(db);
    },

    /** Gives an arrival up: it stays to be looked at by people, and holds nothing up. */
    async bury(db: Db, mark: Mark): Promise<void> {
      await sql`update intake set dead_at = now(), leased_until = null
                where ${is(mark)}`.execute(db);
    },

    /** Forgets what was dealt with long ago. */
    async purge(db: Db): Promise<void> {
      await sql`delete from intake where tenant_id = ${tenantId} and done_at < now() - ${KEPT}`.execute(db);
    },

    /** How much waits, how much was given up, and how old the oldest that waits is, in seconds. */
    async state(db: Db): Promise<{ waiting: number; dead: number; lagSeconds: number }> {
      const found = await row<{ waiting: number; dead: number; lagSeconds: number }>(
        db,
        sql`select count(*) filter (where dead_at is null)::int as waiting, count(dead_at)::int as dead,
                   coalesce(extract(epoch from now() - min(received_at) filter (where dead_at is null)), 0)::int
                     as "lagSeconds"
            from intake where tenant_id = ${tenantId} and done_at is null`,
      );
      return found ?? { waiting: 0, dead: 0, lagSeconds: 0 };
    },
  };
}

export type IntakeStore = ReturnType<typeof intakeStore>;
