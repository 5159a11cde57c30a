import { Temporal } from "temporal-polyfill";
import type { Holiday, Weekday } from "../time/weekday.ts";
import { isWorkingDay } from "../time/working-days.ts";

/** When somebody works: local times of day in their zone, and the days on which nothing is said to them. */
export type QuietTimes = {
  zone: string;
  days: ReadonlySet<Weekday>;
  from: Temporal.PlainTime;
  to: Temporal.PlainTime;
  holidays: readonly Holiday[];
};

/** Where no working day comes within so many days, there is none. */
const HORIZON_DAYS = 60;

/** Whether nothing may be said to the person at that moment: outside their hours, on a free day, on a holiday. */
export function isQuiet(at: Temporal.Instant, times: QuietTimes): boolean {
  const local = at.toZonedDateTimeISO(times.zone);
  if (!isWorkingDay(local.toPlainDate(), times)) return true;
  const time = local.toPlainTime();
  return Temporal.PlainTime.compare(time, times.from) < 0 || Temporal.PlainTime.compare(time, times.to) >= 0;
}

/**
 * The next moment after `at` at which the person's digest comes: on a working day at their own hour, or when work begins.
 * An hour outside their working hours counts as the nearest one inside. Null where no working day comes. An hour that the
 * clock change skips comes an hour later. Source: issue "Deal rooms", quiet by design.
 */
export function nextDigest(
  at: Temporal.Instant,
  times: QuietTimes,
  wanted: Temporal.PlainTime | null,
): Temporal.Instant | null {
  const hour = inside(wanted ?? times.from, times);
  const today = at.toZonedDateTimeISO(times.zone).toPlainDate();
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
    const date = today.add({ days: ahead });
    if (!isWorkingDay(date, times)) continue;
    const moment = date.toZonedDateTime({ timeZone: times.zone, plainTime: hour }).toInstant();
    if (Temporal.Instant.compare(moment, at) > 0) return moment;
  }
  return null;
}

function inside(hour: Temporal.PlainTime, { from, to }: QuietTimes): Temporal.PlainTime {
  if (Temporal.PlainTime.compare(hour, from) < 0) return from;
  const last = to.subtract({ minutes: 1 });
  return Temporal.PlainTime.compare(hour, last) > 0 ? last : hour;
}
