/** Verdicts of many mails, counted for a report. Source: PRODUCT.md, rows B6 and B8. */
import type { Temporal } from "temporal-polyfill";
import type { Address } from "../people/address.ts";
import { type Direction, KINDS, type Kind, type Reason } from "./verdict.ts";

/** How many mails had each kind of verdict. */
export type Counts = Record<Kind, number>;

/** One mail's verdict for one deal, as far as a report needs it. */
export type Counted = {
  /** The mail's Message-ID; null when it has none. */
  messageId: string | null;
  kind: Kind;
  reason: Reason;
  direction: Direction | null;
  /** The client's person; null where the mail did not pass between the sides. */
  client: Address | null;
  /** The Monday of the week in which it was sent, as "2026-03-02", in UTC; null when that is not known. */
  week: string | null;
};

/** What a report says of one deal. */
export type Tally = {
  counts: Counts;
  directions: Record<Direction, Counts>;
  reasons: Map<Reason, number>;
  weeks: Map<string, Counts>;
  /** Mails of which the day is not known; they stand in no week. */
  undated: Counts;
  /** Mails that each client person wrote. */
  writers: Map<Address, { counts: Counts; firstBypass: string | null }>;
  /** The first mails of each reason that needs a person, by Message-ID. */
  examples: Map<Reason, string[]>;
};

/** How many examples a reason has at most. */
export const MOST_EXAMPLES = 10;

const NEED_A_PERSON: ReadonlySet<Kind> = new Set(["bypass", "unclear", "vacant"]);

/** A tally of nothing. */
export function emptyTally(): Tally {
  return {
    counts: noCounts(),
    directions: { "from-client": noCounts(), "to-client": noCounts() },
    reasons: new Map(),
    weeks: new Map(),
    undated: noCounts(),
    writers: new Map(),
    examples: new Map(),
  };
}

/** Adds one verdict to a tally, in place. */
export function count(tally: Tally, one: Counted): void {
  const { kind, reason, direction, client, week } = one;
  tally.counts[kind]++;
  tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
  if (direction !== null) {
    tally.directions[direction][kind]++;
    (week === null ? tally.undated : take(tally.weeks, week, noCounts))[kind]++;
  }
  if (direction === "from-client" && client !== null) {
    const writer = take(tally.writers, client, () => ({ counts: noCounts(), firstBypass: null }));
    writer.counts[kind]++;
    if (kind === "bypass") writer.firstBypass = earlier(writer.firstBypass, week);
  }
  if (!NEED_A_PERSON.has(kind) || one.messageId === null) return;
  const shown = take(tally.examples, reason, (): string[] => []);
  if (shown.length < MOST_EXAMPLES) shown.push(one.messageId);
}

/**
 * The share of mail on voice, 0 to 1: heard or delegated, among those and the bypasses. Mail that is nobody's word,
 * that nobody was there to hear, or that the rule cannot tell, counts on neither side. Null when nothing counts.
 */
export function shareOf({ heard, delegated, bypass }: Readonly<Counts>): number | null {
  const all = heard + delegated + bypass;
  return all === 0 ? null : (heard + delegated) / all;
}

/** The Monday of the week of a moment, in UTC, as "2026-03-02". */
export function weekOf(at: Temporal.Instant): string {
  const day = at.toZonedDateTimeISO("UTC").toPlainDate();
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

function noCounts(): Counts {
  return Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Counts;
}

function take<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return other < one ? other : one;
}
