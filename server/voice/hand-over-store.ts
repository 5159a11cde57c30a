import type { Temporal } from "temporal-polyfill";
import { type Db, row, sql } from "../store/db.ts";

/** How far a hand-over came. Ids are Graph's, of the drafts and afterwards of the sent mails. */
export type HandOverState = {
  key: string;
  personId: string;
  dealId: string;
  messageId: string;
  mailId: string | null;
  forwardId: string | null;
  isForwarded: boolean;
  replyId: string | null;
  isReplied: boolean;
  isUndone: boolean;
  /** Seconds for which the drafts are still to wait; 0 when they need not wait (any more), null when that is not decided. */
  waits: number | null;
};

/** A mail that somebody hands over; `mailId` is its internetMessageId. */
export type Handed = { key: string; personId: string; dealId: string; messageId: string; mailId: string };

/** Longer than Graph takes for two drafts with all their tries. */
const LEASE = sql.raw("interval '60 seconds'");
const COLUMNS = sql`key, person_id as "personId", deal_id as "dealId", message_id as "messageId", mail_id as "mailId",
  forward_id as "forwardId", forwarded_at is not null as "isForwarded", reply_id as "replyId",
  replied_at is not null as "isReplied", undone_at is not null as "isUndone",
  case when due_at is not null then greatest(0, extract(epoch from due_at - now()))::float8 end as waits`;

/** Hand-overs by the key that the page made for each; one a person, deal and mail, unless it was taken back. */
export function handOverStore(tenantId: string) {
  return {
    /** Begins a hand-over, or finds the one of this mail that began before, under whatever key; null when the key is of another mail. */
    async begin(db: Db, { key, personId, dealId, messageId, mailId }: Handed): Promise<HandOverState | null> {
      await sql`insert into hand_over (tenant_id, key, person_id, deal_id, message_id, mail_id)
                values (${tenantId}, ${key}, ${personId}, ${dealId}, ${messageId}, ${mailId}) on conflict do nothing`.execute(
        db,
      );
      const found = await row<HandOverState>(
        db,
        sql`select ${COLUMNS} from hand_over where tenant_id = ${tenantId} and (key = ${key}::uuid or (
              person_id = ${personId} and deal_id = ${dealId}::uuid and message_id = ${messageId} and undone_at is null))
            order by key <> ${key}::uuid limit 1`,
      );
      const isThis = found?.personId === personId && found.dealId === dealId && found.messageId === messageId;
      return isThis && !found.isUndone ? found : null;
    },

    async byKey(db: Db, key: string): Promise<HandOverState | null> {
      return row<HandOverState>(
        db,
        sql`select ${COLUMNS} from hand_over where tenant_id = ${tenantId} and key = ${key}::uuid`,
      );
    },

    async noteDraft(db: Db, key: string, kind: "forward" | "reply", id: string): Promise<void> {
      const column = sql.ref(`${kind}_id`);
      await sql`update hand_over set ${column} = ${id} where tenant_id = ${tenantId} and key = ${key}::uuid`.execute(
        db,
      );
    },

    async noteSent(db: Db, key: string, kind: "forward" | "reply", at: Temporal.Instant): Promise<void> {
      const column = sql.ref(kind === "forward" ? "forwarded_at" : "replied_at");
      await sql`update hand_over set ${column} = ${at.toString()}
                where tenant_id = ${tenantId} and key = ${key}::uuid`.execute(db);
    },

    /** Lets the drafts go out in so many seconds. */
    async noteDue(db: Db, key: string, seconds: number): Promise<void> {
      await sql`update hand_over set due_at = now() + ${seconds} * interval '1 second'
                where tenant_id = ${tenantId} and key = ${key}::uuid`.execute(db);
    },

    async noteUndone(db: Db, key: string, at: Temporal.Instant): Promise<void> {
      await sql`update hand_over set undone_at = ${at.toString()}
                where tenant_id = ${tenantId} and key = ${key}::uuid`.execute(db);
    },

    /** Takes a hand-over for this process; false while another has it. One that was killed loses it by itself. */
    async lease(db: Db, key: string, leaseId: string): Promise<boolean> {
      const taken = await row(
        db,
        sql`update hand_over set lease_id = ${leaseId}::uuid, leased_until = now() + ${LEASE}
            where tenant_id = ${tenantId} and key = ${key}::uuid and (leased_until is null or leased_until < now())
            returning key`,
      );
      return taken !== null;
    },

    async free(db: Db, key: string, leaseId: string): Promise<void> {
      await sql`update hand_over set lease_id = null, leased_until = null
                where tenant_id = ${tenantId} and key = ${key}::uuid and lease_id = ${leaseId}::uuid`.execute(
        db,
      );
    },
  };
}

export type HandOverStore = ReturnType<typeof handOverStore>;
