import { Temporal } from "temporal-polyfill";
import { instantAt } from "./interval.ts";
import { DAY_MS, offsetStretches } from "./offsets.ts";
import { type Spans, subtractSpans } from "./spans.ts";
import type { Holiday } from "./weekday.ts";
import { holidaySpans, hoursSpans, type WorkingHours } from "./working-hours.ts";

/** Thrown when so much working time does not come within two years: no working days, or holidays without end. */
export class NoWorkingTime extends RangeError {
  override name = "NoWorkingTime";
}

const STEP_MS = 35 * DAY_MS;
const HORIZON_MS = 731 * DAY_MS;

/**
 * The moment by which so much working time has passed since `from`: what is asked at 17:00 with four hours to answer
 * is due the next working day. No time at all is due at once; a full day's time is due at closing time, not the next
 * morning. `duration` is in hours and shorter units, not negative: RangeError otherwise, because a working day has
 * no fixed length. Throws {@link NoWorkingTime}.
 */
export function addWorkingTime(
  from: Temporal.Instant,
  duration: Temporal.Duration,
  hours: WorkingHours,
  holidays: readonly Holiday[] = [],
): Temporal.Instant {
  let left = shortUnitsMs(duration);
  if (left === 0) return from;
  const begin = from.epochMilliseconds;
  for (let at = begin; at < begin + HORIZON_MS; at += STEP_MS) {
    const working = workingSpans(hours, holidays, at, at + STEP_MS);
    for (let i = 0; i < working.length; i += 2) {
      const start = working[i] as number;
      const length = (working[i + 1] as number) - start;
      if (left <= length) return instantAt(start + left);
      left -= length;
    }
  }
  throw new NoWorkingTime(`These working hours hold no ${duration.toString()} in two years.`);
}

/** The working time from `from` until before `to`, in hours and shorter units; negative when `to` comes first. */
export function workingTimeBetween(
  from: Temporal.Instant,
  to: Temporal.Instant,
  hours: WorkingHours,
  holidays: readonly Holiday[] = [],
): Temporal.Duration {
  const backwards = Temporal.Instant.compare(from, to) > 0;
  const [start, end] = backwards ? [to, from] : [from, to];
  const working = workingSpans(hours, holidays, start.epochMilliseconds, end.epochMilliseconds);
  let total = 0;
  for (let i = 0; i < working.length; i += 2) total += (working[i + 1] as number) - (working[i] as number);
  const passed = Temporal.Duration.from({ milliseconds: total }).round({ largestUnit: "hours" });
  return backwards ? passed.negated() : passed;
}

function workingSpans(hours: WorkingHours, holidays: readonly Holiday[], from: number, to: number): Spans {
  if (to <= from) return new Float64Array(0);
  const stretches = offsetStretches(hours.zone, from, to);
  return subtractSpans(hoursSpans(hours, stretches), holidaySpans(holidays, stretches));
}

function shortUnitsMs(duration: Temporal.Duration): number {
  const { years, months, weeks, days } = duration;
  if (years !== 0 || months !== 0 || weeks !== 0 || days !== 0 || duration.sign < 0) {
    throw new RangeError(`Working time is counted in hours and minutes, not as ${duration.toString()}.`);
  }
  return duration.total({ unit: "milliseconds" });
}
