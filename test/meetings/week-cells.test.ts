import { describe, expect, test } from "vitest";
import { formats } from "../../src/ui/format.ts";
import { isIn, weeksOf } from "../../src/views/meetings/strip-cells.ts";

const berlin = formats("en", "Europe/Berlin", () => Date.parse("2026-11-25T09:00:00Z"));
const busy = [{ personId: "anna", why: "busy" as const }];
const shut = [{ personId: "anna", why: "out-of-hours" as const }];
const daysOf = (found: Parameters<typeof weeksOf>[0]) => weeksOf(found, berlin).flatMap(({ days }) => days);

describe("the week that a search is shown in", () => {
  test("a time at a quarter past that suits everybody is seen, though the full hour does not suit", () => {
    const [day] = daysOf({
      fits: [{ from: "2026-11-26T09:15:00Z", to: "2026-11-26T09:15:00Z" }],
      rejected: [
        { from: "2026-11-26T08:00:00Z", to: "2026-11-26T09:00:00Z", because: busy },
        { from: "2026-11-26T09:30:00Z", to: "2026-11-26T10:00:00Z", because: busy },
      ],
    });
    expect(day?.cells.map(({ start, fits, hour }) => [start, fits, hour])).toEqual([
      ["2026-11-26T08:00:00Z", false, "09"],
      ["2026-11-26T08:30:00Z", false, ""],
      ["2026-11-26T09:15:00Z", true, "10"],
      ["2026-11-26T09:30:00Z", false, ""],
      ["2026-11-26T10:00:00Z", false, "11"],
    ]);
    expect(isIn({ start: "2026-11-26T09:15:00Z" }, "2026-11-26T09:00:00Z")).toBe(true);
    expect(isIn({ start: "2026-11-26T09:15:00Z" }, "2026-11-26T09:30:00Z")).toBe(false);
  });

  test("an early time that suits makes every day begin as early, and a later first hour stands below the same hour", () => {
    const days = daysOf({
      fits: [{ from: "2026-11-26T05:00:00Z", to: "2026-11-26T05:00:00Z" }],
      rejected: [
        { from: "2026-11-26T05:30:00Z", to: "2026-11-26T06:00:00Z", because: busy },
        { from: "2026-11-27T07:30:00Z", to: "2026-11-27T08:00:00Z", because: busy },
      ],
    });
    expect(days.map(({ offset, cells }) => [offset, cells[0]?.hour])).toEqual([
      [0, "06"],
      [5, ""],
    ]);
  });

  test("a day on which the same people are against every time is told once, and nights are left out", () => {
    const [friday, saturday] = daysOf({
      fits: [],
      rejected: [
        { from: "2026-11-27T00:00:00Z", to: "2026-11-27T08:45:00Z", because: shut },
        { from: "2026-11-27T09:00:00Z", to: "2026-11-27T22:45:00Z", because: busy },
        { from: "2026-11-27T23:00:00Z", to: "2026-11-28T22:45:00Z", because: shut },
      ],
    });
    expect(friday?.shut).toBeNull();
    expect(friday?.cells.map(({ hour }) => hour).filter((hour) => hour !== "")).toHaveLength(12);
    expect(saturday?.shut).toEqual(shut);
  });

  test("weeks begin on Monday by the reader's clock", () => {
    const weeks = weeksOf(
      {
        fits: [
          { from: "2026-11-29T12:00:00Z", to: "2026-11-29T12:00:00Z" },
          { from: "2026-11-29T23:00:00Z", to: "2026-11-29T23:00:00Z" },
        ],
        rejected: [],
      },
      berlin,
    );
    expect(weeks.map(({ days }) => days.map(({ day }) => day))).toEqual([["2026-11-29"], ["2026-11-30"]]);
  });
});
