import type { Temporal } from "temporal-polyfill";
import type { Answer } from "../../src/domain/voice/envelope.ts";
import type { Kind, Verdict } from "../../src/domain/voice/verdict.ts";
import { type Db, row, sql } from "../store/db.ts";

/** One mail, for one deal. */
export type Judged = { dealId: string; mailId: string; thread: string | null; sentAt: Temporal.Instant };

/** The stored verdicts: one a mail and deal. `mailId` is the internetMessageId. */
export function judgementStore(tenantId: string) {
  return {
    /** Lets only one transaction at a time judge a mail: two copies may arrive at once. */
    async lock(db: Db, mailId: string): Promise<void> {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId}/${mailId}`}, 0))`.execute(db);
    },

    async kind(db: Db, dealId: string, mailId: string): Promise<Kind | null> {
      const found = await row<{ kind: Kind }>(
        db,
        sql`select kind from judgement
            where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and internet_message_id = ${mailId}`,
      );
      return found?.kind ?? null;
    },

    async write(
      db: Db,
      { dealId, mailId, thread, sentAt }: Judged,
      verdict: Verdict,
      { client, spokenBy }: { client: string | null; spokenBy: string | null },
    ): Promise<void> {
      await sql`insert into judgement (tenant_id, deal_id, internet_message_id, kind, reason, direction, client_address,
                  spoken_by, thread, sent_at)
                values (${tenantId}, ${dealId}::uuid, ${mailId}, ${verdict.kind}, ${verdict.reason}, ${verdict.direction},
                  ${client}, ${spokenBy}, ${thread}, ${sentAt.toString()})
                on conflict (tenant_id, deal_id, internet_message_id) do update set kind = excluded.kind,
                  reason = excluded.reason, direction = excluded.direction, client_address = excluded.client_address,
                  spoken_by = excluded.spoken_by`.execute(db);
    },

    /** What the team said that a conversation is about; null when nobody was asked. */
    async answer(db: Db, thread: string | null): Promise<Answer | null> {
      if (thread === null) return null;
      const found = await row<{ dealId: string | null }>(
        db,
        sql`select deal_id as "dealId" from thread_answer where tenant_id = ${tenantId} and thread = ${thread}`,
      );
      if (found === null) return null;
      return found.dealId === null ? "none" : { deal: found.dealId };
    },

    /** Who answered the client in this conversation, for the voice, at that time or later; null when nobody did. */
    async answeredBy(db: Db, { dealId, thread, sentAt }: Judged): Promise<string | null> {
      if (thread === null) return null;
      const found = await row<{ by: string }>(
        db,
        sql`select spoken_by as by from judgement
            where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid and thread = ${thread} and spoken_by is not null
              and sent_at >= ${sentAt.toString()}::timestamptz order by sent_at limit 1`,
      );
      return found?.by ?? null;
    },
  };
}

/** Who spoke to the client as the voice in this mail; null when nobody did. A copy to them is no word of theirs. */
export function speakerOf(verdict: Verdict, author: string | null): string | null {
  if (verdict.kind !== "heard" || verdict.direction !== "to-client") return null;
  if (verdict.reason === "deputy") return verdict.via === author ? verdict.by : null;
  return verdict.reason === "author" || verdict.reason === "delegate" ? verdict.by : null;
}

export type JudgementStore = ReturnType<typeof judgementStore>;
