import { describe, expect, test } from "vitest";
import { inZone, readMoment, writeMoment } from "../../../server/sandbox/calendar/moment.ts";
import { findZone } from "../../../server/sandbox/calendar/zones.ts";

const instant = (text: string) => Date.parse(text);

describe("zone names", () => {
  test.each([
    ["UTC", "UTC"],
    ["Europe/Berlin", "Europe/Berlin"],
    ["W. Europe Standard Time", "Europe/Berlin"],
    ["N. Central Asia Standard Time", "Asia/Novosibirsk"],
    ["Newfoundland Standard Time", "America/St_Johns"],
    ["Greenwich Mean Time", null],
    ["Mars/Olympus", null],
    ["+05:00", null],
    ["", null],
    ["W. Europe Standard Time ", null],
  ])("%s is understood as %s", (name, zone) => {
    expect(findZone(name)).toBe(zone);
  });
});

describe("a local time and its zone", () => {
  test.each([
    ["before the clocks go forward", "2026-03-29T01:59:59", "Europe/Berlin", "2026-03-29T00:59:59Z"],
    [
      "in the hour that is left out, it counts an hour later",
      "2026-03-29T02:30:00",
      "Europe/Berlin",
      "2026-03-29T01:30:00Z",
    ],
    [
      "after the clocks went forward",
      "2026-03-29T03:00:00",
      "W. Europe Standard Time",
      "2026-03-29T01:00:00Z",
    ],
    [
      "in the hour that comes twice, it is the first one",
      "2026-10-25T02:30:00",
      "Europe/Berlin",
      "2026-10-25T00:30:00Z",
    ],
    ["after the hour that came twice", "2026-10-25T03:00:00", "Europe/Berlin", "2026-10-25T02:00:00Z"],
    ["in New York's repeated hour", "2026-11-01T01:30:00", "Eastern Standard Time", "2026-11-01T05:30:00Z"],
    ["where clocks never change", "2026-03-29T02:30:00", "Asia/Novosibirsk", "2026-03-28T19:30:00Z"],
    ["a date alone is its midnight", "2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z"],
    ["with Graph's seven digits", "2026-07-01T09:00:00.0000000", "Europe/Berlin", "2026-07-01T07:00:00Z"],
  ])("%s", (_story, dateTime, timeZone, expected) => {
    expect(readMoment({ dateTime, timeZone }, "start").ms).toBe(instant(expected));
  });

  test.each([
    ["a Z", "2026-03-29T02:30:00Z"],
    ["an offset", "2026-03-29T02:30:00+01:00"],
    ["a day no month has", "2026-02-30T09:00:00"],
    ["an hour no day has", "2026-02-20T25:00:00"],
    ["words", "tomorrow"],
    ["nothing", ""],
  ])("with %s is refused", (_story, dateTime) => {
    expect(() => readMoment({ dateTime, timeZone: "UTC" }, "start")).toThrow(
      expect.objectContaining({ status: 400, code: "ErrorPropertyValidationFailure" }),
    );
  });

  test("an unknown zone is refused by name", () => {
    expect(() => readMoment({ dateTime: "2026-03-29T02:30:00", timeZone: "Mars/Olympus" }, "start")).toThrow(
      expect.objectContaining({
        status: 400,
        code: "TimeZoneNotSupportedException",
        message: expect.stringContaining("'Mars/Olympus'"),
      }),
    );
  });

  test("an instant is written on the clocks the reader prefers, under the name they used", () => {
    const ms = instant("2026-10-25T01:30:00Z");
    expect(writeMoment(ms, { zone: "Europe/Berlin", name: "W. Europe Standard Time" })).toEqual({
      dateTime: "2026-10-25T02:30:00.0000000",
      timeZone: "W. Europe Standard Time",
    });
    expect(inZone(ms, "Asia/Novosibirsk", "Asia/Novosibirsk").wall).toBe("2026-10-25T08:30:00.000");
  });
});
