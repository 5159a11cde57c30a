import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { LONGEST_MS, rounds } from "../models/rounds.ts";
import { newReplicas, requireEnd } from "./copies.ts";
import { create, type Deed, type Model, type Real, weeks } from "./meeting-deeds.ts";
import { type Office, openOffice } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice({ isDirect: true });
});
afterAll(() => office.close());

/** Two meetings of everyone, so that the first step already meets somebody. */
const BEGINNING: readonly Deed[] = [false, true].map((isDaily) => create(0, [1, 2, 3], 9, isDaily));

test(
  "whatever people do, all copies of an event agree, and changes replay to what the calendar shows",
  async () => {
    await fc.assert(
      fc.asyncProperty(weeks, async (steps) => {
        await office.sandbox.reset();
        const model: Model = { all: [] };
        const real: Real = { office, replicas: newReplicas() };
        for (const deed of BEGINNING) await deed.run(model, real);
        await fc.asyncModelRun(() => ({ model, real }), steps);
        await requireEnd(office, real.replicas);
      }),
      { numRuns: rounds(100) },
    );
  },
  LONGEST_MS,
);
