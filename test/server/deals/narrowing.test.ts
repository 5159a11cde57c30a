import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import { archiveDeal, closeDeal } from "../../../src/contract/deal-ending.ts";
import { type Deal, listDeals } from "../../../src/contract/deals.ts";
import { openWorld, type World } from "../../support/world.ts";
import { type DealBody, dealBody } from "./deal-support.ts";

let world: World;
const deals = new Map<string, Deal>();
const tenant = () => world.sandbox.tenantId;

/** Led by Sophie; a lead needs no seat but hers, so that nothing is wrong with it by itself. */
async function make(name: string, part: Partial<DealBody> = {}, as = "sophie.albrecht"): Promise<Deal> {
  const body = dealBody({ name, stage: "lead", closeDate: "2026-05-01", tenderDate: null, ...part });
  const deal = await world.as(as)(createDeal, { body });
  deals.set(name, deal);
  return deal;
}

beforeAll(async () => {
  world = await openWorld({ limits: "none" });
  const person = world.id("sophie.albrecht");
  await make("Calm", { account: "Печи и трубы" });
  const mail = await make("Mail", { account: "ПЕЧИ И ТРУБЫ" });
  const room = await make("Room");
  const drift = await make("Drift");
  await make("Seat", { stage: "proposal" });
  const voice = await make("Voice");
  await make("Date", { closeDate: "2026-03-01" });
  await make("Tender over", { tenderDate: "2026-03-01" });
  await make("Today", { closeDate: "2026-03-02", tenderDate: "2026-03-02" });
  await make("Away", { milestones: [{ name: "Pilot", day: "2026-04-10" }] });
  await make("Others'", { account: "Uralstal", seats: [{ personId: person, role: "expert" }] }, "anna.kern");
  const over = await make("Over", { closeDate: "2026-03-01" });
  const put = await make("Put away", { account: "Forgotten" });
  const as = world.as("sophie.albrecht");
  await as(closeDeal, { params: { dealId: over.id }, body: { version: over.version, outcome: "lost" } });
  await as(archiveDeal, { params: { dealId: put.id }, body: { version: put.version, archived: true } });
  const now = world.now().toString();
  await sql`insert into incident (tenant_id, id, deal_id, internet_message_id, client_name, client_address, speaker_id,
              reason, sent_at, raised_at, state)
            values (${tenant()}, ${randomUUID()}, ${mail.id}, 'm', 'Elena', 'elena@steelworks.example', ${person},
              'left-out', ${now}, ${now}, 'open')`.execute(world.db);
  for (const { id, state } of [
    { id: room.id, state: "stuck" },
    { id: drift.id, state: "ready" },
  ])
    await sql`insert into room (tenant_id, deal_id, state, asked_by, updated_at)
              values (${tenant()}, ${id}, ${state}, ${person}, ${now})`.execute(world.db);
  await sql`insert into room_drift (tenant_id, deal_id, person_id, name, mail, kind, since)
            values (${tenant()}, ${drift.id}, 'x', 'Xenia', '', 'extra', ${now})`.execute(world.db);
  await sql`update voice_turn set until = since + interval '1 millisecond'
             where tenant_id = ${tenant()} and deal_id = ${voice.id}`.execute(world.db);
  await sql`insert into away (tenant_id, person_id, since, source, until)
            values (${tenant()}, ${person}, '2026-04-08T00:00:00Z', 'calendar', '2026-04-09T00:00:00Z')`.execute(
    world.db,
  );
});
afterAll(() => world.close());

const listed = (query: object) => world.as("sophie.albrecht")(listDeals, { query });
const names = async (query: object) => (await listed(query)).deals.map(({ name }) => name).toSorted();

describe("why a deal needs attention is told", () => {
  test.each([
    ["nothing is wrong", "Calm", []],
    ["client mail past the voice is open", "Mail", ["mail"]],
    ["the room is stuck", "Room", ["room"]],
    ["people in the room differ from the team, and nobody said why", "Drift", ["drift"]],
    ["seats that the stage needs are empty", "Seat", ["seat"]],
    ["nobody speaks", "Voice", ["voice"]],
    ["its closing day has passed", "Date", ["date"]],
    ["its tender's day has passed while an offer is worked on", "Tender over", ["date"]],
    ["on the day itself it has not passed", "Today", []],
    ["somebody is away when a milestone comes", "Away", ["away"]],
    ["what is over needs nothing", "Over", []],
  ])("%s", async (_story, name, needs) => {
    const found = (await listed({})).deals.find((one) => one.name === name);
    expect(found?.needs).toEqual(needs);
  });
});

describe("a list is narrowed", () => {
  test.each([
    [
      "to what needs attention",
      { attention: "yes" },
      ["Away", "Date", "Drift", "Mail", "Room", "Seat", "Tender over", "Voice"],
    ],
    ["to one client, in any letter case", { client: "печи И трубы" }, ["Calm", "Mail"]],
    ["to rooms that are stuck", { room: "stuck" }, ["Room"]],
    ["to rooms that are ready", { room: "ready" }, ["Drift"]],
    ["to a part of a client's name: that is no client", { client: "печи" }, []],
    ["by several at once", { client: "Печи и трубы", attention: "yes" }, ["Mail"]],
    ["to what was put away", { archived: "yes" }, ["Put away"]],
  ])("%s", async (_story, query, expected) => {
    const { deals: found } = await listed(query);
    const own = found
      .filter(({ name }) => name !== "Others'")
      .map(({ name }) => name)
      .toSorted();
    expect(own).toEqual(expected);
  });

  test("to deals without a room, and to those of one account manager", async () => {
    expect(await names({ room: "none" })).not.toContain("Drift");
    expect(await names({ leader: world.id("anna.kern") })).toEqual(["Others'"]);
  });

  test("what could be chosen is told whole, whatever is chosen: each client once, each account manager once", async () => {
    const { clients, leaders } = await listed({ stage: "won" });
    expect(clients).toEqual(
      [expect.stringMatching(/печи и трубы/i), "Steelworks AO", "Uralstal"].toSorted(byLower),
    );
    expect(leaders?.map(({ name }) => name)).toEqual(["Anna Kern", "Sophie Albrecht"]);
    expect((await listed({ archived: "yes" })).clients).toEqual(["Forgotten"]);
  });

  test("an answer that no room can be, and an empty client, are refused", async () => {
    for (const query of ["?room=burning", "?client=", "?attention=no"]) {
      const headers = { Authorization: `Bearer ${await world.token("sophie.albrecht")}` };
      expect((await fetch(`${world.url}/api/deals${query}`, { headers })).status).toBe(400);
    }
  });
});

function byLower(one: unknown, other: unknown): number {
  const text = (value: unknown) => (typeof value === "string" ? value.toLowerCase() : "я");
  return text(one) < text(other) ? -1 : 1;
}
