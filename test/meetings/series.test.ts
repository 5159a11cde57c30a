import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { occurrences } from "../../src/domain/meetings/series.ts";

const starts = (start: string, zone: string, everyWeeks: number, times: number) =>
  occurrences(Temporal.Instant.from(start), zone, { everyWeeks, times }).map(String);

test("a meeting every four weeks stays at ten in Munich when summer time begins", () => {
  expect(starts("2026-03-10T09:00:00Z", "Europe/Berlin", 4, 3)).toEqual([
    "2026-03-10T09:00:00Z",
    "2026-04-07T08:00:00Z",
    "2026-05-05T08:00:00Z",
  ]);
});

test("where no clock changes, neither does the hour in universal time", () => {
  expect(starts("2026-03-10T05:00:00Z", "Asia/Novosibirsk", 4, 2)).toEqual([
    "2026-03-10T05:00:00Z",
    "2026-04-07T05:00:00Z",
  ]);
});

test("bad input 76: in the hour that spring leaves out, the occurrence is an hour later", () => {
  expect(starts("2026-03-22T01:30:00Z", "Europe/Berlin", 1, 3)).toEqual([
    "2026-03-22T01:30:00Z", // half past two
    "2026-03-29T01:30:00Z", // half past three: half past two does not exist
    "2026-04-05T00:30:00Z", // half past two again
  ]);
});
