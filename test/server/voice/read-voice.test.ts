import { afterAll, beforeAll, expect, test } from "vitest";
import { readVoice, settleIncident } from "../../../src/contract/voice.ts";
import { openWorld, type World } from "../../support/world.ts";
import { clientWrites, incidentsOf, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
let dealId: string;
beforeAll(async () => {
  world = await openWorld();
  dealId = (await openDeal(world)).id;
});
afterAll(() => world.close());

const read = (who = "anna.kern") => world.as(who)(readVoice, { params: { dealId } });

test("the share of mail on voice is told by week, and who goes around, without naming a colleague", async () => {
  const eve = "Eve Stone <eve@steelworks.example>";
  const adam = "Adam <adam@steelworks.example>";
  await untilJudged(world, await clientWrites(world, { from: eve, to: ["anna.kern"] }), ["heard on-to"]);
  await untilJudged(world, await clientWrites(world, { from: eve }), ["bypass left-out"]);
  await world.advance("P7D");
  for (let n = 0; n < 3; n++) await clientWrites(world, { from: adam, to: ["ivan.petrov"] });
  await clientWrites(world, { from: "Once <once@steelworks.example>", to: ["pavel.orlov", "ivan.petrov"] });
  await expect.poll(async () => (await read()).weeks.at(-1)?.around, { timeout: 15_000 }).toBe(4);
  const { weeks, patterns, reading } = await read("pavel.orlov");
  expect(weeks).toEqual([
    { week: "2026-03-02", onVoice: 1, around: 1, share: 0.5 },
    { week: "2026-03-09", onVoice: 0, around: 4, share: 0 },
  ]);
  expect(patterns.map(({ client, count, suggestion }) => [client.name, count, suggestion])).toEqual([
    ["Adam", 3, "delegate"],
    ["Eve Stone", 1, "remind"],
    ["Once", 1, "introduce"],
  ]);
  expect(reading).toEqual([]);
  const text = JSON.stringify(patterns);
  for (const colleague of ["Павел", "pavel", "Иван", "ivan"]) expect(text).not.toContain(colleague);
});

test("what was not about the deal counts nowhere", async () => {
  const before = await read();
  const incident = (await incidentsOf(world, "anna.kern")).find(({ client }) => client.name === "Once");
  await world.as("anna.kern")(settleIncident, {
    params: { incidentId: String(incident?.id) },
    body: { state: "dismissed" },
  });
  const after = await read();
  expect(after.patterns.length).toBe(before.patterns.length - 1);
  expect(after.weeks.at(-1)?.around).toBe(3);
});

test("someone off the deal learns nothing of it", async () => {
  await expect(read("maria.lindner")).rejects.toMatchObject({ code: "deal.unknown" });
});
