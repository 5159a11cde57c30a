import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rows, sql } from "../../../server/store/db.ts";
import { createDeal, editDeal, handOverVoice } from "../../../src/contract/deal-edits.ts";
import {
  archiveDeal,
  closeDeal,
  readClosing,
  reopenDeal,
  undoHandOver,
} from "../../../src/contract/deal-ending.ts";
import { type Deal, listDeals, readDeal } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { type DealBody, dealBody, newDeal, refusal } from "./deal-support.ts";
import { channelsOf, press } from "./room-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
});
afterAll(() => world.close());

const anna = () => world.as("anna.kern");
const pass = (by: string) => world.outside("POST", "/clock", { advance: by });
const close = (deal: Deal, outcome: "won" | "lost" = "won", as = "anna.kern") =>
  world.as(as)(closeDeal, { params: { dealId: deal.id }, body: { version: deal.version, outcome } });
const reopen = (deal: Deal) =>
  anna()(reopenDeal, { params: { dealId: deal.id }, body: { version: deal.version } });
const toPavel = (deal: Deal) =>
  anna()(handOverVoice, {
    params: { dealId: deal.id },
    body: { personId: world.id("pavel.orlov"), version: deal.version },
  });
const takeBack = (deal: Deal) =>
  anna()(undoHandOver, { params: { dealId: deal.id }, body: { version: deal.version } });
const turns = (deal: Deal) =>
  rows(
    world.db,
    sql`select person_id, since, until from voice_turn where deal_id = ${deal.id}::uuid order by since`,
  );

describe("closing", () => {
  test("what ends with the deal is shown before: meetings, watched people, the channel", async () => {
    const deal = await newDeal(world, { seats: [{ personId: world.id("yuri.fomin"), role: "expert" }] });
    const ends = await anna()(readClosing, { params: { dealId: deal.id } });
    expect(ends).toMatchObject({ openIncidents: 0, meetings: 0, channelName: null });
    expect(ends.unwatched.map(({ name }) => name)).toContain("Юрий Фомин");
    await newDeal(world, { seats: [{ personId: world.id("yuri.fomin"), role: "expert" }] });
    const later = await anna()(readClosing, { params: { dealId: deal.id } });
    expect(later.unwatched.map(({ name }) => name)).not.toContain("Юрий Фомин");
  });

  test("from the moment it closes nobody speaks, and its facts stand still", async () => {
    const deal = await newDeal(world);
    await pass("PT1H");
    const closed = await close(deal);
    expect([closed.stage, closed.speaker]).toEqual(["won", null]);
    const { version, name, account, domains, value, closeDate, tenderDate } = closed;
    const body = {
      version,
      name,
      account,
      domains,
      value,
      closeDate,
      tenderDate,
      stage: "lead" as const,
      contacts: [],
    };
    expect(await refusal(anna()(editDeal, { params: { dealId: deal.id }, body }))).toEqual({
      code: "request.invalid",
      field: "stage",
    });
    expect(await refusal(close(closed, "lost"))).toEqual({ code: "request.invalid", field: "outcome" });
    expect(await refusal(close(deal))).toEqual({ code: "deal.changed" });
  });

  test("undone within the minute, the turn goes on as if nothing had been", async () => {
    const deal = await newDeal(world);
    const before = await turns(deal);
    await pass("PT1H");
    const closed = await close(deal);
    await pass("PT30S");
    const again = await reopen(closed);
    expect([again.stage, again.speaker?.person.name]).toEqual(["proposal", "Anna Kern"]);
    expect(await turns(deal)).toEqual(before);
  });

  test("opened again later, whoever spoke speaks anew, and the time between stays without a voice", async () => {
    const deal = await toPavel(await newDeal(world));
    await pass("PT1H");
    const closed = await close(deal);
    await pass("PT10M");
    const again = await reopen(closed);
    expect(again.speaker?.person.name).toBe("Павел Орлов");
    const [, second, third] = (await turns(deal)) as { since: Date; until: Date | null }[];
    expect((third?.since.getTime() ?? 0) - (second?.until?.getTime() ?? 0)).toBeGreaterThanOrEqual(600_000);
    expect(third?.until).toBeNull();
  });

  test("the room becomes read-only after the minute to undo, and writable when the deal opens again", async () => {
    const deal = await newDeal(world, { name: "Read only" });
    await press(world, deal.id);
    const isArchived = async () => (await channelsOf(world, deal.id))[0]?.["isArchived"];
    await pass("PT2M");
    const closed = await close((await anna()(readDeal, { params: { dealId: deal.id } })) as Deal);
    await world.app.turn();
    await pass("PT59S");
    await world.app.turn();
    expect(await isArchived()).toBe(false);
    await pass("PT1M");
    await world.app.turn();
    await expect
      .poll(
        async () => {
          await pass("PT6S");
          return isArchived();
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await reopen(closed);
    await pass("PT1M");
    await world.app.turn();
    await expect
      .poll(
        async () => {
          await pass("PT6S");
          return isArchived();
        },
        { timeout: 20_000 },
      )
      .toBe(false);
  });

  test("only the account manager ends a deal", async () => {
    const deal = await newDeal(world);
    expect(await refusal(close(deal, "lost", "stefan.brandt"))).toEqual({ code: "deal.not-yours" });
    expect(await refusal(close(deal, "lost", "lukas.maier"))).toEqual({ code: "deal.unknown" });
  });
});

describe("taking a hand-over back", () => {
  test("within the minute nothing remains of it", async () => {
    const deal = await newDeal(world);
    const before = await turns(deal);
    await pass("PT1H");
    const passed = await toPavel(deal);
    await pass("PT59S");
    const back = await takeBack(passed);
    expect(back.speaker?.person.name).toBe("Anna Kern");
    expect(await turns(deal)).toEqual(before);
  });

  test("after a minute it stands, and where nothing was handed over there is nothing to take back", async () => {
    const deal = await newDeal(world);
    expect(await refusal(takeBack(deal))).toEqual({ code: "request.invalid", field: "version" });
    await pass("PT1H");
    const passed = await toPavel(deal);
    await pass("PT61S");
    expect(await refusal(takeBack(passed))).toEqual({ code: "request.invalid", field: "version" });
  });
});

describe("lists", () => {
  const make = (name: string, part: Partial<DealBody>) =>
    world.as("sophie.albrecht")(createDeal, { body: dealBody({ name, ...part }) });
  const names = async (query: object) =>
    (await world.as("sophie.albrecht")(listDeals, { query })).deals.map(({ name }) => name);
  let isMade = false;
  beforeEach(async () => {
    if (isMade) return;
    isMade = true;
    await make("Alpha 100% steel", {
      account: "Zeta",
      closeDate: "2026-05-03",
      value: { amount: "900", currency: "EUR" },
    });
    await make("beta", {
      account: "Печи",
      closeDate: "2026-05-01",
      value: { amount: "1000", currency: "EUR" },
    });
    await make("Gamma", {
      account: "Alfa",
      closeDate: "2026-05-02",
      value: null,
      stage: "lead",
      domains: ["gamma-client.example"],
    });
    const gone = await make("Put away", { closeDate: "2026-05-04" });
    await world.as("sophie.albrecht")(archiveDeal, {
      params: { dealId: gone.id },
      body: { version: 1, archived: true },
    });
  });

  test.each([
    ["the soonest to close first", {}, ["beta", "Gamma", "Alpha 100% steel"]],
    ["by name, whatever the letter case", { sort: "name" }, ["Alpha 100% steel", "beta", "Gamma"]],
    ["by client", { sort: "account" }, ["Gamma", "Alpha 100% steel", "beta"]],
    ["the largest first", { sort: "value" }, ["beta", "Alpha 100% steel", "Gamma"]],
    ["found by a part of the client's name in Cyrillic capitals", { search: "ПЕЧ" }, ["beta"]],
    ["found by a domain", { search: "gamma-cl" }, ["Gamma"]],
    ["a percent sign is a percent sign", { search: "0%" }, ["Alpha 100% steel"]],
    ["an underscore is one too", { search: "_" }, []],
    ["of one stage", { stage: "lead" }, ["Gamma"]],
    ["those put away", { archived: "yes" }, ["Put away"]],
  ])("%s", async (_story, query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test("of one leader", async () => {
    expect(await names({ leader: world.id("sophie.albrecht") })).toHaveLength(3);
    expect(await names({ leader: world.id("anna.kern") })).toEqual([]);
  });

  test("a deal that was put away is fetched back", async () => {
    const [gone] = (await world.as("sophie.albrecht")(listDeals, { query: { archived: "yes" } })).deals;
    const params = { dealId: gone?.id ?? "" };
    const back = await world.as("sophie.albrecht")(archiveDeal, {
      params,
      body: { version: 2, archived: false },
    });
    expect(back.archived).toBe(false);
    expect(await names({})).toContain("Put away");
  });

  test("a list with an unknown order, or an unknown field, is refused", async () => {
    for (const query of ["?sort=luck", "?colour=red"]) {
      const response = await fetch(`${world.url}/api/deals${query}`, {
        headers: { Authorization: `Bearer ${await world.token("anna.kern")}` },
      });
      expect(response.status).toBe(400);
    }
  });
});
