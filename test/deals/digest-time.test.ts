import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { isQuiet, nextDigest, type QuietTimes } from "../../src/domain/deals/digest-time.ts";

const time = (text: string) => Temporal.PlainTime.from(text);
const at = (text: string) => Temporal.Instant.from(text);
const berlin: QuietTimes = {
  zone: "Europe/Berlin",
  days: new Set([1, 2, 3, 4, 5]),
  from: time("08:00"),
  to: time("17:00"),
  holidays: [{ date: Temporal.PlainDate.from("2026-05-01"), name: "Labour Day" }],
};

describe("when nothing is said to somebody in Berlin", () => {
  test.each([
    ["in the middle of a working day", "2026-03-02T12:00:00Z", false],
    ["when work begins", "2026-03-02T07:00:00Z", false],
    ["a minute before", "2026-03-02T06:59:00Z", true],
    ["when it ends", "2026-03-02T16:00:00Z", true],
    ["at night", "2026-03-02T23:00:00Z", true],
    ["on Sunday", "2026-03-01T12:00:00Z", true],
    ["on a public holiday", "2026-05-01T10:00:00Z", true],
  ])("%s", (_when, moment, expected) => {
    expect(isQuiet(at(moment), berlin)).toBe(expected);
  });
});

describe("the next digest of somebody in Berlin", () => {
  test.each<[string, string, string | null, string]>([
    ["at night: when work begins", "2026-03-02T01:00:00Z", null, "2026-03-02T07:00:00Z"],
    ["during the day: tomorrow", "2026-03-02T12:00:00Z", null, "2026-03-03T07:00:00Z"],
    ["at the very moment: tomorrow", "2026-03-02T07:00:00Z", null, "2026-03-03T07:00:00Z"],
    ["on Friday evening: on Monday", "2026-03-06T20:00:00Z", null, "2026-03-09T07:00:00Z"],
    ["before a holiday and a weekend: after both", "2026-04-30T12:00:00Z", null, "2026-05-04T06:00:00Z"],
    ["at an hour of their own", "2026-03-02T01:00:00Z", "09:30", "2026-03-02T08:30:00Z"],
    ["at an hour before work: when it begins", "2026-03-02T01:00:00Z", "05:00", "2026-03-02T07:00:00Z"],
    ["at an hour after work: in its last minute", "2026-03-02T01:00:00Z", "22:00", "2026-03-02T15:59:00Z"],
    [
      "over the clock change: at the same hour of theirs",
      "2026-03-27T12:00:00Z",
      null,
      "2026-03-30T06:00:00Z",
    ],
  ])("%s", (_when, moment, wanted, expected) => {
    expect(nextDigest(at(moment), berlin, wanted === null ? null : time(wanted))?.toString()).toBe(expected);
  });

  test("whoever never works gets none", () => {
    expect(nextDigest(at("2026-03-02T01:00:00Z"), { ...berlin, days: new Set() }, null)).toBeNull();
  });
});
