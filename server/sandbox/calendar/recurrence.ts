import { Temporal } from "temporal-polyfill";
import type { Weekday } from "../directory/state.ts";

/** How often an event repeats, every property settled. Months and days count from 1. */
export type Pattern =
  | { type: "daily"; interval: number }
  | { type: "weekly"; interval: number; daysOfWeek: readonly Weekday[]; firstDayOfWeek: Weekday }
  | { type: "absoluteMonthly"; interval: number; dayOfMonth: number }
  | { type: "relativeMonthly"; interval: number; daysOfWeek: readonly Weekday[]; index: WeekIndex }
  | { type: "absoluteYearly"; interval: number; dayOfMonth: number; month: number }
  | {
      type: "relativeYearly";
      interval: number;
      daysOfWeek: readonly Weekday[];
      index: WeekIndex;
      month: number;
    };

export type WeekIndex = "first" | "second" | "third" | "fourth" | "last";

/** Over how long. Dates are "2026-03-01" in the series' own zone; the end date counts. */
export type Range =
  | { type: "noEnd"; startDate: string }
  | { type: "endDate"; startDate: string; endDate: string }
  | { type: "numbered"; startDate: string; numberOfOccurrences: number };

/** A series' rule. `zone` is the IANA zone its dates and times are kept in, `zoneName` its name as it was given. */
export type Recurrence = { pattern: Pattern; range: Range; zone: string; zoneName: string };

/** Monday first, as Temporal counts. */
export const WEEKDAYS: readonly Weekday[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

const INDEXES: readonly WeekIndex[] = ["first", "second", "third", "fourth"];

/**
 * The days on which a series takes place, "2026-03-01" in its own zone, from `from` to `to` (both included), in order.
 * A 31st falls on the last day of a shorter month, as in Outlook.
 */
export function occurrenceDays({ pattern, range }: Recurrence, from: string, to: string): string[] {
  const start = Temporal.PlainDate.from(range.startDate);
  const last = range.type === "endDate" && range.endDate < to ? range.endDate : to;
  // Only a counted series must be followed from its beginning; any other may start right before the window.
  const counted = range.type === "numbered";
  let left = counted ? range.numberOfOccurrences : Number.POSITIVE_INFINITY;
  const days: string[] = [];
  for (let step = counted ? 0 : firstStep(pattern, start, from); left > 0; step += 1) {
    const found = daysOfStep(pattern, start, step).filter((day) => day >= range.startDate);
    if (periodStart(pattern, start, step) > last) break;
    for (const day of found) {
      if (left <= 0 || day > last) break;
      left -= 1;
      if (day >= from) days.push(day);
    }
  }
  return days;
}

function periodStart(pattern: Pattern, start: Temporal.PlainDate, step: number): string {
  return period(pattern, start, step).toString();
}

/** The first day of the day, week, month or year that is `step` intervals after the one the series starts in. */
function period(pattern: Pattern, start: Temporal.PlainDate, step: number): Temporal.PlainDate {
  const count = step * pattern.interval;
  switch (pattern.type) {
    case "daily":
      return start.add({ days: count });
    case "weekly":
      return weekStart(start, pattern.firstDayOfWeek).add({ weeks: count });
    case "absoluteMonthly":
    case "relativeMonthly":
      return start.with({ day: 1 }).add({ months: count });
    case "absoluteYearly":
    case "relativeYearly":
      return start.with({ day: 1, month: pattern.month }).add({ years: count });
  }
}

function weekStart(date: Temporal.PlainDate, first: Weekday): Temporal.PlainDate {
  const firstNumber = WEEKDAYS.indexOf(first) + 1;
  return date.subtract({ days: (date.dayOfWeek - firstNumber + 7) % 7 });
}

function firstStep(pattern: Pattern, start: Temporal.PlainDate, from: string): number {
  const origin = period(pattern, start, 0);
  const gap = Temporal.PlainDate.from(from).since(origin, { largestUnit: largestUnit(pattern) });
  const periods = { daily: gap.days, weekly: gap.weeks, month: gap.months, year: gap.years }[kindOf(pattern)];
  return Math.max(0, Math.floor(periods / pattern.interval) - 1);
}

function kindOf(pattern: Pattern): "daily" | "weekly" | "month" | "year" {
  if (pattern.type === "daily" || pattern.type === "weekly") return pattern.type;
  return pattern.type.endsWith("Monthly") ? "month" : "year";
}

function largestUnit(pattern: Pattern): "days" | "weeks" | "months" | "years" {
  return ({ daily: "days", weekly: "weeks", month: "months", year: "years" } as const)[kindOf(pattern)];
}

function daysOfStep(pattern: Pattern, start: Temporal.PlainDate, step: number): string[] {
  const first = period(pattern, start, step);
  switch (pattern.type) {
    case "daily":
      return [first.toString()];
    case "weekly":
      return weekdaysFrom(first, 7, pattern.daysOfWeek);
    case "absoluteMonthly":
    case "absoluteYearly":
      return [first.with({ day: Math.min(pattern.dayOfMonth, first.daysInMonth) }).toString()];
    case "relativeMonthly":
    case "relativeYearly": {
      const days = weekdaysFrom(first, first.daysInMonth, pattern.daysOfWeek);
      const chosen = pattern.index === "last" ? days.at(-1) : days[INDEXES.indexOf(pattern.index)];
      return chosen === undefined ? [] : [chosen];
    }
  }
}

function weekdaysFrom(first: Temporal.PlainDate, count: number, wanted: readonly Weekday[]): string[] {
  return Array.from({ length: count }, (_, days) => first.add({ days }))
    .filter((date) => wanted.includes(WEEKDAYS[date.dayOfWeek - 1]!))
    .map(String);
}
