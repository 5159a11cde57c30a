import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { against, busy, slotsFor, steelworks, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
beforeAll(async () => {
  world = await openWorld();
  deal = await steelworks(world);
  await busy(world, "dmitri.bergmann", "2026-03-03T12:00", "2026-03-03T14:00", { sensitivity: "private" });
});
afterAll(() => world.close());

const CAST = ["anna.kern", "dmitri.bergmann", "pavel.orlov"];

test("slots lie within everybody's hours, and each rejected time says who and why", async () => {
  const found = await slotsFor(world, deal);
  const why = (start: string) => against(world, found, start, CAST);
  expect(found.slots.length).toBeGreaterThan(0);
  expect(why("2026-03-03T08:45:00Z")).toBe("dmitri.bergmann out-of-hours"); // he begins at ten
  expect(why("2026-03-03T09:00:00Z")).toBe("");
  expect(why("2026-03-03T11:00:00Z")).toBe("");
  expect(why("2026-03-03T11:15:00Z")).toBe("dmitri.bergmann busy");
  expect(why("2026-03-03T13:45:00Z")).toBe("dmitri.bergmann busy");
  expect(why("2026-03-03T14:00:00Z")).toBe("");
  expect(why("2026-03-03T15:45:00Z")).toBe("anna.kern out-of-hours"); // she ends at half past five
});

test("what stands on calendars is never told, private or not", async () => {
  const found = JSON.stringify(await slotsFor(world, deal));
  expect(found).not.toContain("Dentist");
});
