import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { readSettings } from "../../server/config.ts";
import { lastNight } from "../../src/domain/deals/nightly.ts";

test.each([
  [
    "a minute before it is last night's",
    "2026-03-02T01:29:59.999Z",
    "Europe/Berlin",
    "02:30",
    "2026-03-01T01:30:00Z",
  ],
  [
    "at the very moment it is tonight's",
    "2026-03-02T01:30:00Z",
    "Europe/Berlin",
    "02:30",
    "2026-03-02T01:30:00Z",
  ],
  ["all day long it stays so", "2026-03-02T22:00:00Z", "Europe/Berlin", "02:30", "2026-03-02T01:30:00Z"],
  [
    "where the day began earlier, so did the night",
    "2026-03-01T20:00:00Z",
    "Asia/Novosibirsk",
    "02:30",
    "2026-03-01T19:30:00Z",
  ],
  [
    "an hour that the clock leaves out is the one after it",
    "2026-03-29T06:00:00Z",
    "Europe/Berlin",
    "02:30",
    "2026-03-29T01:30:00Z",
  ],
  [
    "of an hour that comes twice it is the first",
    "2026-10-25T06:00:00Z",
    "Europe/Berlin",
    "02:30",
    "2026-10-25T00:30:00Z",
  ],
  ["another hour of the night may be chosen", "2026-03-02T03:00:00Z", "UTC", "03:30", "2026-03-01T03:30:00Z"],
])("%s", (_story, at, zone, time, due) => {
  const found = lastNight(Temporal.Instant.from(at), zone, Temporal.PlainTime.from(time));
  expect(found.toString()).toBe(due);
});

test("whenever it is looked, the night's work comes once between one noon and the next", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "Asia/Novosibirsk", "Pacific/Apia"]) {
    const first = Temporal.ZonedDateTime.from(`2026-01-01T12:00[${zone}]`);
    const time = Temporal.PlainTime.from("02:30");
    const noons = Array.from({ length: 366 }, (_, n) => first.add({ days: n }).toInstant());
    const nights = noons.map((noon) => lastNight(noon, zone, time).epochMilliseconds);
    expect(new Set(nights).size).toBe(366);
    for (const [n, night] of nights.entries())
      if (n > 0) expect(night).toBeGreaterThan(noons[n - 1]?.epochMilliseconds ?? 0);
  }
});

test("the hour of the night, and the company's zone, are read from the environment; what is none stops the start", () => {
  const { night } = readSettings({ NIGHT_AT: "04:05", COMPANY_ZONE: "Europe/Berlin" });
  expect([night.time.toString(), night.zone]).toEqual(["04:05:00", "Europe/Berlin"]);
  expect(readSettings({}).night.time.toString()).toBe("02:30:00");
  expect(() => readSettings({ NIGHT_AT: "25:00" })).toThrow("NIGHT_AT must be an hour");
  expect(() => readSettings({ COMPANY_ZONE: "+03:00" })).toThrow("COMPANY_ZONE must be a time zone");
});
