import { describe, expect, test } from "vitest";
import { type DealAction, may } from "../../../server/deals/policy.ts";
import { SEAT_ROLES, type SeatRole } from "../../../src/domain/deals/deal.ts";
import { readCases } from "../../cases/read.ts";

const cases = readCases("deal-policy.txt", 8);

describe("who may do what in a deal", () => {
  test.each(cases)("%s", (role, ...marks) => {
    const actions: DealAction[] = ["read", "export", "edit", "make-room", "hand-over", "close", "archive"];
    expect(marks).toEqual(actions.map((action) => (may(role as SeatRole, action) ? "yes" : "no")));
  });

  test("every role has its line", () => {
    expect(cases.map(([role]) => role)).toEqual([...SEAT_ROLES]);
  });
});
