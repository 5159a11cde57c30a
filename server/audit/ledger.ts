import { hash } from "node:crypto";
import type { Kind } from "../../src/domain/voice/verdict.ts";
import type { Entry } from "./judging.ts";
import type { ArchiveMail } from "./mail.ts";

/** Brings the copies of one mail, lying in several mailboxes of an archive, to one verdict a deal. */
export type Ledger = {
  /** Takes a mail's verdicts; gives those that no later copy can change. "copy": an earlier mail is the same. */
  take(mail: ArchiveMail, entries: readonly Entry[]): readonly Entry[] | "copy";
  /** The verdicts that were kept back, when no copy can come any more. */
  close(): Iterable<Entry>;
};

/**
 * A ledger at the beginning of an archive. A copy in the spokesperson's mailbox clears what an earlier copy looked
 * like, and a copy in a colleague's shows that a mail reached us, so verdicts that a copy can change wait for the end.
 * Mails that share a Message-ID and differ in author, recipients or date are no copies; without one, none is. Keeps
 * some hundred bytes for a waiting mail, less for a settled one, nothing for a mail that concerns no deal.
 */
export function openLedger(): Ledger {
  const settled = new Set<string>();
  const waiting = new Map<string, readonly Entry[]>();
  return {
    take(mail, entries) {
      if (entries.length === 0 || mail.messageId === null) return entries;
      const key = keyOf(mail);
      if (settled.has(key)) return "copy";
      const known = waiting.get(key);
      if (known !== undefined) {
        waiting.set(
          key,
          known.map((entry) => surer(entry, entries)),
        );
        return "copy";
      }
      if (entries.every(({ kind }) => SURENESS[kind] === SUREST)) {
        settled.add(key);
        return entries;
      }
      waiting.set(key, entries);
      return [];
    },
    *close() {
      for (const entries of waiting.values()) yield* entries;
      waiting.clear();
    },
  };
}

const SUREST = 2;
const SURENESS: Readonly<Record<Kind, number>> = {
  outside: 0,
  bypass: 1,
  unclear: 1,
  vacant: 1,
  heard: SUREST,
  delegated: SUREST,
  exempt: SUREST,
};

function surer(known: Entry, entries: readonly Entry[]): Entry {
  const other = entries.find(({ deal }) => deal === known.deal);
  return other !== undefined && SURENESS[other.kind] > SURENESS[known.kind] ? other : known;
}

function keyOf({ messageId, from, sender, to, cc, sentAt }: ArchiveMail): string {
  const facts = [messageId, from, sender, to, cc, sentAt?.epochMilliseconds];
  return hash("sha1", JSON.stringify(facts), "base64url");
}
