import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addWorkingTime, NoWorkingTime, workingTimeBetween } from "../../src/domain/time/working-clock.ts";
import { workingHours } from "../../src/domain/time/working-hours.ts";

const at = (text: string) => Temporal.Instant.from(text);
const WEEK = [1, 2, 3, 4, 5];
const berlin = workingHours("Europe/Berlin", WEEK, "09:00", "18:00");
const night = workingHours("Europe/Berlin", [1, 2, 3, 4, 5, 6, 7], "22:00", "06:00");
const easter = [
  { date: Temporal.PlainDate.from("2026-04-03"), name: "Good Friday" },
  { date: Temporal.PlainDate.from("2026-04-06"), name: "Easter Monday" },
];

describe("the answer clock", () => {
  it.each([
    ["within the day", "2026-03-24T09:00+01:00", "PT4H", "2026-03-24T13:00+01:00"],
    ["to closing time exactly", "2026-03-24T14:00+01:00", "PT4H", "2026-03-24T18:00+01:00"],
    [
      "a minute past closing time, hence the next morning",
      "2026-03-24T14:01+01:00",
      "PT4H",
      "2026-03-25T09:01+01:00",
    ],
    ["asked before work", "2026-03-24T06:00+01:00", "PT1H", "2026-03-24T10:00+01:00"],
    ["asked at closing time", "2026-03-24T18:00+01:00", "PT1H", "2026-03-25T10:00+01:00"],
    [
      "over a weekend on which the clocks go forward",
      "2026-03-27T17:00+01:00",
      "PT4H",
      "2026-03-30T12:00+02:00",
    ],
    [
      "over a weekend on which the clocks go back",
      "2026-10-23T17:00+02:00",
      "PT4H",
      "2026-10-26T12:00+01:00",
    ],
    ["over Easter", "2026-04-02T17:00+02:00", "PT2H", "2026-04-07T10:00+02:00"],
    ["no time at all, though it is night", "2026-03-24T03:00+01:00", "PT0S", "2026-03-24T03:00+01:00"],
  ])("runs %s", (_, from, duration, due) => {
    expect(addWorkingTime(at(from), Temporal.Duration.from(duration), berlin, easter)).toEqual(at(due));
  });

  it.each([
    [
      "the night the clocks skip an hour is an hour shorter",
      "2026-03-28T22:00+01:00",
      "PT7H",
      "2026-03-29T06:00+02:00",
    ],
    [
      "the night the clocks repeat an hour is an hour longer",
      "2026-10-24T22:00+02:00",
      "PT9H",
      "2026-10-25T06:00+01:00",
    ],
  ])("on a night shift, %s", (_, from, duration, due) => {
    expect(addWorkingTime(at(from), Temporal.Duration.from(duration), night)).toEqual(at(due));
  });

  it("counts back what it counted forward", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 0, max: 6_000 }),
        (from, minutes) => {
          const start = at("2026-01-01T00:00Z").add({ minutes: from });
          const duration = Temporal.Duration.from({ minutes });
          const due = addWorkingTime(start, duration, berlin, easter);
          expect(workingTimeBetween(start, due, berlin, easter).total("minutes")).toBe(minutes);
          expect(workingTimeBetween(due, start, berlin, easter).total("minutes")).toBe(
            minutes === 0 ? 0 : -minutes,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it("refuses a duration in days, a negative one, and hours that never come", () => {
    const start = at("2026-03-24T09:00Z");
    expect(() => addWorkingTime(start, Temporal.Duration.from("P1D"), berlin)).toThrow(RangeError);
    expect(() => addWorkingTime(start, Temporal.Duration.from("-PT1H"), berlin)).toThrow(RangeError);
    const never = workingHours("Europe/Berlin", [], "09:00", "18:00");
    expect(() => addWorkingTime(start, Temporal.Duration.from("PT1M"), never)).toThrow(NoWorkingTime);
  });
});
