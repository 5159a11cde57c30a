import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { byUrgency, type Cadence, dueTouch, isOverdue } from "../../src/domain/meetings/cadence.ts";

const at = (text: string) => Temporal.Instant.from(text);
const cadence = (more: Partial<Cadence>): Cadence => ({
  everyDays: 30,
  lastTouch: at("2026-03-01T10:00Z"),
  nextTouch: null,
  since: at("2026-01-01T00:00Z"),
  ...more,
});

test.each([
  ["thirty days after they last met", cadence({}), "2026-03-31T10:00:00Z"],
  [
    "counted from the deal's beginning where they never met",
    cadence({ lastTouch: null }),
    "2026-01-31T00:00:00Z",
  ],
  ["not while a meeting in time is planned", cadence({ nextTouch: at("2026-03-31T10:00Z") }), null],
  [
    "but when it is planned too late",
    cadence({ nextTouch: at("2026-03-31T10:00:01Z") }),
    "2026-03-31T10:00:00Z",
  ],
  ["never without a cadence", cadence({ everyDays: null }), null],
])("two people should meet again %s", (_, pair, due) => {
  expect(dueTouch(pair)?.toString() ?? null).toBe(due);
});

test("a pair is overdue from the very moment it is due", () => {
  expect(isOverdue(cadence({}), at("2026-03-31T09:59:59Z"))).toBe(false);
  expect(isOverdue(cadence({}), at("2026-03-31T10:00:00Z"))).toBe(true);
});

test("the longest overdue come first, pairs without a cadence last", () => {
  const free = cadence({ everyDays: null });
  const late = cadence({ lastTouch: at("2026-01-10T00:00Z") });
  const soon = cadence({});
  expect([free, soon, late].sort(byUrgency)).toEqual([late, soon, free]);
});
