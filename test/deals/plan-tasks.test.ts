import { expect, test } from "vitest";
import { planChanges } from "../../src/domain/deals/plan-tasks.ts";

const want = (key: string, title: string, due: string) => ({ key, title, due });
const NOTHING = { add: [], found: [], change: [], remove: [] };

test("a new plan gets every task", () => {
  const wanted = [want("close", "Close", "2026-12-14")];
  expect(planChanges(wanted, [], [])).toEqual({ ...NOTHING, add: wanted });
});

test("a task whose reply was lost is found by its title and day, and not made again", () => {
  const wanted = [want("a", "Pilot", "2026-10-01"), want("b", "Pilot", "2026-10-01")];
  const seen = [{ id: "t1", title: "Pilot", due: "2026-10-01" }];
  expect(planChanges(wanted, [], seen)).toEqual({
    ...NOTHING,
    found: [{ id: "t1", key: "a" }],
    add: [wanted[1]],
  });
});

test("a milestone of another day or name changes its task, one that is no more takes its task along", () => {
  const known = [
    { id: "t1", key: "a" },
    { id: "t2", key: "b" },
  ];
  const seen = [
    { id: "t1", title: "Pilot", due: "2026-10-01" },
    { id: "t2", title: "Visit", due: "2026-11-01" },
    { id: "t3", title: "By hand", due: null },
  ];
  expect(planChanges([want("a", "Pilot run", "2026-10-05")], known, seen)).toEqual({
    ...NOTHING,
    change: [{ id: "t1", title: "Pilot run", due: "2026-10-05" }],
    remove: ["t2"],
  });
});

test("a task that somebody deleted from the plan is not made again", () => {
  expect(planChanges([want("a", "Pilot", "2026-10-01")], [{ id: "t1", key: "a" }], [])).toEqual(NOTHING);
});
