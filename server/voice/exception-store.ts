import type { Temporal } from "temporal-polyfill";
import { type Db, rows, sql } from "../store/db.ts";

/** Somebody else may speak on one topic. */
export type StoredDelegation = {
  id: string;
  personId: string;
  topic: string;
  clients: string[] | null;
  thread: string | null;
  since: Date;
  until: Date | null;
};

/** Nobody speaks but one. */
export type StoredQuiet = { id: string; contactId: string; rule: string; since: Date; until: Date | null };

type Made = {
  id: string;
  dealId: string;
  madeBy: string;
  since: Temporal.Instant;
  until: Temporal.Instant | null;
};

/** Who else may speak in a deal, and when nobody may. Both end by themselves: the rule reads their times. */
export function exceptionStore(tenantId: string) {
  return {
    async delegations(db: Db, dealId: string): Promise<StoredDelegation[]> {
      return rows<StoredDelegation>(
        db,
        sql`select id, person_id as "personId", topic, clients, thread, since, until from topic_delegation
            where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid order by since desc, id limit 200`,
      );
    },

    async quiet(db: Db, dealId: string): Promise<StoredQuiet[]> {
      return rows<StoredQuiet>(
        db,
        sql`select id, contact_id as "contactId", rule, since, until from quiet_period
            where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid order by since desc, id limit 200`,
      );
    },

    async addDelegation(
      db: Db,
      made: Made & {
        personId: string;
        topic: string;
        clients: readonly string[] | null;
        thread: string | null;
      },
    ): Promise<void> {
      const { id, dealId, personId, topic, clients, thread, since, until, madeBy } = made;
      const list = clients === null ? null : [...clients];
      await sql`insert into topic_delegation (tenant_id, id, deal_id, person_id, topic, clients, thread, since, until, made_by)
                values (${tenantId}, ${id}, ${dealId}, ${personId}, ${topic}, ${list}::text[], ${thread},
                        ${since.toString()}, ${until?.toString() ?? null}, ${madeBy})
                on conflict do nothing`.execute(db);
    },

    async addQuiet(db: Db, made: Made & { contactId: string; rule: string }): Promise<void> {
      const { id, dealId, contactId, rule, since, until, madeBy } = made;
      await sql`insert into quiet_period (tenant_id, id, deal_id, contact_id, rule, since, until, made_by)
                values (${tenantId}, ${id}, ${dealId}, ${contactId}, ${rule}, ${since.toString()},
                        ${until?.toString() ?? null}, ${madeBy})
                on conflict do nothing`.execute(db);
    },

    /** Ends what is in force or still to come; one that has not begun is as if it had never been. */
    async end(
      db: Db,
      table: "topic_delegation" | "quiet_period",
      dealId: string,
      id: string,
      at: Temporal.Instant,
    ): Promise<void> {
      await sql`update ${sql.table(table)} set until = greatest(since, ${at.toString()}::timestamptz)
                where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and id = ${id}::uuid
                  and (until is null or until > ${at.toString()}::timestamptz)`.execute(db);
    },
  };
}

export type ExceptionStore = ReturnType<typeof exceptionStore>;
