import { Temporal } from "temporal-polyfill";
import { type Interval, intervalsOf } from "./interval.ts";
import { DAY_MS, type OffsetStretch, offsetStretches, wallClockSpans } from "./offsets.ts";
import { type Spans, subtractSpans } from "./spans.ts";
import { dayNumber, type Holiday, isWeekday, type Weekday, weekdayOf } from "./weekday.ts";
import { type ZoneId, zone } from "./zone.ts";

/**
 * When a person works, by the clock on their wall: on `days`, from `start` until before `end`. An `end` at or before
 * `start` is on the next day (night shifts; equal times mean around the clock), and counts to the day it started.
 * Source: Graph mailboxSettings, workingHours.
 */
export type WorkingHours = {
  zone: ZoneId;
  days: ReadonlySet<Weekday>;
  start: Temporal.PlainTime;
  end: Temporal.PlainTime;
};

/** Working hours from plain text, e.g. `workingHours("Europe/Berlin", [1, 2, 3, 4, 5], "09:00", "18:00")`. Throws
 * UnknownZone for the zone, RangeError for a weekday or a time that does not exist. */
export function workingHours(
  zoneName: string,
  days: Iterable<number>,
  start: string,
  end: string,
): WorkingHours {
  const weekdays = new Set<Weekday>();
  for (const day of days) {
    if (!isWeekday(day)) throw new RangeError(`${day} is not a day of the week (1 Monday to 7 Sunday).`);
    weekdays.add(day);
  }
  return {
    zone: zone(zoneName),
    days: weekdays,
    start: Temporal.PlainTime.from(start),
    end: Temporal.PlainTime.from(end),
  };
}

/**
 * The working time within the window, in order. A holiday takes its local day out, from midnight to midnight. A moment
 * is working time when the wall clock says so, hence in a repeated hour both times and in a skipped hour never.
 */
export function workingIntervals(
  hours: WorkingHours,
  window: Interval,
  holidays: readonly Holiday[] = [],
): Interval[] {
  const from = window.start.epochMilliseconds;
  const to = window.end.epochMilliseconds;
  const stretches = offsetStretches(hours.zone, from, to);
  const working = subtractSpans(hoursSpans(hours, stretches), holidaySpans(holidays, stretches));
  return intervalsOf(working);
}

/** The working time within the zone's stretches, holidays not looked at. */
export function hoursSpans(hours: WorkingHours, stretches: readonly OffsetStretch[]): Spans {
  const start = timeMs(hours.start);
  const end = timeMs(hours.end);
  const part = [start, end <= start ? end + DAY_MS : end] as const;
  return wallClockSpans(stretches, (day) => (hours.days.has(weekdayOf(day)) ? part : null));
}

/** The holidays within the zone's stretches, each a local day. */
export function holidaySpans(holidays: readonly Holiday[], stretches: readonly OffsetStretch[]): Spans {
  if (holidays.length === 0) return new Float64Array(0);
  const off = new Set(holidays.map(({ date }) => dayNumber(date)));
  return wallClockSpans(stretches, (day) => (off.has(day) ? [0, DAY_MS] : null));
}

/** A time of day in milliseconds after midnight. */
export function timeMs(time: Temporal.PlainTime): number {
  return ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond;
}
