import type { Temporal } from "temporal-polyfill";

/** How a meeting repeats: so many occurrences, so many weeks apart. */
export type Repeat = { everyWeeks: number; times: number };

/**
 * When the occurrences begin, the first included: always at the same hour of the clock in the zone, so that summer time
 * moves none of them there. An hour that spring leaves out becomes the next; of one that autumn repeats the first is meant.
 */
export function occurrences(
  start: Temporal.Instant,
  zone: string,
  { everyWeeks, times }: Repeat,
): Temporal.Instant[] {
  const first = start.toZonedDateTimeISO(zone);
  return Array.from({ length: times }, (_, n) => first.add({ weeks: n * everyWeeks }).toInstant());
}
