import { randomUUID } from "node:crypto";
import { domainToASCII } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { intakeStore } from "../../../server/voice/intake-store.ts";
import { handOver, previewHandOver } from "../../../src/contract/hand-overs.ts";
import { checkMessage } from "../../../src/contract/voice.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { CLIENT, clientWrites, copyOf, incidentsOf, judged, openDeal, untilJudged } from "./voice-support.ts";

let world: World;
let dealId: string;
beforeAll(async () => {
  world = await openWorld();
  dealId = (await openDeal(world)).id;
});
afterAll(() => world.close());

const BYPASS = ["bypass left-out"];
const from = `Viktor Volkov <volkov@${CLIENT}>`;

/** A mail as these bytes. */
async function raw(lines: readonly string[]): Promise<void> {
  await world.outside(
    "POST",
    "/mail?to=pavel.orlov@bergmann.example",
    [...lines, "", "How much?"].join("\r\n"),
  );
}

async function subjects(): Promise<(string | null)[]> {
  return (await incidentsOf(world, "anna.kern", "all")).map(({ subject }) => subject);
}

async function inPavels(mailId: string): Promise<string> {
  return String((await copyOf(world, "pavel.orlov", mailId))?.["id"]);
}

test("49 a subject of markup stays the text that it is", async () => {
  const subject = "<img src=x onerror=alert(1)>";
  await untilJudged(world, await clientWrites(world, { subject }), BYPASS);
  expect(await subjects()).toContain(subject);
});

test("50 a subject with a hidden line adds no recipient to our answer", async () => {
  const subject = "=?utf-8?Q?Price=0D=0ABcc:_spy@evil.example?=";
  const mailId = await clientWrites(world, { subject });
  await untilJudged(world, mailId, BYPASS);
  const body = {
    key: randomUUID(),
    messageId: await inPavels(mailId),
    dealId,
    note: "Yours",
    reply: "Anna will write.",
  };
  await world.as("pavel.orlov")(handOver, { body });
  const left = (await world.outside("GET", "/mail"))["value"] as Json[];
  const ours = left.filter((mail) => JSON.stringify(mail).includes("Anna will write."));
  expect(ours).toHaveLength(1);
  expect(ours[0]?.["to"]).toEqual([`volkov@${CLIENT}`]);
  expect(String(ours[0]?.["raw"])).not.toMatch(/^bcc:/im);
});

test("51 a name that turns the direction of writing turns none of our texts", async () => {
  const name = "=?utf-8?B?4oCucmV2bG92gO+4jw==?=";
  const mailId = await clientWrites(world, { from: `${name} <volkov@${CLIENT}>`, subject: "Turned" });
  await untilJudged(world, mailId, BYPASS);
  const body = { messageId: await inPavels(mailId), dealId };
  const { toSpeaker, toClient } = await world.as("pavel.orlov")(previewHandOver, { body });
  expect(toSpeaker.note + toClient.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
});

test.each([
  ["52 a homoglyph", "x@stee1works.example"],
  ["53 a domain in punycode", `x@${domainToASCII("st\u0435elworks.example")}`],
])("%s of the client is no client, and its reader is warned", async (_story, stranger) => {
  const mailId = await clientWrites(world, { from: stranger });
  await untilJudged(world, mailId, []);
  const { readings, resembles } = await world.as("pavel.orlov")(checkMessage, {
    body: { messageId: await inPavels(mailId) },
  });
  expect([readings, resembles]).toEqual([[], CLIENT]);
});

test("58 the null sender stops nothing", async () => {
  await raw([
    "From: <>",
    "To: pavel.orlov@bergmann.example",
    `Message-ID: <${randomUUID()}@x.example>`,
    "Subject: Null",
  ]);
  await untilJudged(world, await clientWrites(world, { subject: "After null" }), BYPASS);
  expect(await subjects()).not.toContain("Null");
});

test("59 five thousand recipients are judged, and are one incident", async () => {
  const cc = Array.from({ length: 5_000 }, (_, n) => `reader${n}@${CLIENT}`);
  const mailId = await clientWrites(world, { subject: "To everybody", cc, deliverTo: ["pavel.orlov"] });
  await untilJudged(world, mailId, BYPASS);
  expect((await subjects()).filter((subject) => subject === "To everybody")).toHaveLength(1);
});

test("70 a colleague who passes the client's mail on inside raises nothing new", async () => {
  const mailId = await clientWrites(world, { subject: "Passed on" });
  await untilJudged(world, mailId, BYPASS);
  const before = (await subjects()).length;
  const toRecipients = [{ emailAddress: { address: "ivan.petrov@bergmann.example" } }];
  const path = `/users/${world.id("pavel.orlov")}/messages/${await inPavels(mailId)}/forward`;
  await world.graph("POST", path, { comment: "See below", toRecipients }, "pavel.orlov");
  await world.quiet();
  await expect
    .poll(async () => {
      const { body } = await world.graph(
        "GET",
        `/users/${world.id("ivan.petrov")}/messages?$filter=subject eq 'FW: Passed on'`,
      );
      return (body["value"] as Json[]).length;
    })
    .toBe(1);
  await world.quiet();
  expect((await subjects()).length).toBe(before);
});

test("71 a mail without a Message-ID is judged like any other", async () => {
  await raw([`From: ${from}`, "To: pavel.orlov@bergmann.example", "Subject: Without an id"]);
  await expect.poll(subjects, { timeout: 20_000 }).toContain("Without an id");
});

test("72 two mails under one Message-ID are one mail, judged once", async () => {
  const id = `<${randomUUID()}@${CLIENT}>`;
  await clientWrites(world, { id, subject: "First of two" });
  await untilJudged(world, id, BYPASS);
  await clientWrites(world, { id, subject: "Second of two", to: ["ivan.petrov"] });
  await world.quiet();
  expect(await judged(world, id)).toEqual(BYPASS);
  const ours = (await incidentsOf(world, "anna.kern", "all")).filter(({ subject }) =>
    subject?.endsWith("of two"),
  );
  expect(ours).toHaveLength(1);
});

test("73 a subject of a hundred kilobytes holds nothing up", async () => {
  const subject = `${"a ".repeat(50_000)}!`;
  const startedMs = performance.now();
  await untilJudged(world, await clientWrites(world, { subject }), BYPASS);
  expect(performance.now() - startedMs).toBeLessThan(15_000);
});

test("16 with the product's clock months from the database's, a lease ends by the database's", async () => {
  const intake = intakeStore(`clock-${randomUUID()}`, 60);
  const arrival = { personId: "x", subject: "mail", resourceId: "1", change: "created", etag: "1" } as const;
  await intake.add(world.db, [arrival]);
  expect(await intake.claim(world.db, 1)).toHaveLength(1);
  expect(await intake.claim(world.db, 1)).toEqual([]);
  await world.outside("POST", "/clock", { advance: "PT10M" });
  expect(await intake.claim(world.db, 1)).toEqual([]);
});
