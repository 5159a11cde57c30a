import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { type Incident, listIncidents, settleIncident } from "../../../src/contract/voice.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { clientWrites, copyOf, incidentsOf, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await openDeal(world);
});
afterAll(() => world.close());

async function raised(subject: string): Promise<{ incident: Incident; mailId: string }> {
  const mailId = await clientWrites(world, { subject });
  await untilJudged(world, mailId, ["bypass left-out"]);
  const incident = (await incidentsOf(world, "anna.kern")).find((each) => each.subject === subject);
  if (!incident) throw new Error("No incident was raised");
  return { incident, mailId };
}

async function stateOf(id: string): Promise<string | undefined> {
  return (await incidentsOf(world, "anna.kern", "all")).find((each) => each.id === id)?.state;
}

const categories = async (mailId: string) => (await copyOf(world, "pavel.orlov", mailId))?.["categories"];

/** Answers a mail in somebody's mailbox, to the given address instead of the author. */
async function answer(who: string, mailId: string, to?: string): Promise<void> {
  const copy = await copyOf(world, who, mailId);
  const toRecipients = to === undefined ? undefined : [{ emailAddress: { address: to } }];
  const path = `/users/${world.id(who)}/messages/${copy?.["id"]}/reply`;
  const { status } = await world.graph("POST", path, { comment: "Hello", message: { toRecipients } }, who);
  expect(status).toBe(202);
  await world.quiet();
}

test("anyone of the team says that a mail is not about the deal, and can take it back", async () => {
  const { incident, mailId } = await raised("Lunch");
  const settle = (state: "dismissed" | "open") =>
    world.as("ivan.petrov")(settleIncident, { params: { incidentId: incident.id }, body: { state } });
  expect((await settle("dismissed")).state).toBe("dismissed");
  await world.quiet();
  expect(await categories(mailId)).toEqual([]);
  expect((await settle("open")).state).toBe("open");
  await world.quiet();
  expect(await categories(mailId)).toEqual(["Around the spokesperson"]);
});

test("only the spokesperson takes a mail over", async () => {
  const { incident } = await raised("Terms");
  const take = (who: string) =>
    world.as(who)(settleIncident, { params: { incidentId: incident.id }, body: { state: "taken" } });
  await expect(take("pavel.orlov")).rejects.toMatchObject({ code: "deal.not-yours" });
  expect((await take("anna.kern")).state).toBe("taken");
});

test("someone off the deal learns of no incident", async () => {
  const { incident } = await raised("Secret");
  expect(await incidentsOf(world, "maria.lindner", "all")).toEqual([]);
  const settle = world.as("maria.lindner")(settleIncident, {
    params: { incidentId: incident.id },
    body: { state: "dismissed" },
  });
  await expect(settle).rejects.toMatchObject({ code: "incident.unknown" });
  const list = world.as("maria.lindner")(listIncidents, { query: { dealId: incident.dealId } });
  await expect(list).rejects.toMatchObject({ code: "deal.unknown" });
});

test("a courtesy reply by a colleague leaves the incident open, the spokesperson's answer closes it", async () => {
  const { incident, mailId } = await raised("Delivery date");
  await answer("pavel.orlov", mailId);
  expect(await stateOf(incident.id)).toBe("open");
  const forward = {
    comment: "Yours",
    toRecipients: [{ emailAddress: { address: "anna.kern@bergmann.example" } }],
  };
  const copy = await copyOf(world, "pavel.orlov", mailId);
  await world.graph(
    "POST",
    `/users/${world.id("pavel.orlov")}/messages/${copy?.["id"]}/forward`,
    forward,
    "pavel.orlov",
  );
  await world.quiet();
  const { body } = await world.graph(
    "GET",
    `/users/${world.id("anna.kern")}/messages?$filter=subject eq 'FW: Delivery date'`,
  );
  const [forwarded] = (body["value"] as Json[]).map((each) => each["internetMessageId"]);
  expect(await stateOf(incident.id)).toBe("open");
  await answer("anna.kern", String(forwarded), "volkov@steelworks.example");
  expect(await stateOf(incident.id)).toBe("answered");
  expect(await categories(mailId)).toEqual([]);
});

test("a deal with the same client that comes later takes no incident back", async () => {
  const { incident } = await raised("Older than the other deal");
  await openDeal(world, { name: "Coming later", team: ["pavel.orlov", "ivan.petrov"] });
  await world.quiet();
  expect(await stateOf(incident.id)).toBe("open");
  await sql`update deal set stage = 'lost' where name = 'Coming later'`.execute(world.db);
});

test("a list of one deal holds that deal alone, newest first", async () => {
  const other = await openDeal(world, { domains: ["second.example"], name: "Second deal" });
  const mailId = await clientWrites(world, { from: "x@second.example" });
  await untilJudged(world, mailId, ["bypass left-out"]);
  const { incidents } = await world.as("anna.kern")(listIncidents, { query: { dealId: other.id } });
  expect(incidents.map(({ dealName }) => dealName)).toEqual(["Second deal"]);
  const times = (await incidentsOf(world, "anna.kern", "all")).map(({ sentAt }) => sentAt);
  expect(times).toEqual([...times].sort().reverse());
});
