import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { Weekday } from "../../src/domain/time/weekday.ts";
import {
  isWorkingDay,
  workingDaysAfter,
  workingDaysBefore,
  workingDaysBetween,
} from "../../src/domain/time/working-days.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const week = {
  days: new Set<Weekday>([1, 2, 3, 4, 5]),
  holidays: [{ date: day("2026-05-01"), name: "Labour Day" }],
};

describe("working days", () => {
  it.each([
    ["2026-04-30", true],
    ["2026-05-01", false], // a holiday on a Friday
    ["2026-05-02", false],
    ["2026-05-04", true],
  ])("%s is one: %s", (date, works) => {
    expect(isWorkingDay(day(date), week)).toBe(works);
  });

  it.each([
    ["2026-05-06", 0, "2026-05-06"],
    ["2026-05-06", 2, "2026-05-04"],
    ["2026-05-06", 3, "2026-04-30"], // over a weekend and the holiday before it
    ["2026-05-03", 0, "2026-04-30"],
    ["2026-05-03", 1, "2026-04-30"],
    ["2026-05-04", 1, "2026-04-30"],
  ])("a tender on %s with %i working days to spare is due on %s", (date, count, due) => {
    expect(workingDaysBefore(day(date), count, week).toString()).toBe(due);
  });

  it.each([
    ["2026-04-30", 1, "2026-05-04"],
    ["2026-05-01", 0, "2026-05-04"],
    ["2026-05-02", 1, "2026-05-04"],
    ["2026-05-04", 5, "2026-05-11"],
  ])("from %s, %i working days on is %s", (date, count, later) => {
    expect(workingDaysAfter(day(date), count, week).toString()).toBe(later);
  });

  it.each([
    ["2026-04-30", "2026-05-05", 2],
    ["2026-05-01", "2026-05-04", 0],
    ["2026-05-04", "2026-05-04", 0],
    ["2026-05-05", "2026-05-04", 0],
  ])("between %s and %s there are %i", (from, to, count) => {
    expect(workingDaysBetween(day(from), day(to), week)).toBe(count);
  });

  it("are refused where the count is no count or nobody ever works", () => {
    for (const count of [-1, 1.5, 501, Number.NaN]) {
      expect(() => workingDaysBefore(day("2026-05-06"), count, week)).toThrow(RangeError);
    }
    expect(() => workingDaysBefore(day("2026-05-06"), 1, { days: new Set(), holidays: [] })).toThrow(
      RangeError,
    );
  });
});
