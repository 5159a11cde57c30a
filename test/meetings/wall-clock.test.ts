import { expect, test } from "vitest";
import { instantIn } from "../../src/views/meetings/wall-clock.ts";

test.each([
  ["in winter", "2026-01-15", "10:00", "Europe/Berlin", "2026-01-15T09:00:00Z"],
  ["in summer", "2026-07-15", "10:00", "Europe/Berlin", "2026-07-15T08:00:00Z"],
  ["on the morning of spring's change", "2026-03-29", "10:00", "Europe/Berlin", "2026-03-29T08:00:00Z"],
  ["before it, in the same night", "2026-03-29", "01:30", "Europe/Berlin", "2026-03-29T00:30:00Z"],
  ["in the hour it leaves out", "2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:30:00Z"],
  [
    "in the hour that autumn repeats: the first",
    "2026-10-25",
    "02:30",
    "Europe/Berlin",
    "2026-10-25T00:30:00Z",
  ],
  ["after it", "2026-10-25", "03:30", "Europe/Berlin", "2026-10-25T02:30:00Z"],
  ["in a zone of half hours", "2026-01-15", "10:00", "Asia/Kathmandu", "2026-01-15T04:15:00Z"],
  ["on the other side of the date line", "2026-01-15", "10:00", "Pacific/Kiritimati", "2026-01-14T20:00:00Z"],
])("a wall clock is read right %s", (_, day, time, zone, expected) => {
  expect(instantIn(day, time, zone)).toBe(expected);
});

test.each([
  ["", "10:00"],
  ["2026-01-15", ""],
  ["2026-13-01", "10:00"],
])("%s %s is no moment", (day, time) => {
  expect(instantIn(day, time, "Europe/Berlin")).toBeNull();
});
