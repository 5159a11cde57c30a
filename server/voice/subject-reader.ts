import type { Temporal } from "temporal-polyfill";
import type { Copy } from "./copy-store.ts";
import type { Mailboxes, Trouble } from "./ports.ts";

/** A list is not kept waiting longer for subjects, in milliseconds; what did not come in time shows without. */
const PATIENCE_MS = 1_500;
const FRESH_MINUTES = 10;
const MOST_KNOWN = 1_000;

/** Reads subjects for showing them, from the first mailbox that still has the mail. Kept in memory for a while, never stored. */
export function subjectReader(parts: {
  mailboxes: Mailboxes;
  now: () => Temporal.Instant;
  troubleOf(error: unknown): Trouble | null;
}) {
  const { mailboxes, now, troubleOf } = parts;
  const known = new Map<string, { subject: string; until: number }>();

  async function read(copies: readonly Copy[]): Promise<string | null> {
    for (const { personId, messageId } of copies) {
      const before = known.get(messageId);
      if (before !== undefined && before.until > now().epochMilliseconds) return before.subject;
      const subject = await mailboxes.subject(personId, messageId).catch((error: unknown) => {
        if (troubleOf(error) === null) throw error;
        return null;
      });
      if (subject === null) continue;
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(messageId, { subject, until: now().add({ minutes: FRESH_MINUTES }).epochMilliseconds });
      return subject;
    }
    return null;
  }

  return {
    /** As many subjects as mails, in their order; null where no mailbox has it, or none answered in time. */
    async subjects(mails: readonly (readonly Copy[])[]): Promise<(string | null)[]> {
      const found: (string | null)[] = mails.map(() => null);
      const all = Promise.all(
        mails.map(async (copies, at) => {
          found[at] = await read(copies);
        }),
      );
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, PATIENCE_MS);
      await Promise.race([all, promise]).finally(() => clearTimeout(timer));
      // What comes later is kept for the next time.
      all.catch(() => {});
      return [...found];
    },
  };
}

export type SubjectReader = ReturnType<typeof subjectReader>;
