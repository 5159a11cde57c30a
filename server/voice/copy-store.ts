import type { Temporal } from "temporal-polyfill";
import { type Db, row, rows, sql } from "../store/db.ts";

/** A copy of a mail in one mailbox. */
export type Copy = { personId: string; messageId: string };

/** Longer than a delta reaches back when it starts anew, so that nothing is judged twice. */
const KEPT_DAYS = 60;

/** Which copies are known, by ids alone. */
export function copyStore(tenantId: string) {
  return {
    async isKnown(db: Db, { personId, messageId }: Copy): Promise<boolean> {
      const found = await row(
        db,
        sql`select 1 from mail_copy where tenant_id = ${tenantId} and person_id = ${personId} and message_id = ${messageId}`,
      );
      return found !== null;
    },

    /** Those of the ids that are not known in this mailbox. */
    async unknown(db: Db, personId: string, messageIds: readonly string[]): Promise<Set<string>> {
      const found = await rows<{ id: string }>(
        db,
        sql`select id from unnest(${[...messageIds]}::text[]) as asked (id)
            where not exists (select 1 from mail_copy c where c.tenant_id = ${tenantId} and c.person_id = ${personId}
                              and c.message_id = asked.id)`,
      );
      return new Set(found.map(({ id }) => id));
    },

    async note(
      db: Db,
      internetMessageId: string,
      copies: readonly Copy[],
      at: Temporal.Instant,
    ): Promise<void> {
      await sql`insert into mail_copy (tenant_id, person_id, message_id, internet_message_id, seen_at)
                select ${tenantId}, person_id, message_id, ${internetMessageId}, ${at.toString()}::timestamptz
                from unnest(${copies.map((copy) => copy.personId)}::text[], ${copies.map((copy) => copy.messageId)}::text[])
                  as copy (person_id, message_id)
                on conflict do nothing`.execute(db);
    },

    /** Everybody in whose mailbox the mail was found. */
    async seenBy(db: Db, internetMessageId: string): Promise<string[]> {
      const found = await rows<{ id: string }>(
        db,
        sql`select distinct person_id as id from mail_copy
            where tenant_id = ${tenantId} and internet_message_id = ${internetMessageId} order by 1`,
      );
      return found.map(({ id }) => id);
    },

    async purge(db: Db, at: Temporal.Instant): Promise<void> {
      const before = at.subtract({ hours: KEPT_DAYS * 24 }).toString();
      await sql`delete from mail_copy where tenant_id = ${tenantId} and seen_at < ${before}`.execute(db);
    },
  };
}

export type CopyStore = ReturnType<typeof copyStore>;
