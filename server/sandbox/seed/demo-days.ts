import { Temporal } from "temporal-polyfill";

/** The zone the demonstration's days and hours are told in. */
export const OFFICE_ZONE = "Europe/Berlin";

/** Days around the moment the demonstration is made for. */
export type Days = {
  /** "2026-03-02": so many calendar days from today. */
  date(offset: number): string;
  /** The date of a weekday (1 Monday to 7 Sunday), `weeks` from this week. */
  weekday(day: number, weeks: number): string;
  /** The instant of "10:15" in the office, so many working days ago; null when that is still to come. */
  workingDaysAgo(days: number, time: string): string | null;
};

/** Reckons around `now`. */
export function daysAround(now: Temporal.Instant): Days {
  const today = now.toZonedDateTimeISO(OFFICE_ZONE).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  return {
    date: (offset) => today.add({ days: offset }).toString(),
    weekday: (day, weeks) => monday.add({ days: day - 1 + weeks * 7 }).toString(),
    workingDaysAgo(days, time) {
      let date = today;
      for (let left = days; left > 0; ) {
        date = date.subtract({ days: 1 });
        if (date.dayOfWeek <= 5) left -= 1;
      }
      const at = date.toZonedDateTime({ timeZone: OFFICE_ZONE, plainTime: time }).toInstant();
      return Temporal.Instant.compare(at, now) < 0 ? at.toString() : null;
    },
  };
}
