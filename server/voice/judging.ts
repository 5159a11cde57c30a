import type { Temporal } from "temporal-polyfill";
import { type DealIndex, indexDeals } from "../../src/domain/voice/deal-index.ts";
import type { Envelope } from "../../src/domain/voice/envelope.ts";
import { type Finding, judgeAll } from "../../src/domain/voice/which-deal.ts";
import { type Db, transact } from "../store/db.ts";
import type { Copy, CopyStore } from "./copy-store.ts";
import { addressesOn, domainsOn, envelopeOf, referencesOf } from "./envelope.ts";
import type { GroupReader } from "./groups-on.ts";
import type { JudgementStore } from "./judgement-store.ts";
import type { Mailboxes, MailHead, Trouble } from "./ports.ts";
import type { Settle } from "./settle.ts";
import { type DealTable, tablesFor } from "./table-store.ts";

/** A mail with all that is needed to judge it, as far as it is outside the database. */
type Prepared = { mail: Envelope; mailId: string; index: DealIndex; tables: readonly DealTable[] };

/** How a mail is read for the deals that it may concern. */
export type Examined = {
  mail: Envelope;
  mailId: string;
  tables: readonly DealTable[];
  findings: readonly Finding[];
};

export type JudgingParts = {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  mailboxes: Mailboxes;
  groups: GroupReader;
  copies: CopyStore;
  judgements: JudgementStore;
  settle: Settle;
  troubleOf(error: unknown): Trouble | null;
};

/** Judges mails of watched mailboxes, each once a deal, in whatever order and however often their copies come. */
export function judging(parts: JudgingParts) {
  const { db, tenantId, now, mailboxes, groups, copies, judgements, settle } = parts;

  async function prepare(personId: string, head: MailHead): Promise<Prepared> {
    const mail = envelopeOf(head);
    const mailId = head.internetMessageId ?? `<${head.id}@no-message-id>`;
    const addresses = addressesOn(mail);
    const tables = await tablesFor(db, tenantId, addresses, domainsOn(addresses));
    if (tables.length === 0) return { mail, mailId, index: indexDeals([]), tables };
    const known = await groups.on(mail, tables);
    const index = indexDeals(tables.map((table) => ({ ...table, groups: known })));
    const subject = tables.length > 1 ? await mailboxes.subject(personId, head.id) : null;
    return { mail: { ...mail, subjectNames: dealsNamedIn(subject, tables) }, mailId, index, tables };
  }

  /** Before anybody is accused: the copies in the mailboxes of those who should have had the mail. */
  async function copiesElsewhere({ mail, mailId, index }: Prepared, personId: string): Promise<Copy[]> {
    const seenBy = [...(await copies.seenBy(db, mailId)), personId];
    const answer = await judgements.answer(db, mail.conversationId ?? null);
    const accused = judgeAll({ ...mail, seenBy, answer }, index).flatMap(({ verdict }) =>
      verdict.kind === "bypass" && verdict.direction === "from-client" ? [verdict.spokesperson] : [],
    );
    const found = await Promise.all(
      [...new Set(accused)].map(async (id) =>
        (await find(id, mailId)).map((messageId) => ({ personId: id, messageId })),
      ),
    );
    return found.flat();
  }

  async function find(personId: string, mailId: string): Promise<string[]> {
    try {
      return await mailboxes.find(personId, mailId);
    } catch (error) {
      const trouble = parts.troubleOf(error);
      if (trouble === null || trouble.kind === "busy") throw error;
      return [];
    }
  }

  return {
    /**
     * Judges a mail that was found in a mailbox, and does what follows. `isAnew`: what was found before gives way,
     * whatever it was. Rejects with Graph's errors; nothing is half-written then.
     */
    async take(personId: string, head: MailHead, isAnew = false): Promise<void> {
      if (head.isDraft) return;
      const own: Copy = { personId, messageId: head.id };
      const prepared = await prepare(personId, head);
      const { mail, mailId, index, tables } = prepared;
      if (tables.length === 0) return copies.note(db, mailId, [own], now());
      const elsewhere = await copiesElsewhere(prepared, personId);
      const announce = await transact(db, async (tx) => {
        await judgements.lock(tx, mailId);
        await copies.note(tx, mailId, [own, ...elsewhere], now());
        const seenBy = await copies.seenBy(tx, mailId);
        const answer = await judgements.answer(tx, mail.conversationId ?? null);
        const findings = judgeAll({ ...mail, seenBy, answer }, index);
        const about = {
          mailId,
          thread: head.thread,
          sentAt: mail.sentAt,
          own,
          from: head.from,
          receivedAt: head.receivedAt,
        };
        return settle(
          tx,
          { ...about, references: referencesOf(head), isAnew: isAnew || answer !== null },
          findings,
        );
      });
      announce();
    },

    /** Reads a mail by the rule, without writing anything. */
    async examine(personId: string, head: MailHead): Promise<Examined> {
      const { mail, mailId, index, tables } = await prepare(personId, head);
      const seenBy = [...new Set([...(await copies.seenBy(db, mailId)), personId])];
      const answer = await judgements.answer(db, mail.conversationId ?? null);
      return { mail, mailId, tables, findings: judgeAll({ ...mail, seenBy, answer }, index) };
    },
  };
}

/** Shorter names are words that stand in any subject. */
const SHORTEST_NAME = 4;

// The subject is looked at in passing and kept nowhere.
function dealsNamedIn(subject: string | null, tables: readonly DealTable[]): string[] {
  const text = subject?.toLowerCase() ?? "";
  return tables
    .filter(({ name }) => name.length >= SHORTEST_NAME && text.includes(name.toLowerCase()))
    .map(({ dealId }) => dealId);
}

export type Judging = ReturnType<typeof judging>;
