import { domainToASCII } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { delegateTopic } from "../../../src/contract/exceptions.ts";
import { openWorld, type World } from "../../support/world.ts";
import { clientWrites, copyOf, incidentsOf, judged, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await openDeal(world);
});
afterAll(() => world.close());

const person = "Viktor Volkov <volkov@steelworks.example>";

const MAILS: readonly [string, Parameters<typeof clientWrites>[1], string[]][] = [
  ["past the spokesperson", { to: ["pavel.orlov"] }, ["bypass left-out"]],
  ["to the spokesperson", { to: ["anna.kern"] }, ["heard on-to"]],
  ["with the spokesperson in copy", { to: ["pavel.orlov"], cc: ["anna.kern"] }, ["heard on-cc"]],
  ["62 to another address of the spokesperson", { to: ["pavel.orlov", "a.kern"] }, ["heard alias"]],
  ["61 to a list that holds the spokesperson", { to: ["steelworks-team"] }, ["heard in-group"]],
  [
    "60 with a hidden copy to the spokesperson",
    { to: ["pavel.orlov"], deliverTo: ["pavel.orlov", "anna.kern"] },
    ["heard own-copy"],
  ],
  ["68 as an automatic reply", { headers: { "Auto-Submitted": "auto-replied" } }, ["exempt auto-reply"]],
  ["as a newsletter", { headers: { "List-Unsubscribe": "<https://x.example>" } }, ["exempt bulk"]],
  ["from an address that takes no answers", { from: "no-reply@steelworks.example" }, ["exempt no-reply"]],
  [
    "as a bounce",
    { from: "mailer-daemon@steelworks.example", headers: { "Auto-Submitted": "auto-generated" } },
    ["exempt automatic"],
  ],
  ["65 from a subdomain of the client", { from: "x@eu.steelworks.example" }, ["bypass left-out"]],
  ["52 from a look-alike of the client", { from: "x@steeIworks.example" }, []],
  [
    "53 from a homograph of the client in punycode",
    { from: `x@${domainToASCII("st\u0435elworks.example")}` },
    [],
  ],
  [
    "69 as an answer to an invitation",
    { headers: { "Content-Class": "urn:content-classes:calendarmessage" } },
    ["exempt calendar"],
  ],
  ["55 from a quoted local part", { from: '"volkov"@steelworks.example' }, ["bypass left-out"]],
  [
    "56 with our own address as the writer's name",
    { from: '"anna.kern@bergmann.example" <volkov@steelworks.example>' },
    ["bypass left-out"],
  ],
  [
    "57 by two writers",
    { from: "Eve <eve@steelworks.example>, Adam <adam@elsewhere.example>" },
    ["bypass left-out"],
  ],
  ["from a stranger", { from: "x@elsewhere.example" }, []],
  ["64 from a domain that only ends alike", { from: "x@evilsteelworks.example" }, []],
  ["63 to an address in capitals", { to: ["ANNA.KERN@BERGMANN.EXAMPLE"] }, ["heard on-to"]],
  ["54 to a tagged address", { to: ["anna.kern+mill@bergmann.example", "pavel.orlov"] }, ["heard alias"]],
  ["74 dated in the future", { headers: { Date: "Fri, 01 Jan 2100 00:00:00 +0000" } }, ["bypass left-out"]],
];

describe("one mail of the client is read", () => {
  const ids = new Map<string, string>();
  // All are under way at once, as on a working day.
  beforeAll(async () => {
    await Promise.all(
      MAILS.map(async ([story, mail]) => {
        ids.set(story, await clientWrites(world, { from: person, ...mail }));
      }),
    );
    await world.quiet();
  });

  test.each(MAILS)("%s", async (story, _mail, verdicts) => {
    const mailId = String(ids.get(story));
    await expect.poll(() => judged(world, mailId), { timeout: 15_000 }).toEqual(verdicts);
  });
});

test("one mail to three colleagues is one incident with three recipients, each copy marked", async () => {
  await openDeal(world, { domains: ["three.example"], team: ["pavel.orlov", "ivan.petrov", "felix.otto"] });
  const to = ["pavel.orlov", "ivan.petrov", "felix.otto"];
  const mailId = await clientWrites(world, { from: "Eve <eve@three.example>", to });
  await untilJudged(world, mailId, ["bypass left-out"]);
  const found = (await incidentsOf(world, "anna.kern")).filter(
    ({ client }) => client.address === "eve@three.example",
  );
  expect(found).toHaveLength(1);
  expect(found[0]?.recipients.map(({ name }) => name).sort()).toEqual([
    "Felix Otto",
    "Иван Петров",
    "Павел Орлов",
  ]);
  for (const who of to)
    expect((await copyOf(world, who, mailId))?.["categories"]).toEqual(["Around the spokesperson"]);
});

test("a copy that reaches the spokesperson late takes the flag back", async () => {
  const mailId = await clientWrites(world, { subject: "Late copy" });
  await untilJudged(world, mailId, ["bypass left-out"]);
  await clientWrites(world, { id: mailId, subject: "Late copy", deliverTo: ["anna.kern"] });
  await untilJudged(world, mailId, ["heard own-copy"]);
  expect((await copyOf(world, "pavel.orlov", mailId))?.["categories"]).toEqual([]);
  const subjects = (await incidentsOf(world, "anna.kern", "all")).map(({ subject }) => subject);
  expect(subjects).not.toContain("Late copy");
});

test("what a colleague's categories and flags were stays beside our mark", async () => {
  await world.outside("POST", "/faults", { notifications: { kind: "late", lateSeconds: 60 }, times: 1 });
  const mailId = await clientWrites(world);
  const copy = await copyOf(world, "pavel.orlov", mailId);
  const path = `/users/${world.id("pavel.orlov")}/messages/${copy?.["id"]}`;
  await world.graph("PATCH", path, { categories: ["Blue category"] });
  await world.advance("PT2M");
  expect((await copyOf(world, "pavel.orlov", mailId))?.["categories"]).toEqual([
    "Blue category",
    "Around the spokesperson",
  ]);
});

test("while nobody holds the voice, no one can be gone around", async () => {
  const deal = await openDeal(world, { domains: ["vacant.example"] });
  await sql`delete from voice_turn where deal_id = ${deal.id}`.execute(world.db);
  const mailId = await clientWrites(world, { from: "x@vacant.example" });
  await untilJudged(world, mailId, ["vacant nobody-in-turn"]);
});

test("a delegated topic is not flagged, and ends by itself", async () => {
  const deal = await openDeal(world, { domains: ["delegated.example"] });
  await world.as("anna.kern")(delegateTopic, {
    params: { dealId: deal.id },
    body: {
      id: crypto.randomUUID(),
      personId: world.id("ivan.petrov"),
      topic: "Logistics",
      clients: null,
      messageId: null,
      until: world.now().add({ hours: 24 }).toString(),
    },
  });
  // Mail is dated to the second: one of the very second in which the topic was delegated counts as before.
  await world.advance("PT1M");
  await world.outside("POST", "/clock", { advance: "PT1S" });
  const during = await clientWrites(world, { from: "x@delegated.example", to: ["ivan.petrov"] });
  await untilJudged(world, during, ["delegated topic"]);
  await world.advance("PT25H");
  const after = await clientWrites(world, { from: "x@delegated.example", to: ["ivan.petrov"] });
  await untilJudged(world, after, ["bypass left-out"]);
});

test("67 the turn in force when the mail was sent counts, also when the voice passed on in the middle of a conversation", async () => {
  const deal = await openDeal(world, { domains: ["turn.example"] });
  await world.outside("POST", "/faults", { notifications: { kind: "late", lateSeconds: 3600 }, times: 1 });
  const mailId = await clientWrites(world, { from: "x@turn.example", to: ["pavel.orlov"] });
  await world.advance("PT10M");
  const at = world.now().toString();
  await sql`update voice_turn set until = ${at} where deal_id = ${deal.id}`.execute(world.db);
  await sql`insert into voice_turn (tenant_id, deal_id, since, person_id)
            values (${world.sandbox.tenantId}, ${deal.id}, ${at}, ${world.id("pavel.orlov")})`.execute(
    world.db,
  );
  await world.advance("PT1H");
  expect(await judged(world, mailId)).toEqual(["bypass left-out"]);
  const later = await clientWrites(world, { from: "x@turn.example", to: ["pavel.orlov"] });
  await untilJudged(world, later, ["heard on-to"]);
});
