import { instantAt } from "./interval.ts";
import { mergeSpans, type Spans } from "./spans.ts";
import type { ZoneId } from "./zone.ts";

/** One day in milliseconds, as a calendar without clock changes counts it. */
export const DAY_MS = 86_400_000;

/** From `from` to `to` (milliseconds, half-open) the zone's clocks stand `offset` milliseconds ahead of universal time. */
export type OffsetStretch = { from: number; to: number; offset: number };

/** The zone's offsets between two moments, one stretch for each; clock changes are the seams. */
export function offsetStretches(zone: ZoneId, from: number, to: number): OffsetStretch[] {
  const stretches: OffsetStretch[] = [];
  let here = instantAt(from).toZonedDateTimeISO(zone);
  for (let start = from; ; ) {
    const offset = here.offsetNanoseconds / 1e6;
    const change = here.getTimeZoneTransition("next");
    if (change === null || change === undefined || change.epochMilliseconds >= to) {
      stretches.push({ from: start, to, offset });
      return stretches;
    }
    stretches.push({ from: start, to: change.epochMilliseconds, offset });
    start = change.epochMilliseconds;
    here = change;
  }
}

/** The offset at one moment within the stretches; before the first and after the last, theirs. */
export function offsetAt(stretches: readonly OffsetStretch[], at: number): number {
  let found = 0;
  for (const { from, offset } of stretches) {
    if (from > at && from !== stretches[0]?.from) break;
    found = offset;
  }
  return found;
}

/**
 * The time at which the wall clock of a zone shows what `pick` names. `pick` is asked for each local day (counted from
 * 1970-01-01) and answers with one stretch of it, `[start, end]` in milliseconds after its midnight, where `end` may
 * lie in the next day; or null. Hours that a clock change leaves out are not there, hours it repeats are there twice.
 */
export function wallClockSpans(
  stretches: readonly OffsetStretch[],
  pick: (day: number) => readonly [start: number, end: number] | null,
): Spans {
  const pairs: number[] = [];
  for (const { from, to, offset } of stretches) {
    const last = Math.floor((to + offset) / DAY_MS);
    // The day before, because its stretch may reach over midnight.
    for (let day = Math.floor((from + offset) / DAY_MS) - 1; day <= last; day++) {
      const part = pick(day);
      if (part === null) continue;
      const midnight = day * DAY_MS - offset;
      const start = Math.max(midnight + part[0], from);
      const end = Math.min(midnight + part[1], to);
      if (start < end) pairs.push(start, end);
    }
  }
  return mergeSpans(pairs);
}
