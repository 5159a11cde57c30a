import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { listDoubts } from "../../../src/contract/doubts.ts";
import { answerConversation, readVoice, settleIncident } from "../../../src/contract/voice.ts";
import { writeVoiceReport } from "../../../src/contract/voice-report.ts";
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

test("every client person's share is told, and how often which reason counted", async () => {
  const { clients, reasons } = await read();
  expect(clients.map(({ client, onVoice, around }) => [client.name, onVoice, around])).toEqual([
    ["Adam", 0, 3],
    ["Eve Stone", 1, 1],
    ["Once", 0, 1],
  ]);
  expect(reasons).toEqual([
    { kind: "bypass", reason: "left-out", count: 5 },
    { kind: "heard", reason: "on-to", count: 1 },
  ]);
});

test("the report is the audit's own, as a page and as lines, and names no colleague but who spoke", async () => {
  const report = (language: "en" | "ru") =>
    world.as("ivan.petrov")(writeVoiceReport, { params: { dealId }, query: { language } });
  const { page, lines } = await report("en");
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain("Anna Kern");
  expect(page).toContain("adam@steelworks.example");
  for (const colleague of ["Павел", "pavel", "Иван", "ivan"]) expect(page + lines).not.toContain(colleague);
  const verdicts = lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(verdicts).toHaveLength(6);
  expect(verdicts).toContainEqual({
    messageId: expect.stringContaining("@steelworks.example"),
    deal: "Rolling mill",
    verdict: "heard",
    reason: "on-to",
  });
  expect((await report("ru")).page).toContain('lang="ru"');
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

test("what the rule cannot tell, and mail while nobody spoke, waits for a word in the tab", async () => {
  const doubts = async (who: string) => (await world.as(who)(listDoubts, { params: { dealId } })).doubts;
  expect(await doubts("anna.kern")).toEqual([]);
  const other = await openDeal(world, {
    name: "Furnace",
    lead: "pavel.orlov",
    team: ["anna.kern", "ivan.petrov"],
  });
  const unsure = await clientWrites(world, {
    from: "Ina <ina@steelworks.example>",
    subject: "Which?",
    to: ["ivan.petrov"],
  });
  await untilJudged(world, unsure, ["unclear which-deal", "unclear which-deal"]);
  expect(await doubts("anna.kern")).toMatchObject([
    {
      client: { address: "ina@steelworks.example" },
      kind: "unclear",
      reason: "which-deal",
      subject: "Which?",
    },
  ]);
  expect((await doubts("anna.kern"))[0]?.yourMessageId).toBe(null);
  const [mine] = await doubts("ivan.petrov");
  expect(mine?.readers.map(({ name }) => name)).toEqual(["Иван Петров"]);
  await world.as("ivan.petrov")(answerConversation, {
    body: { messageId: String(mine?.yourMessageId), about: { deal: other.id } },
  });
  expect(await doubts("anna.kern")).toEqual([]);
  await sql`update voice_turn set until = ${world.now().toString()} where deal_id = ${other.id}`.execute(
    world.db,
  );
  await sql`update deal set stage = 'lost' where id = ${dealId}`.execute(world.db);
  await world.outside("POST", "/clock", { advance: "PT2S" });
  await untilJudged(world, await clientWrites(world, { subject: "Nobody" }), ["vacant nobody-in-turn"]);
  const { doubts: vacant } = await world.as("ivan.petrov")(listDoubts, { params: { dealId: other.id } });
  expect(vacant).toMatchObject([{ kind: "vacant", reason: "nobody-in-turn", subject: "Nobody" }]);
  await sql`update deal set stage = 'proposal' where id = ${dealId}`.execute(world.db);
});
