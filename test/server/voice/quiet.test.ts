import { afterAll, beforeAll, expect, test } from "vitest";
import { saveDigestWish } from "../../../src/contract/deal-digest.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { clientWrites, incidentsOf, openDeal, untilJudged } from "./voice-support.ts";

/** Anna works in Munich, 9:00 to 17:30; Pavel in Novosibirsk, 9:00 to 18:00, six hours earlier. */
let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
  await openDeal(world);
});
afterAll(() => world.close());

/** What somebody was told of a mail, by its author's name. */
async function told(who: string, client: string): Promise<string[]> {
  const feed = await world.outside("GET", `/users/${world.id(who)}/activityFeed`);
  return (feed["value"] as unknown as Json[])
    .filter((line) => JSON.stringify(line).includes(client))
    .map((line) => String(line["activityType"]));
}

async function writes(name: string): Promise<void> {
  const mailId = await clientWrites(world, { from: `${name} <${name.toLowerCase()}@steelworks.example>` });
  await untilJudged(world, mailId, ["bypass left-out"]);
}

async function until(instant: string): Promise<void> {
  await world.outside("POST", "/clock", { set: instant });
  await world.app.turn();
  await world.quiet();
}

test("within their working hours whoever speaks and whoever has the mail are told at once", async () => {
  await writes("Early");
  expect(await told("anna.kern", "Early")).toEqual(["clientMailAround"]);
  expect(await told("pavel.orlov", "Early")).toEqual(["clientMailToYou"]);
});

test("at night nobody is told; each hears in their own morning, once, and the mail stands in the list meanwhile", async () => {
  await until("2026-03-03T21:00:00Z");
  await writes("Late");
  expect((await incidentsOf(world, "anna.kern")).map(({ client }) => client.name)).toContain("Late");
  await until("2026-03-04T01:55:00Z");
  expect([await told("anna.kern", "Late"), await told("pavel.orlov", "Late")]).toEqual([[], []]);
  await until("2026-03-04T02:01:00Z");
  expect([await told("anna.kern", "Late"), await told("pavel.orlov", "Late")]).toEqual([
    [],
    ["clientMailToYou"],
  ]);
  await until("2026-03-04T08:01:00Z");
  expect(await told("anna.kern", "Late")).toEqual(["clientMailAround"]);
  await until("2026-03-04T12:00:00Z");
  expect(await told("anna.kern", "Late")).toEqual(["clientMailAround"]);
});

test("what was settled in the night is not told in the morning", async () => {
  await until("2026-03-04T19:00:00Z");
  const id = "<night@steelworks.example>";
  const from = "Settled <settled@steelworks.example>";
  await untilJudged(world, await clientWrites(world, { from, id }), ["bypass left-out"]);
  await clientWrites(world, { from, id, deliverTo: ["anna.kern"] });
  await untilJudged(world, id, ["heard own-copy"]);
  await until("2026-03-05T09:00:00Z");
  expect(await told("anna.kern", "Settled")).toEqual([]);
});

test("over a weekend and a public holiday nothing is told, and the clock of the answer stands still just as long", async () => {
  await until("2026-04-02T16:00:00Z"); // The evening before Good Friday; Easter Monday is the 6th.
  await writes("Easter");
  await until("2026-04-06T12:00:00Z");
  expect(await told("anna.kern", "Easter")).toEqual([]);
  const [incident] = (await incidentsOf(world, "anna.kern")).filter(({ client }) => client.name === "Easter");
  expect(incident?.answerBy).toBe("2026-04-07T11:00:00Z");
  await until("2026-04-07T07:01:00Z");
  expect(await told("anna.kern", "Easter")).toEqual(["clientMailAround"]);
});

test("who wants to hear nothing at once is not told: it stands in their digest", async () => {
  const body = { feed: true, mail: false, urgent: false, at: null };
  await world.as("anna.kern")(saveDigestWish, { body });
  await writes("Unheard");
  expect(await told("anna.kern", "Unheard")).toEqual([]);
  expect((await incidentsOf(world, "anna.kern")).map(({ client }) => client.name)).toContain("Unheard");
});
