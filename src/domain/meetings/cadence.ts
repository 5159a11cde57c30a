import { Temporal } from "temporal-polyfill";

/** How often two people shall meet, and when they last did and next will. */
export type Cadence = {
  everyDays: number | null;
  lastTouch: Temporal.Instant | null;
  nextTouch: Temporal.Instant | null;
  /** Since when the pair is kept: what they never met is counted from then. */
  since: Temporal.Instant;
};

/**
 * By when they should meet again: `everyDays` after the last touch, whole days of 24 hours; null without a cadence, and
 * while a meeting in time is planned. Source: PRODUCT.md D1.
 */
export function dueTouch({ everyDays, lastTouch, nextTouch, since }: Cadence): Temporal.Instant | null {
  if (everyDays === null) return null;
  const due = (lastTouch ?? since).add({ hours: everyDays * 24 });
  return nextTouch !== null && Temporal.Instant.compare(nextTouch, due) <= 0 ? null : due;
}

/** Whether they should have met by now. */
export function isOverdue(cadence: Cadence, now: Temporal.Instant): boolean {
  const due = dueTouch(cadence);
  return due !== null && Temporal.Instant.compare(due, now) <= 0;
}

/** Overdue pairs first, the longest first; then by what is due sooner; pairs without a cadence last. */
export function byUrgency(one: Cadence, other: Cadence): number {
  const [a, b] = [dueTouch(one), dueTouch(other)];
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return Temporal.Instant.compare(a, b);
}
