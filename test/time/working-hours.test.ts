import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { interval } from "../../src/domain/time/interval.ts";
import { offsetAt, offsetStretches } from "../../src/domain/time/offsets.ts";
import { workingHours, workingIntervals } from "../../src/domain/time/working-hours.ts";
import { UnknownZone, zone } from "../../src/domain/time/zone.ts";
import { ZONES } from "../meetings/random-calendars.ts";

const at = (text: string) => Temporal.Instant.from(text);
const window = (from: string, to: string) => interval(at(`${from}T00:00Z`), at(`${to}T00:00Z`));
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const asText = (
  zoneName: string,
  days: readonly number[],
  start: string,
  end: string,
  from: string,
  to: string,
) =>
  workingIntervals(workingHours(zoneName, days, start, end), window(from, to)).map(
    ({ start: first, end: last }) => `${first.toString().slice(5, 16)} ${last.toString().slice(5, 16)}`,
  );

describe("working hours", () => {
  it.each([
    [
      "Berlin, the weekend its clocks go forward",
      "Europe/Berlin",
      "2026-03-28",
      "2026-03-31",
      ["03-28T08:00 03-28T17:00", "03-29T07:00 03-29T16:00", "03-30T07:00 03-30T16:00"],
    ],
    [
      "Berlin, the weekend its clocks go back",
      "Europe/Berlin",
      "2026-10-24",
      "2026-10-27",
      ["10-24T07:00 10-24T16:00", "10-25T08:00 10-25T17:00", "10-26T08:00 10-26T17:00"],
    ],
    [
      "New York, forward",
      "America/New_York",
      "2026-03-07",
      "2026-03-09",
      ["03-07T14:00 03-07T23:00", "03-08T13:00 03-08T22:00"],
    ],
    [
      "New York, back",
      "America/New_York",
      "2026-10-31",
      "2026-11-02",
      ["10-31T13:00 10-31T22:00", "11-01T14:00 11-01T23:00"],
    ],
    [
      "St John's, half an hour off, forward",
      "America/St_Johns",
      "2026-03-07",
      "2026-03-09",
      ["03-07T12:30 03-07T21:30", "03-08T11:30 03-08T20:30"],
    ],
    [
      "Sydney, back in the northern spring",
      "Australia/Sydney",
      "2026-04-03",
      "2026-04-05",
      ["04-03T00:00 04-03T07:00", "04-03T22:00 04-04T07:00", "04-04T23:00 04-05T00:00"],
    ],
    [
      "Novosibirsk, which never changes",
      "Asia/Novosibirsk",
      "2026-03-28",
      "2026-03-30",
      ["03-28T02:00 03-28T11:00", "03-29T02:00 03-29T11:00"],
    ],
  ])("from nine to six in %s", (_, zoneName, from, to, expected) => {
    expect(asText(zoneName, DAILY, "09:00", "18:00", from, to)).toEqual(expected);
  });

  it.each([
    [
      "end the next morning and count to the day they started",
      [5],
      "22:00",
      "06:00",
      ["01-09T21:00 01-10T05:00"],
    ],
    ["around the clock run on", [5, 6], "00:00", "00:00", ["01-08T23:00 01-10T23:00"]],
    ["with equal times last a day", [5], "09:00", "09:00", ["01-09T08:00 01-10T08:00"]],
    ["without days are none", [], "09:00", "18:00", []],
  ])("that %s", (_, days, start, end, expected) => {
    expect(asText("Europe/Berlin", days, start, end, "2026-01-05", "2026-01-12")).toEqual(expected);
  });

  it("that lie in the hour the clocks leave out do not happen that night (bad input 76)", () => {
    expect(asText("Europe/Berlin", DAILY, "02:00", "03:00", "2026-03-28", "2026-03-30")).toEqual([
      "03-28T01:00 03-28T02:00",
    ]);
  });

  it("that lie in the hour the clocks repeat happen twice that night (bad input 77)", () => {
    expect(asText("Europe/Berlin", DAILY, "02:00", "02:30", "2026-10-25", "2026-10-26")).toEqual([
      "10-25T00:00 10-25T00:30",
      "10-25T01:00 10-25T01:30",
    ]);
  });

  it("do not include a public holiday, from midnight to midnight there", () => {
    const night = workingHours("Asia/Novosibirsk", DAILY, "20:00", "04:00");
    const holidays = [{ date: Temporal.PlainDate.from("2026-05-01"), name: "Labour Day" }];
    const worked = workingIntervals(night, window("2026-04-30", "2026-05-02"), holidays);
    expect(
      worked.map(({ start, end }) => `${start.toString().slice(5, 16)} ${end.toString().slice(5, 16)}`),
    ).toEqual(["04-30T13:00 04-30T17:00", "05-01T17:00 05-01T21:00"]);
  });

  it("are refused with an unknown zone, weekday or time", () => {
    expect(() => workingHours("Mars/Olympus", [1], "09:00", "18:00")).toThrow(UnknownZone);
    expect(() => workingHours("UTC", [0], "09:00", "18:00")).toThrow(RangeError);
    expect(() => workingHours("UTC", [8], "09:00", "18:00")).toThrow(RangeError);
    expect(() => workingHours("UTC", [1], "25:00", "18:00")).toThrow(RangeError);
  });
});

describe("a zone's offsets", () => {
  it.each([...ZONES, "America/Sao_Paulo", "Pacific/Apia", "UTC"])(
    "of %s are those that Temporal gives for every hour of two years",
    (name) => {
      const from = at("2025-12-31T00:00Z").epochMilliseconds;
      const to = at("2028-01-02T00:00Z").epochMilliseconds;
      const stretches = offsetStretches(zone(name), from, to);
      const wrong: number[] = [];
      for (let hour = from; hour < to; hour += 3_600_000) {
        const local = Temporal.Instant.fromEpochMilliseconds(hour).toZonedDateTimeISO(name);
        if (offsetAt(stretches, hour) !== local.offsetNanoseconds / 1e6) wrong.push(hour);
      }
      expect(wrong).toEqual([]);
    },
  );
});
