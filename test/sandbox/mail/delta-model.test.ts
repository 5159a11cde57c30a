import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Change } from "../../../server/sandbox/core/tenant.ts";
import { LONGEST_MS, rounds } from "../models/rounds.ts";
import { direct } from "../support/direct.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { FOLDERS, follow, lives, type Model, type Real } from "./mailbox-deeds.ts";

let t: TestSandbox;
const changes: Change[] = [];
beforeAll(async () => {
  t = direct(await openTestSandbox());
  t.sandbox.tenant.listen("change", (change) => changes.push(change));
});
afterAll(() => t.close());

test(
  "whatever happens to a mailbox, delta at any size of page gives the same folder as a listing",
  async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (deeds) => {
        await t.sandbox.reset();
        const model: Model = new Map();
        const real: Real = { t, changes, replicas: new Map() };
        await fc.asyncModelRun(() => ({ model, real }), deeds);
        for (const folder of FOLDERS) await follow(folder, 3, folder !== "archive").run(model, real);
      }),
      { numRuns: rounds(70) },
    );
    expect(changes).toEqual([]);
  },
  LONGEST_MS,
);
