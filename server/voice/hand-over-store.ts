import type { Temporal } from "temporal-polyfill";
import { type Db, row, sql } from "../store/db.ts";

/** How far a hand-over came. Ids are Graph's, of the drafts and afterwards of the sent mails. */
export type HandOverState = {
  dealId: string;
  messageId: string;
  forwardId: string | null;
  isForwarded: boolean;
  replyId: string | null;
  isReplied: boolean;
};

/** Hand-overs by the key that the page made for each. */
export function handOverStore(tenantId: string) {
  return {
    /** Begins a hand-over, or finds the one that began under that key; null when the key is somebody else's. */
    async begin(
      db: Db,
      {
        key,
        personId,
        dealId,
        messageId,
      }: { key: string; personId: string; dealId: string; messageId: string },
    ): Promise<HandOverState | null> {
      await sql`insert into hand_over (tenant_id, key, person_id, deal_id, message_id)
                values (${tenantId}, ${key}, ${personId}, ${dealId}, ${messageId}) on conflict do nothing`.execute(
        db,
      );
      return row<HandOverState>(
        db,
        sql`select deal_id as "dealId", message_id as "messageId", forward_id as "forwardId",
                   forwarded_at is not null as "isForwarded", reply_id as "replyId", replied_at is not null as "isReplied"
            from hand_over where tenant_id = ${tenantId} and key = ${key}::uuid and person_id = ${personId}`,
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
  };
}

export type HandOverStore = ReturnType<typeof handOverStore>;
