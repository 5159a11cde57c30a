import type { Temporal } from "temporal-polyfill";
import type { Holiday, Weekday } from "./weekday.ts";

/** The days on which work is done somewhere: weekdays, without the holidays. */
export type WorkingWeek = { days: ReadonlySet<Weekday>; holidays: readonly Holiday[] };

const HORIZON_DAYS = 3660;

/** Whether the date is a working day there. */
export function isWorkingDay(date: Temporal.PlainDate, week: WorkingWeek): boolean {
  return week.days.has(date.dayOfWeek as Weekday) && !week.holidays.some((off) => off.date.equals(date));
}

/**
 * The day by which work must be done so that `count` working days remain until `date`, `date` itself not counted. None
 * remaining means `date` itself, or the last working day before it. Throws RangeError for a count that is not a whole
 * number from 0 to 500, and for a week without working days. Source: PRODUCT.md E1.
 */
export function workingDaysBefore(
  date: Temporal.PlainDate,
  count: number,
  week: WorkingWeek,
): Temporal.PlainDate {
  return countDays(date, count, week, -1);
}

/** The working day that comes `count` working days after `date`; 0 means `date` itself or the next working day. Throws
 * as {@link workingDaysBefore} does. */
export function workingDaysAfter(
  date: Temporal.PlainDate,
  count: number,
  week: WorkingWeek,
): Temporal.PlainDate {
  return countDays(date, count, week, 1);
}

/** How many working days lie from `from` until before `to`; 0 when `to` does not come later. At most 3660 are counted. */
export function workingDaysBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  week: WorkingWeek,
): number {
  let count = 0;
  const apart = Math.min(from.until(to).days, HORIZON_DAYS);
  for (let walked = 0; walked < apart; walked++) {
    if (isWorkingDay(from.add({ days: walked }), week)) count += 1;
  }
  return count;
}

function countDays(
  date: Temporal.PlainDate,
  count: number,
  week: WorkingWeek,
  step: 1 | -1,
): Temporal.PlainDate {
  if (!Number.isInteger(count) || count < 0 || count > 500) {
    throw new RangeError(`${count} is not a number of working days from 0 to 500.`);
  }
  let left = count;
  let day = date;
  for (let walked = 0; walked <= HORIZON_DAYS; walked++) {
    const counts = isWorkingDay(day, week) && (walked > 0 || count === 0);
    if (counts && left <= 1) return day;
    if (counts) left -= 1;
    day = day.add({ days: step });
  }
  throw new RangeError("There are no working days in that week.");
}
