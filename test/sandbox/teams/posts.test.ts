import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type GraphAnswer, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { channelIn, column, pass } from "./setting.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const CARD = "application/vnd.microsoft.card.adaptive";
const card = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "Welcome" }] };
const html = (content: string) => ({ contentType: "html", content });
const withCard = (content: unknown, id = "1", mark = '<attachment id="1"></attachment>') => ({
  body: html(mark),
  attachments: [{ id, contentType: CARD, content }],
});

type Room = { messages: string; write: (body: object, as?: string) => Promise<GraphAnswer> };

async function room(): Promise<Room> {
  const messages = `${await channelIn(t, "standard")}/messages`;
  return { messages, write: (body, as = "anna.kern") => t.graph(t.asUser(as), "POST", messages, { body }) };
}

describe("writing into a channel", () => {
  test("is for people: an application is told that it may only import", async () => {
    const { messages } = await room();
    const { status } = await t.graph(t.asApp, "POST", messages, { body: { body: { content: "Hello" } } });
    expect(status).toBe(403);
    await t.outside("POST", "/consent", { action: "grant", application: ["Teamwork.Migrate.All"] });
    t.forgetTokens();
    const again = await t.graph(t.asApp, "POST", messages, { body: { body: { content: "Hello" } } });
    expect([again.status, again.body["error"]?.["message"]]).toEqual([
      403,
      "Message POST is allowed in application-only context only for import purposes.",
    ]);
  });

  test("and is for those who are in it", async () => {
    const { write } = await room();
    expect((await write({ body: { content: "Hello" } }, "helen.carter")).status).toBe(403);
    const { status, body } = await write({ body: { content: "Hello" } }, "pavel.orlov");
    expect([status, body["from"]?.["user"]?.["displayName"]]).toEqual([201, "Павел Орлов"]);
    expect(body["body"]).toEqual({ contentType: "text", content: "Hello" });
  });

  test("an Adaptive Card is a JSON string, with its id marked in a body of html", async () => {
    const { write } = await room();
    const { status, body } = await write(withCard(JSON.stringify(card)));
    expect(status).toBe(201);
    expect(body["attachments"]).toMatchObject([
      { id: "1", contentType: CARD, content: JSON.stringify(card) },
    ]);
  });

  test.each([
    ["the card itself instead of a string", withCard(card)],
    ["a string that is no JSON", withCard("{")],
    ["no content", withCard(null)],
    ["no mark of the card in the body", withCard(JSON.stringify(card), "1", "<p>Hello</p>")],
    ["a mark of another card", withCard(JSON.stringify(card), "2")],
    [
      "a plain text body",
      { ...withCard(JSON.stringify(card)), body: { content: '<attachment id="1"></attachment>' } },
    ],
    ["a mark without a card", { body: html('<attachment id="1"></attachment>') }],
    ["an empty body", { body: html("  ") }],
    [
      "a mention of nobody",
      { body: html('<at id="0">Anna</at>'), mentions: [{ id: 0, mentionText: "Anna", mentioned: {} }] },
    ],
    ["an author of its own", { body: { content: "Hello" }, from: { user: { id: "x" } } }],
    ["a time of its own", { body: { content: "Hello" }, createdDateTime: "2026-01-01T00:00:00Z" }],
  ])("a post with %s is refused", async (_story, body) => {
    const { write } = await room();
    expect((await write(body)).status).toBe(400);
  });

  test("a post holds 28 KB, cards with it", async () => {
    const { write } = await room();
    expect((await write({ body: html("x".repeat(28 * 1024)) })).status).toBe(201);
    expect((await write({ body: html("x".repeat(28 * 1024 + 1)) })).status).toBe(413);
    expect((await write(withCard(JSON.stringify({ ...card, note: "x".repeat(28 * 1024) })))).status).toBe(
      413,
    );
  });

  test("people change only what they wrote; applications only mark breaches of policy", async () => {
    const { messages, write } = await room();
    const made = await write({ body: { content: "Hello" } });
    const one = `${messages}/${made.body["id"]}`;
    const changed = { body: { body: { content: "Good morning" } } };
    expect((await t.graph(t.asUser("pavel.orlov"), "PATCH", one, changed)).status).toBe(403);
    expect((await t.graph(t.asUser("anna.kern"), "PATCH", one, changed)).status).toBe(204);
    await t.outside("POST", "/consent", {
      action: "grant",
      application: ["ChannelMessage.UpdatePolicyViolation.All"],
    });
    t.forgetTokens();
    expect((await t.graph(t.asApp, "PATCH", one, changed)).status).toBe(403);
    const policyViolation = { policyTip: { generalText: "No prices" }, dlpAction: "none" };
    expect((await t.graph(t.asApp, "PATCH", one, { body: { policyViolation } })).status).toBe(204);
    const { body } = await t.graph(t.asApp, "GET", one);
    expect(body).toMatchObject({ body: { content: "Good morning" }, policyViolation });
    expect(body["lastEditedDateTime"]).toMatch(/^2026-03-02T/);
    expect(body["etag"]).not.toBe(made.body["etag"]);
  });
});

describe("reading a channel", () => {
  test("gives threads by their last change, 20 at a time and never more than 50; no filter, no order", async () => {
    const { messages, write } = await room();
    for (let i = 0; i < 22; i += 1) await write({ body: { content: `Post ${i}` } });
    const { body } = await t.graph<{ value: { body: { content: string } }[]; "@odata.nextLink": string }>(
      t.asApp,
      "GET",
      messages,
    );
    expect([body.value.length, body.value[0]?.body.content]).toEqual([20, "Post 21"]);
    expect(
      (await t.graph<{ value: unknown[] }>(t.asApp, "GET", body["@odata.nextLink"])).body.value,
    ).toHaveLength(2);
    expect((await t.graph(t.asApp, "GET", `${messages}?$top=51`)).status).toBe(400);
    expect((await t.graph(t.asApp, "GET", `${messages}?$orderby=createdDateTime`)).status).toBe(400);
    expect(
      (await t.graph(t.asApp, "GET", `${messages}?$filter=createdDateTime gt 2026-01-01T00:00:00Z`)).status,
    ).toBe(400);
  });

  test("replies hang on their thread, and cannot be replied to", async () => {
    const { messages, write } = await room();
    const made = await write({ body: { content: "Question" } });
    const replies = `${messages}/${made.body["id"]}/replies`;
    const answer = await t.graph(t.asUser("pavel.orlov"), "POST", replies, {
      body: { body: { content: "Answer" } },
    });
    expect(answer.body["replyToId"]).toBe(made.body["id"]);
    expect(await column(t, replies, "id")).toEqual([answer.body["id"]]);
    expect(await column(t, messages, "id")).toEqual([made.body["id"]]);
    const onReply = `${messages}/${answer.body["id"]}/replies`;
    const { status } = await t.graph(t.asUser("anna.kern"), "POST", onReply, {
      body: { body: { content: "No" } },
    });
    expect(status).toBe(400);
  });

  test("delta gives everything, then what was written or changed since", async () => {
    const { messages, write } = await room();
    const made = await write({ body: { content: "First" } });
    await write({ body: { content: "Second" } });
    type Delta = {
      value: { id: string; body: { content: string } }[];
      "@odata.deltaLink": string;
      "@odata.nextLink": string;
    };
    const ask = async (link: string) => (await t.graph<Delta>(t.asApp, "GET", link)).body;
    const part = await ask(`${messages}/delta?$top=1`);
    expect(part.value.map(({ body }) => body.content)).toEqual(["First"]);
    const all = await ask(part["@odata.nextLink"]);
    expect(all.value.map(({ body }) => body.content)).toEqual(["Second"]);
    const nothing = await ask(all["@odata.deltaLink"]);
    expect(nothing.value).toEqual([]);
    await t.graph(t.asUser("anna.kern"), "PATCH", `${messages}/${made.body["id"]}`, {
      body: { body: { content: "1st" } },
    });
    expect((await ask(nothing["@odata.deltaLink"])).value.map(({ body }) => body.content)).toEqual(["1st"]);
    expect((await t.graph(t.asApp, "GET", `${messages}/delta?$deltatoken=x`)).status).toBe(400);
  });

  test("a post that its author takes away stays as an empty place; nobody else can take it away", async () => {
    const { messages, write } = await room();
    const { body } = await write({ body: { content: "Too early" }, subject: "Hello" });
    const take = (who: string) =>
      t.graph(t.asUser(who), "POST", `${messages}/${String(body["id"])}/softDelete`);
    expect((await take("pavel.orlov")).status).toBe(403);
    expect([(await take("anna.kern")).status, (await take("anna.kern")).status]).toEqual([204, 204]);
    const left = await t.graph(t.asApp, "GET", `${messages}/${String(body["id"])}`);
    expect(left.body).toMatchObject({
      deletedDateTime: expect.any(String),
      subject: null,
      body: { content: "" },
    });
  });

  test("an archived channel can be read, not written to, until it is opened again", async () => {
    const { messages, write } = await room();
    const path = messages.replace(/\/messages$/, "");
    expect((await t.graph(t.asApp, "POST", `${path}/archive`)).status).toBe(202);
    expect((await write({ body: { content: "Still open" } })).status).toBe(201);
    await pass(t, "PT10S");
    expect((await write({ body: { content: "Closed" } })).status).toBe(403);
    expect(await column(t, messages, "id")).toHaveLength(1);
    await t.graph(t.asApp, "POST", `${path}/unarchive`);
    await pass(t, "PT10S");
    expect((await write({ body: { content: "Open again" } })).status).toBe(201);
  });
});
