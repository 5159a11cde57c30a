import type { Temporal } from "temporal-polyfill";
import type { Term } from "./table.ts";

/** A stretch in milliseconds since 1970, half-open. */
export type Stretch = { from: number; to: number };

/** All of time. What has no bounds shares this one. */
export const ALWAYS: Stretch = { from: -Infinity, to: Infinity };

/** A term made ready for judging many mails. */
export function stretch({ since, until }: Term): Stretch {
  if (since === null && until === null) return ALWAYS;
  return { from: moment(since) ?? -Infinity, to: moment(until) ?? Infinity };
}

/** Whether the moment lies within: the start does, the end does not. */
export function within(term: Stretch, at: number): boolean {
  return term.from <= at && at < term.to;
}

/** The first that is in force at that moment; null when none is. */
export function inForce<T extends Stretch>(all: readonly T[], at: number): T | null {
  for (const one of all) if (within(one, at)) return one;
  return null;
}

function moment(instant: Temporal.Instant | null): number | null {
  return instant === null ? null : instant.epochMilliseconds;
}
