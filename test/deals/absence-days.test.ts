import { describe, expect, test } from "vitest";
import type { DealWarning } from "../../src/contract/deal-parts.ts";
import type { Deal } from "../../src/contract/deals.ts";
import { absenceDays, later, placeOf } from "../../src/views/deals/absence-days.ts";

const person = { id: "ivan", name: "Ivan", mail: "ivan@our.example", title: null };
const away = (from: string, to: string | null): DealWarning => ({
  kind: "away",
  person,
  role: "expert",
  from,
  to,
  clashes: ["tender"],
  backup: null,
});
const deal = (part: Partial<Deal>): Deal =>
  ({ tenderDate: null, closeDate: null, milestones: [], warnings: [], ...part }) as unknown as Deal;
const TODAY = "2026-11-25";

describe("absences drawn against the deal's days", () => {
  test.each<[string, Partial<Deal>]>([
    ["nobody is away", { tenderDate: "2026-12-04" }],
    ["the deal has no days", { warnings: [away("2026-12-01", "2026-12-05")] }],
    ["the days are past", { tenderDate: "2026-11-24", warnings: [away("2026-12-01", "2026-12-05")] }],
    ["the absence is over", { tenderDate: "2026-12-04", warnings: [away("2026-11-01", "2026-11-24")] }],
    ["only a seat is empty", { tenderDate: "2026-12-04", warnings: [{ kind: "empty-seat", role: "legal" }] }],
  ])("are not drawn when %s", (_why, part) => {
    expect(absenceDays(deal(part), TODAY)).toBeNull();
  });

  test("begin today at the earliest, and the drawing ends behind whatever is last", () => {
    const shown = absenceDays(
      deal({
        closeDate: "2026-12-14",
        tenderDate: "2026-12-04",
        milestones: [{ name: "Certificate", day: "2026-12-01" }],
        warnings: [away("2026-11-20", "2026-12-20"), away("2026-12-02", null)],
      }),
      TODAY,
    );
    expect(shown?.first).toBe(TODAY);
    expect(shown?.last).toBe("2026-12-23");
    expect(shown?.days.map(({ day }) => day)).toEqual(["2026-12-01", "2026-12-04", "2026-12-14"]);
    expect(shown?.away.map(({ from, to }) => [from, to])).toEqual([
      [TODAY, "2026-12-20"],
      ["2026-12-02", null],
    ]);
  });
});

test.each([
  ["2026-11-20", 0],
  ["2026-11-25", 0],
  ["2026-11-30", 0.5],
  ["2026-12-05", 1],
  ["2027-01-01", 1],
])("of ten days from 25 November, %s lies at %f", (day, place) => {
  expect(placeOf(day, { first: TODAY, last: "2026-12-04" })).toBeCloseTo(place);
});

test("a day later passes the ends of months, years and of summer time", () => {
  expect([later("2026-12-31", 1), later("2028-02-28", 1), later("2026-10-24", 2)]).toEqual([
    "2027-01-01",
    "2028-02-29",
    "2026-10-26",
  ]);
});
