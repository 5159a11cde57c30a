import { describe, expect, test } from "vitest";
import { occurrenceDays, type Pattern, type Range } from "../../../server/sandbox/calendar/recurrence.ts";

const series = (pattern: Pattern, range: Range) => ({
  pattern,
  range,
  zone: "Europe/Berlin",
  zoneName: "Europe/Berlin",
});
const from = (startDate: string): Range => ({ type: "noEnd", startDate });
const until = (startDate: string, endDate: string): Range => ({ type: "endDate", startDate, endDate });
const times = (startDate: string, numberOfOccurrences: number): Range => ({
  type: "numbered",
  startDate,
  numberOfOccurrences,
});

describe("the days on which a series takes place", () => {
  test.each<[string, Pattern, Range, string, string, string[]]>([
    [
      "every day",
      { type: "daily", interval: 1 },
      from("2026-03-01"),
      "2026-03-03",
      "2026-03-05",
      ["2026-03-03", "2026-03-04", "2026-03-05"],
    ],
    [
      "every third day, counted from the first",
      { type: "daily", interval: 3 },
      from("2026-02-27"),
      "2026-03-01",
      "2026-03-08",
      ["2026-03-02", "2026-03-05", "2026-03-08"],
    ],
    [
      "nothing before the first day",
      { type: "daily", interval: 1 },
      from("2026-03-04"),
      "2026-03-01",
      "2026-03-05",
      ["2026-03-04", "2026-03-05"],
    ],
    [
      "the end date itself still counts",
      { type: "daily", interval: 1 },
      until("2026-03-01", "2026-03-03"),
      "2026-03-02",
      "2026-03-31",
      ["2026-03-02", "2026-03-03"],
    ],
    [
      "a counted series stops after its last time",
      { type: "daily", interval: 1 },
      times("2026-03-01", 3),
      "2026-03-01",
      "2026-03-31",
      ["2026-03-01", "2026-03-02", "2026-03-03"],
    ],
    [
      "a counted series is counted from its start, not from the window",
      { type: "daily", interval: 1 },
      times("2026-03-01", 3),
      "2026-03-03",
      "2026-03-31",
      ["2026-03-03"],
    ],
    [
      "Mondays and Wednesdays",
      { type: "weekly", interval: 1, daysOfWeek: ["monday", "wednesday"], firstDayOfWeek: "monday" },
      from("2026-03-03"),
      "2026-03-01",
      "2026-03-11",
      ["2026-03-04", "2026-03-09", "2026-03-11"],
    ],
    [
      "every other week, weeks beginning on Monday",
      { type: "weekly", interval: 2, daysOfWeek: ["monday", "sunday"], firstDayOfWeek: "monday" },
      from("2026-03-02"),
      "2026-03-01",
      "2026-03-31",
      ["2026-03-02", "2026-03-08", "2026-03-16", "2026-03-22", "2026-03-30"],
    ],
    [
      "every other week, weeks beginning on Sunday",
      { type: "weekly", interval: 2, daysOfWeek: ["monday", "sunday"], firstDayOfWeek: "sunday" },
      from("2026-03-02"),
      "2026-03-01",
      "2026-03-31",
      ["2026-03-02", "2026-03-15", "2026-03-16", "2026-03-29", "2026-03-30"],
    ],
    [
      "the 15th of every other month",
      { type: "absoluteMonthly", interval: 2, dayOfMonth: 15 },
      from("2026-01-15"),
      "2026-01-01",
      "2026-06-30",
      ["2026-01-15", "2026-03-15", "2026-05-15"],
    ],
    [
      "the 31st, in shorter months the last day",
      { type: "absoluteMonthly", interval: 1, dayOfMonth: 31 },
      from("2026-01-31"),
      "2026-01-01",
      "2026-04-30",
      ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
    ],
    [
      "the second Thursday or Friday, whichever comes second",
      { type: "relativeMonthly", interval: 1, daysOfWeek: ["thursday", "friday"], index: "second" },
      from("2026-01-01"),
      "2026-01-01",
      "2026-03-31",
      ["2026-01-02", "2026-02-06", "2026-03-06"],
    ],
    [
      "the last Monday of the month",
      { type: "relativeMonthly", interval: 1, daysOfWeek: ["monday"], index: "last" },
      from("2026-01-01"),
      "2026-01-01",
      "2026-03-31",
      ["2026-01-26", "2026-02-23", "2026-03-30"],
    ],
    [
      "a birthday on the 29th of February",
      { type: "absoluteYearly", interval: 1, dayOfMonth: 29, month: 2 },
      from("2024-02-29"),
      "2024-01-01",
      "2028-12-31",
      ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"],
    ],
    [
      "the fourth Thursday of every second November",
      { type: "relativeYearly", interval: 2, daysOfWeek: ["thursday"], index: "fourth", month: 11 },
      from("2024-11-01"),
      "2024-01-01",
      "2028-12-31",
      ["2024-11-28", "2026-11-26", "2028-11-23"],
    ],
    [
      "far from its start a series without end is still found",
      { type: "daily", interval: 7 },
      from("2001-01-01"),
      "2096-01-01",
      "2096-01-09",
      ["2096-01-02", "2096-01-09"],
    ],
  ])("%s", (_story, pattern, range, first, last, days) => {
    expect(occurrenceDays(series(pattern, range), first, last)).toEqual(days);
  });
});
