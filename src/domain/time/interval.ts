import { Temporal } from "temporal-polyfill";
import { intersectSpans, mergeSpans, type Spans, subtractSpans } from "./spans.ts";

/** A stretch of universal time: `start` belongs to it, `end` does not. */
export type Interval = { start: Temporal.Instant; end: Temporal.Instant };

/** Thrown where an interval would end at or before its start. */
export class BadInterval extends RangeError {
  override name = "BadInterval";
}

/** The interval from `start` to `end`. Throws {@link BadInterval} unless `end` is later than `start`. */
export function interval(start: Temporal.Instant, end: Temporal.Instant): Interval {
  if (Temporal.Instant.compare(start, end) >= 0) {
    throw new BadInterval(`An interval cannot run from ${start.toString()} to ${end.toString()}.`);
  }
  return { start, end };
}

/** Whether the instant lies within: the start does, the end does not. */
export function contains(whole: Interval, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(whole.start, at) <= 0 && Temporal.Instant.compare(at, whole.end) < 0;
}

/** Whether the two share any time. Neighbours that only touch do not. */
export function overlaps(one: Interval, other: Interval): boolean {
  return (
    Temporal.Instant.compare(one.start, other.end) < 0 && Temporal.Instant.compare(other.start, one.end) < 0
  );
}

/** The same time as few intervals as possible, in order; touching ones are joined. Exact to the millisecond. */
export function merge(all: readonly Interval[]): Interval[] {
  return intervalsOf(spansOf(all));
}

/** The time that is in both lists, in order. Exact to the millisecond. */
export function intersect(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  return intervalsOf(intersectSpans(spansOf(one), spansOf(other)));
}

/** The time in `whole` that is in none of `taken`, in order. Exact to the millisecond. */
export function subtract(whole: readonly Interval[], taken: readonly Interval[]): Interval[] {
  return intervalsOf(subtractSpans(spansOf(whole), spansOf(taken)));
}

/** The intervals as numbers, joined and in order. Throws {@link BadInterval} for one that ends before it starts. */
export function spansOf(all: readonly Interval[]): Spans {
  const pairs = new Float64Array(all.length * 2);
  all.forEach(({ start, end }, i) => {
    pairs[i * 2] = start.epochMilliseconds;
    pairs[i * 2 + 1] = end.epochMilliseconds;
    if ((pairs[i * 2] as number) > (pairs[i * 2 + 1] as number)) interval(start, end);
  });
  return mergeSpans(pairs);
}

/** The spans as intervals, in the same order. */
export function intervalsOf(spans: Spans): Interval[] {
  const all: Interval[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    all.push({ start: instantAt(spans[i] as number), end: instantAt(spans[i + 1] as number) });
  }
  return all;
}

/** The instant so many milliseconds after the start of 1970. */
export function instantAt(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}
