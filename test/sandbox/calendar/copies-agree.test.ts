import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { LONGEST_MS, rounds } from "../models/rounds.ts";
import { newReplicas, replay, requireEnd } from "./copies.ts";
import type { Model, Real } from "./deed.ts";
import { create, weeks } from "./meeting-deeds.ts";
import { type Office, openOffice } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice({ isDirect: true });
});
afterAll(() => office.close());

test(
  "whatever people do, all copies of an event agree, and changes replay to what the calendar shows",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), weeks, async (isDaily, steps) => {
        await office.sandbox.reset();
        const model: Model = { all: [] };
        const real: Real = { office, replicas: newReplicas() };
        // A meeting of everyone, so that the first step already meets somebody.
        await create(0, [1, 2, 3], 9, isDaily).run(model, real);
        for (const [person, replica] of real.replicas.entries()) await replay(office, person, replica, 5);
        await fc.asyncModelRun(() => ({ model, real }), steps);
        await requireEnd(office, real.replicas);
      }),
      { numRuns: rounds(40) },
    );
  },
  LONGEST_MS,
);
