import type { Router } from "express";
import { Problem } from "../../src/contract/problem.ts";
import { answerConversation } from "../../src/contract/voice.ts";
import { asking } from "../http/asking.ts";
import { serve } from "../http/serve.ts";
import type { House } from "../room.ts";
import { type Db, rows, sql } from "../store/db.ts";
import { type ReadingParts, readMail, requireHead } from "./check-message.ts";
import { requireSeat } from "./deal-view.ts";

type About = { deal: string } | "none" | null;

/** A conversation of more mails than that is judged anew from its newest on. */
const MOST_MAILS = 50;

/** What the team says that a conversation is about. Every mail of it is then judged anew. */
export function aboutRoute(parts: ReadingParts & House): Router {
  const { db, tenantId, audit } = parts;
  return serve(answerConversation, audit, async ({ body: { messageId, about }, caller }) => {
    if (typeof about === "object" && about !== null)
      await requireSeat(db, tenantId, about.deal, caller.userId);
    const head = await requireHead(parts, caller.userId, messageId);
    const before = await readMail(parts, caller.userId, head);
    // Whoever sees none of the deals that a mail concerns has no say in it.
    if (head.thread === null || (about === "none" && before.readings.length === 0))
      throw new Problem("deal.unknown", "This mail is about none of your deals.");
    await write(parts, head.thread, about, caller.userId);
    await asking(parts, "Mail.ReadBasic.All", () => judgeAnew(parts, head.thread ?? ""));
    const { readings } = await readMail(parts, caller.userId, head);
    return { readings };
  });
}

async function write(
  { db, tenantId, now }: ReadingParts,
  thread: string,
  about: About,
  by: string,
): Promise<void> {
  if (about === null) {
    await sql`delete from thread_answer where tenant_id = ${tenantId} and thread = ${thread}`.execute(db);
    return;
  }
  const dealId = about === "none" ? null : about.deal;
  await sql`insert into thread_answer (tenant_id, thread, deal_id, answered_by, answered_at)
            values (${tenantId}, ${thread}, ${dealId}, ${by}, ${now().toString()})
            on conflict (tenant_id, thread) do update set deal_id = excluded.deal_id,
              answered_by = excluded.answered_by, answered_at = excluded.answered_at`.execute(db);
}

/** Judges every mail of a conversation by what is known now, the newest first. */
export async function judgeAnew(parts: ReadingParts, thread: string): Promise<void> {
  const { db, tenantId, mailboxes, judging } = parts;
  for (const { personId, messageId } of await copiesOf(db, tenantId, thread)) {
    const head = await mailboxes.head(personId, messageId);
    if (head !== null) await judging.take(personId, head, true);
  }
}

/** One copy of each mail of the conversation, the newest mail first. */
async function copiesOf(
  db: Db,
  tenantId: string,
  thread: string,
): Promise<{ personId: string; messageId: string }[]> {
  return rows(
    db,
    sql`select person_id as "personId", message_id as "messageId" from (
          select distinct on (j.internet_message_id) c.person_id, c.message_id, j.sent_at
          from judgement j join mail_copy c on c.tenant_id = j.tenant_id and c.internet_message_id = j.internet_message_id
          where j.tenant_id = ${tenantId} and j.thread = ${thread}
          order by j.internet_message_id, c.seen_at) mail
        order by sent_at desc limit ${MOST_MAILS}`,
  );
}
