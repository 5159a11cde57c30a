import { afterAll, beforeAll, expect, test } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { handOverVoice } from "../../../src/contract/deal-edits.ts";
import { readDeal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { newDeal, refusal } from "./deal-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const turns = (dealId: string) =>
  rows<{ person: string; since: Date; until: Date | null }>(
    world.db,
    sql`select person_id as person, since, until from voice_turn where deal_id = ${dealId}::uuid order by since`,
  );

test("the voice passes at one instant: the old turn ends when the new one begins", async () => {
  const deal = await newDeal(world);
  await world.outside("POST", "/clock", { advance: "PT1H" });
  const params = { dealId: deal.id };
  const body = { personId: world.id("pavel.orlov"), version: deal.version };
  const after = await world.as("anna.kern")(handOverVoice, { params, body });
  expect(after).toMatchObject({
    version: deal.version + 1,
    yourRole: "accountManager",
    speaker: { person: { name: "Павел Орлов" }, until: null, zone: "Asia/Novosibirsk" },
  });
  const [first, second, ...more] = await turns(deal.id);
  expect(more).toEqual([]);
  expect(first?.until).toEqual(second?.since);
  expect([first?.person, second?.person, second?.until]).toEqual([
    world.id("anna.kern"),
    world.id("pavel.orlov"),
    null,
  ]);
});

test("of two editors at once one wins, and the other is told that the deal changed", async () => {
  const deal = await newDeal(world);
  const params = { dealId: deal.id };
  const pass = (name: string) =>
    world.as("anna.kern")(handOverVoice, {
      params,
      body: { personId: world.id(name), version: deal.version },
    });
  const ends = await Promise.allSettled([pass("pavel.orlov"), pass("ivan.petrov")]);
  const lost = ends.filter((end) => end.status === "rejected");
  expect(lost.map(({ reason }) => [reason.code, reason.status])).toEqual([["deal.changed", 409]]);
  const all = await turns(deal.id);
  expect(all.filter(({ until }) => until === null)).toHaveLength(1);
  expect((await world.as("anna.kern")(readDeal, { params })).version).toBe(deal.version + 1);
});

test("a stale page cannot pass the voice on", async () => {
  const deal = await newDeal(world);
  const params = { dealId: deal.id };
  const body = { personId: world.id("pavel.orlov"), version: deal.version };
  await world.as("anna.kern")(handOverVoice, { params, body });
  expect(await refusal(world.as("anna.kern")(handOverVoice, { params, body }))).toEqual({
    code: "deal.changed",
  });
});

test("only the account manager passes the voice on, and only within the team", async () => {
  const deal = await newDeal(world);
  const params = { dealId: deal.id };
  const pass = (as: string, to: string) =>
    refusal(world.as(as)(handOverVoice, { params, body: { personId: world.id(to), version: deal.version } }));
  expect(await pass("stefan.brandt", "stefan.brandt")).toEqual({ code: "deal.not-yours" });
  expect(await pass("pavel.orlov", "pavel.orlov")).toEqual({ code: "deal.not-yours" });
  expect(await pass("lukas.maier", "lukas.maier")).toEqual({ code: "deal.unknown" });
  expect(await pass("anna.kern", "lukas.maier")).toEqual({ code: "person.unknown" });
});

test("passing the voice to whoever speaks already changes nobody's turn", async () => {
  const deal = await newDeal(world);
  const before = await turns(deal.id);
  await world.outside("POST", "/clock", { advance: "PT1H" });
  await world.as("anna.kern")(handOverVoice, {
    params: { dealId: deal.id },
    body: { personId: world.id("anna.kern"), version: deal.version },
  });
  expect(await turns(deal.id)).toEqual(before);
});
