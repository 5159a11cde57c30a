import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { handOver, previewHandOver, undoHandOver } from "../../../src/contract/hand-overs.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { clientWrites, copyOf, incidentsOf, openDeal } from "./voice-support.ts";

let world: World;
let dealId: string;
beforeAll(async () => {
  world = await openWorld({ manners: { attempts: 2, pauseMs: 10 } });
  dealId = (await openDeal(world)).id;
});
afterAll(() => world.close());
beforeEach(() => world.outside("DELETE", "/faults"));

/** A client's mail to Pavel, as his Outlook names it. */
async function mailToPavel(
  subject: string,
  from = "Viktor Volkov <volkov@steelworks.example>",
): Promise<string> {
  const mailId = await clientWrites(world, { subject, from });
  return String((await copyOf(world, "pavel.orlov", mailId))?.["id"]);
}

const handed = (body: Partial<Parameters<typeof send>[0]> & { messageId: string }) =>
  send({ key: crypto.randomUUID(), dealId, note: "Yours, Anna", reply: "Anna will write.", ...body });

function send(body: {
  key: string;
  messageId: string;
  dealId: string;
  note: string;
  reply: string | null;
  sendAfter?: number;
}) {
  return world.as("pavel.orlov")(handOver, { body });
}

/** What lies in somebody's mailbox under a subject. */
async function mailsOf(who: string, subject: string): Promise<Json[]> {
  const query = `$filter=subject eq '${subject}'&$select=isDraft,toRecipients,ccRecipients,bodyPreview,internetMessageHeaders`;
  const { body } = await world.graph("GET", `/users/${world.id(who)}/messages?${query}`);
  return body["value"] as Json[];
}

/** Texts that left the tenant under a subject. */
async function leftFor(subject: string): Promise<number> {
  const all = (await world.outside("GET", "/mail"))["value"] as Json[];
  return all.filter((mail) => String(mail["subject"]) === subject).length;
}

test("both texts are shown before anything is sent, in the client's language", async () => {
  const messageId = await mailToPavel("Price of the mill");
  const preview = (language?: "en" | "ru") =>
    world.as("pavel.orlov")(previewHandOver, { body: { messageId, dealId, ...(language && { language }) } });
  const english = await preview();
  expect(english.toSpeaker).toMatchObject({
    person: { name: "Anna Kern" },
    note: expect.stringContaining("Viktor Volkov"),
  });
  expect(english.toClient).toMatchObject({
    client: { address: "volkov@steelworks.example" },
    language: "en",
  });
  // Two working hours from 09:00 UTC on, by Anna's hours in Berlin.
  expect(english.toClient.text).toMatch(/Anna Kern .* by Monday,? 2 March, 12:30 \(Berlin time\)/s);
  const russian = await preview("ru");
  expect(russian.toClient.text).toMatch(
    /Здравствуйте, Viktor Volkov!.*Anna Kern.*понедельник, 2 марта, 12:30/s,
  );
  expect(await mailsOf("pavel.orlov", "FW: Price of the mill")).toEqual([]);
});

test("a client who writes Russian is answered in Russian", async () => {
  const messageId = await mailToPavel("Цена стана");
  const { toClient } = await world.as("pavel.orlov")(previewHandOver, { body: { messageId, dealId } });
  expect(toClient.language).toBe("ru");
});

test("the time named is one at which the spokesperson is free", async () => {
  const messageId = await mailToPavel("Busy day");
  const event = {
    subject: "All day",
    start: { dateTime: "2026-03-02T10:00:00", timeZone: "UTC" },
    end: { dateTime: "2026-03-02T17:00:00", timeZone: "UTC" },
  };
  const { body } = await world.graph("POST", `/users/${world.id("anna.kern")}/events`, event);
  const { toClient } = await world.as("pavel.orlov")(previewHandOver, { body: { messageId, dealId } });
  expect(toClient.text).toMatch(/by Tuesday,? 3 March, 09:00/);
  await world.graph("DELETE", `/users/${world.id("anna.kern")}/events/${body["id"]}`);
});

test("the mail goes to the spokesperson and the client gets an answer with the spokesperson in copy", async () => {
  const messageId = await mailToPavel("Delivery");
  await world.quiet();
  expect(await handed({ messageId })).toMatchObject({ forwarded: true, replied: true });
  await world.quiet();
  const [forwarded] = await mailsOf("anna.kern", "FW: Delivery");
  expect(forwarded?.["bodyPreview"]).toContain("Yours, Anna");
  expect(JSON.stringify(forwarded?.["internetMessageHeaders"])).toMatch(/x-one-voice/i);
  const [reply] = await mailsOf("pavel.orlov", "RE: Delivery");
  expect(JSON.stringify(reply?.["toRecipients"])).toContain("volkov@steelworks.example");
  expect(JSON.stringify(reply?.["ccRecipients"])).toContain("anna.kern@bergmann.example");
  const incident = (await incidentsOf(world, "anna.kern", "all")).find(
    ({ subject }) => subject === "Delivery",
  );
  expect(incident?.state).toBe("handed");
});

test("a second click, and a second page, send nothing twice", async () => {
  const messageId = await mailToPavel("Twice");
  const key = crypto.randomUUID();
  await handed({ key, messageId });
  expect(await handed({ key, messageId })).toMatchObject({ forwarded: true, replied: true });
  expect((await mailsOf("anna.kern", "FW: Twice")).length).toBe(1);
  expect(await leftFor("RE: Twice")).toBe(1);
});

test.each([
  ["the forward was drafted", "/createForward"],
  ["the forward was sent", "/send"],
  ["the reply was drafted", "/createReply"],
])("2 broken off after %s, another try sends each once", async (_story, url) => {
  const subject = `Broken ${url.slice(1)}`;
  const messageId = await mailToPavel(subject);
  const key = crypto.randomUUID();
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: `${url}$` },
    dropReply: true,
    times: 1,
  });
  await expect(handed({ key, messageId })).rejects.toMatchObject({ code: "graph.busy" });
  expect(await handed({ key, messageId })).toMatchObject({ forwarded: true, replied: true });
  expect((await mailsOf("anna.kern", `FW: ${subject}`)).length).toBe(1);
  expect(await leftFor(`RE: ${subject}`)).toBe(1);
  expect((await mailsOf("pavel.orlov", `FW: ${subject}`)).map((mail) => mail["isDraft"])).toEqual([false]);
});

test("without an answer to the client only the forward goes out", async () => {
  const messageId = await mailToPavel("Silent");
  expect(await handed({ messageId, reply: null })).toMatchObject({ forwarded: true, replied: false });
  expect(await leftFor("RE: Silent")).toBe(0);
});

test("Send pressed twice in a row sends each text once", async () => {
  const messageId = await mailToPavel("Twice at once");
  const key = crypto.randomUUID();
  const ends = await Promise.all([handed({ key, messageId }), handed({ key, messageId })]);
  expect(ends).toMatchObject([
    { forwarded: true, replied: true },
    { forwarded: true, replied: true },
  ]);
  expect(await leftFor("RE: Twice at once")).toBe(1);
  expect(await mailsOf("anna.kern", "FW: Twice at once")).toHaveLength(1);
});

test("two pages that hand over one mail at once send each text once", async () => {
  const messageId = await mailToPavel("Two pages");
  await Promise.all([handed({ messageId }), handed({ messageId })]);
  expect(await leftFor("RE: Two pages")).toBe(1);
  expect(await mailsOf("anna.kern", "FW: Two pages")).toHaveLength(1);
});

/** Lets the seconds pass for which drafts wait: they go by the database's clock, which no test can move. */
const letItBeDue = (key: string) =>
  sql`update hand_over set due_at = now() - interval '1 second' where key = ${key}::uuid`.execute(world.db);

test("what waits is taken back whole: nothing goes out, and the mail is open again", async () => {
  const messageId = await mailToPavel("Taken back");
  await world.quiet();
  const { undo } = await handed({ messageId, sendAfter: 30 });
  expect(undo?.seconds).toBeGreaterThan(25);
  const state = async () =>
    (await incidentsOf(world, "anna.kern", "all")).find(({ subject }) => subject === "Taken back")?.state;
  expect(await state()).toBe("handed");
  const takeBack = (who: string) => world.as(who)(undoHandOver, { body: { key: String(undo?.key) } });
  expect(await takeBack("ivan.petrov")).toEqual({ undone: false });
  expect(await takeBack("pavel.orlov")).toEqual({ undone: true });
  expect(await state()).toBe("open");
  await letItBeDue(String(undo?.key));
  await world.quiet();
  expect([await leftFor("RE: Taken back"), await mailsOf("anna.kern", "FW: Taken back")]).toEqual([0, []]);
  // It can be handed over again.
  await handed({ messageId });
  expect(await leftFor("RE: Taken back")).toBe(1);
});

test("what waited goes out when its time has come, and cannot be taken back any more", async () => {
  const messageId = await mailToPavel("Waited");
  const { undo } = await handed({ messageId, sendAfter: 2 });
  expect(await leftFor("RE: Waited")).toBe(0);
  await letItBeDue(String(undo?.key));
  await expect.poll(() => leftFor("RE: Waited"), { timeout: 20_000 }).toBe(1);
  await expect
    .poll(async () => (await mailsOf("anna.kern", "FW: Waited")).length, { timeout: 20_000 })
    .toBe(1);
  await world.quiet();
  expect(await world.as("pavel.orlov")(undoHandOver, { body: { key: String(undo?.key) } })).toEqual({
    undone: false,
  });
});

test("what the client did not write is not handed over", async () => {
  const messageId = await mailToPavel("Offer", "x@elsewhere.example");
  await expect(handed({ messageId })).rejects.toMatchObject({ code: "mail.not-client" });
  await expect(handed({ messageId: "AAkAnothing" })).rejects.toMatchObject({ code: "mail.unreadable" });
});

test("someone off the deal, and a deal that is none, get the same answer", async () => {
  const messageId = await mailToPavel("Off");
  const body = { messageId, dealId };
  await expect(world.as("maria.lindner")(previewHandOver, { body })).rejects.toMatchObject({
    code: "deal.unknown",
  });
  await expect(handed({ messageId, dealId: crypto.randomUUID() })).rejects.toMatchObject({
    code: "deal.unknown",
  });
});

test("a key that was used for another mail is refused", async () => {
  const key = crypto.randomUUID();
  await handed({ key, messageId: await mailToPavel("First"), reply: null });
  await expect(handed({ key, messageId: await mailToPavel("Second") })).rejects.toMatchObject({
    code: "request.invalid",
  });
});
