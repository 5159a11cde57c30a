import type { Temporal } from "temporal-polyfill";

/** Why a person cannot meet then, or (`notice`) why nobody can. Source: PRODUCT.md D2. */
export const BLOCK_REASONS = [
  "busy",
  "out-of-office",
  "tentative",
  "unknown",
  "out-of-hours",
  "holiday",
  "no-meeting-day",
  "preference",
  "travel",
  "briefing",
  "debrief",
  "notice",
] as const;

/**
 * - `busy`, `out-of-office`, `tentative`: the calendar says so during the meeting.
 * - `unknown`: the calendar, or part of it, could not be read. Never taken for free.
 * - `out-of-hours`, `holiday`: by the person's own working hours and country.
 * - `no-meeting-day`: our rule. `preference`: the person's, or a time that the client's person did not offer.
 * - `travel`: taken on the way there or back, or works elsewhere that day.
 * - `briefing`, `debrief`: the meeting itself would suit, but any of the above stands in that time. Also `briefing` and `travel`: it would have to begin before now.
 * - `notice`: too soon.
 */
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** One true obstacle. `personId` is null only for `notice`. */
export type Reason = { personId: string | null; why: BlockReason };

/** Starts next to each other on the grid; `from` is the first, `to` the last of them (both belong). */
export type StartRange = { from: Temporal.Instant; to: Temporal.Instant };

/** Neighbouring starts that are refused for exactly the same reasons, all of which are named. */
export type Rejection = StartRange & { because: readonly Reason[] };

/** What a rank is made of; see ranking.ts for the meaning and the weight of each. */
export type TermName = "sooner" | "comfortable" | "uncrowded" | "preparation" | "attendance";

/** Part of a score, 0 to the weight of the term, in tenths. */
export type Term = { name: TermName; points: number };

/** The meeting by the clock on one person's wall, e.g. "2026-03-30T09:00"; their zone belongs to it. */
export type LocalTime = { personId: string; zone: string; start: string; end: string };

/** A time that suits everybody required. */
export type Slot = {
  start: Temporal.Instant;
  end: Temporal.Instant;
  /** Sum of the terms, 0 to 100; higher is better. */
  score: number;
  terms: readonly Term[];
  /** Optional people who cannot come, each with the first of their reasons in the order of BLOCK_REASONS. */
  without: readonly Reason[];
  /** Everybody whose zone is known, in the order of the request. */
  local: readonly LocalTime[];
};

/** One thing given up. `minutes`: how far outside hours, or how short the meeting then is; null otherwise. */
export type ConcessionStep = {
  what: "no-briefing" | "no-debrief" | "outside-hours" | "make-optional" | "over-tentative" | "shorter";
  personId: string | null;
  minutes: number | null;
};

/** A time that would suit everybody required if these one or two things were given up. */
export type Concession = {
  start: Temporal.Instant;
  end: Temporal.Instant;
  steps: readonly [ConcessionStep] | readonly [ConcessionStep, ConcessionStep];
};

/** The answer to a search. Every start on the grid fits or is rejected, never both. */
export type SlotResult = {
  /** Best first. Of times that overlap, only the best is named; `fits` has them all. */
  slots: readonly Slot[];
  /** Every start that suits everybody required, in order. */
  fits: readonly StartRange[];
  /** Every other start, in order, with who and why; as many ranges as were asked for. */
  rejected: readonly Rejection[];
  /** Only when nothing fits: smallest first, at most 10; two steps only where no single one helps. */
  concessions: readonly Concession[];
};
