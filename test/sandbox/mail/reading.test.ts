import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { entraOf } from "../../../server/sandbox/entra/state.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { anna, arrive, entitiesOf, pavel } from "./letters.ts";

const minute = Temporal.Duration.from({ minutes: 1 });

let world: TestSandbox;
beforeEach(async () => {
  world = await openTestSandbox();
});
afterEach(() => world.close());

const get = (path: string, prefer?: string) =>
  world.graph(world.asApp, "GET", path, prefer === undefined ? {} : { prefer });

describe("what a message shows", () => {
  test("a received mail shows its people, times and a preview, and is unread in the Inbox", async () => {
    await arrive(world, { cc: "Павел <pavel.orlov@bergmann.example>", body: "First line\r\nsecond line" });
    const { body } = await get(`${anna}/messages`);
    expect(body["value"]).toHaveLength(1);
    expect(body["value"]?.[0]).toMatchObject({
      subject: "Delivery dates",
      bodyPreview: expect.stringMatching(/^First line\r?\nsecond line$/),
      from: { emailAddress: { name: "Alexei Volkov", address: "alexei.volkov@steelworks.example" } },
      toRecipients: [{ emailAddress: { name: "Anna Kern", address: "anna.kern@bergmann.example" } }],
      ccRecipients: [{ emailAddress: { name: "Павел", address: "pavel.orlov@bergmann.example" } }],
      sentDateTime: "2026-03-02T08:30:00Z",
      receivedDateTime: expect.stringMatching(/^2026-03-02T09:00:0\dZ$/),
      isRead: false,
      isDraft: false,
      categories: [],
      flag: { flagStatus: "notFlagged" },
    });
  });

  test("the internet headers come only when asked for by name", async () => {
    await arrive(world, { headers: ["X-Deal: steelworks"] });
    const plain = await get(`${anna}/messages`);
    expect(plain.body["value"]?.[0]).not.toHaveProperty("internetMessageHeaders");
    const asked = await get(`${anna}/messages?$select=internetMessageHeaders`);
    const headers = asked.body["value"]?.[0]?.["internetMessageHeaders"] as unknown as {
      name: string;
      value: string;
    }[];
    expect(headers).toContainEqual({ name: "X-Deal", value: "steelworks" });
    expect(headers[0]?.name).toBe("Received");
  });

  test("a selection gives just that, with the id and the entity tag", async () => {
    await arrive(world);
    const { body } = await get(`${anna}/messages?$select=subject,from`);
    expect(new Set(Object.keys(body["value"]?.[0] ?? {}))).toEqual(
      new Set(["@odata.etag", "from", "id", "subject"]),
    );
  });

  test("bodies are HTML unless text is preferred", async () => {
    await arrive(world, { body: "a < b" });
    const html = await get(`${anna}/messages?$select=body`);
    expect(html.body["value"]?.[0]?.["body"]).toMatchObject({
      contentType: "html",
      content: expect.stringContaining("a &lt; b"),
    });
    const text = await get(`${anna}/messages?$select=body`, 'outlook.body-content-type="text"');
    expect(text.body["value"]?.[0]?.["body"]).toMatchObject({
      contentType: "text",
      content: expect.stringContaining("a < b"),
    });
    expect(text.headers["preference-applied"]).toContain("outlook.body-content-type");
  });

  test("scripts in a body are left out unless unsafe HTML is asked for", async () => {
    const body = '<p onclick="steal()">Hello</p><script>steal()</script>';
    await arrive(world, { headers: ["Content-Type: text/html"], body });
    const safe = await get(`${anna}/messages?$select=body`);
    expect(JSON.stringify(safe.body)).not.toContain("steal");
    const unsafe = await get(`${anna}/messages?$select=body`, "outlook.allow-unsafe-html");
    expect(JSON.stringify(unsafe.body)).toContain("steal");
  });

  test("the raw message is to be had, without the Bcc line of others", async () => {
    const [copy] = await arrive(world, { bcc: "pavel.orlov@bergmann.example" });
    const { body, headers } = await get(`${anna}/messages/${copy?.id}/$value`);
    expect(headers["content-type"]).toContain("text/plain");
    expect(String(body)).toContain("Subject: Delivery dates");
    expect(String(body).toLowerCase()).not.toContain("\r\nbcc:");
  });

  test("an answer belongs to the conversation it answers, a letter of its own does not", async () => {
    await arrive(world, { messageId: "<first@steelworks.example>" });
    await arrive(world, {
      subject: "RE: Delivery dates",
      headers: ["In-Reply-To: <first@steelworks.example>"],
    });
    await arrive(world, { subject: "Delivery dates" });
    const { body } = await get(`${anna}/messages?$select=conversationId,subject`);
    const ids = (body["value"] as unknown as { conversationId: string }[]).map((one) => one.conversationId);
    expect(ids[1]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe("asking for some of the mail", () => {
  beforeEach(async () => {
    for (const subject of ["Alpha", "Beta", "Gamma"]) {
      await arrive(world, { subject });
      await world.sandbox.clock.advance(minute);
    }
    await arrive(world, { subject: "Delta", from: "Irina <irina.belova@steelworks.example>" });
  });

  test.each([
    ["newest first without being asked", "", ["Delta", "Gamma", "Beta", "Alpha"]],
    ["oldest first", "$orderby=receivedDateTime", ["Alpha", "Beta", "Gamma", "Delta"]],
    ["by subject", "$orderby=subject", ["Alpha", "Beta", "Delta", "Gamma"]],
    [
      "by sender's address",
      "$filter=from/emailAddress/address eq 'IRINA.belova@steelworks.example'",
      ["Delta"],
    ],
    ["by a part of the subject", "$filter=contains(subject,'amm')", ["Gamma"]],
    [
      "received from a minute on",
      "$filter=receivedDateTime ge 2026-03-02T09:01:00Z",
      ["Delta", "Gamma", "Beta"],
    ],
    [
      "received after an instant and sorted by it",
      "$filter=receivedDateTime gt 2026-03-02T09:01:30Z&$orderby=receivedDateTime desc",
      ["Delta", "Gamma"],
    ],
    ["unread", "$filter=isRead eq false&$top=2", ["Delta", "Gamma"]],
    ["by a search in the subject", '$search="subject:beta"', ["Beta"]],
    ["by a search of everything", '$search="irina"', ["Delta"]],
  ])("%s", async (_story, query, subjects) => {
    const { status, body } = await get(`${anna}/mailFolders/inbox/messages?${query}`);
    expect(status).toBe(200);
    expect((body["value"] as unknown as { subject: string }[]).map((one) => one.subject)).toEqual(subjects);
  });

  test.each([
    ["an unknown property", "$select=colour", 400, "RequestBroker--ParseUri"],
    [
      "an order that the filter does not begin with",
      "$filter=contains(subject,'a')&$orderby=receivedDateTime desc",
      400,
      "InefficientFilter",
    ],
    ["a filter cut short", "$filter=isRead eq", 400, "RequestBroker--ParseUri"],
    ["a filter of extensions", "$filter=extensions/any(e:e/id eq 'x')", 400, "RequestBroker--ParseUri"],
    ["a search together with a filter", '$search="a"&$filter=isRead eq true', 400, "SearchWithFilter"],
    ["pages of more than a thousand", "$top=1001", 400, "BadRequest"],
  ])("%s is refused", async (_story, query, status, code) => {
    const reply = await get(`${anna}/messages?${query}`);
    expect(reply.status).toBe(status);
    expect(reply.body["error"]?.["code"]).toBe(code);
  });

  test("following nextLink shows each message once, whatever the size of a page", async () => {
    for (const size of [1, 2, 3]) {
      const seen: string[] = [];
      let next: string | undefined = `${anna}/messages?$top=${size}&$select=subject&$count=true`;
      while (next !== undefined) {
        const page: Awaited<ReturnType<typeof get>> = await get(next);
        expect(page.body["@odata.count"]).toBe(4);
        seen.push(...(page.body["value"] as unknown as { subject: string }[]).map((one) => one.subject));
        next = page.body["@odata.nextLink"] as string | undefined;
      }
      expect(seen).toEqual(["Delta", "Gamma", "Beta", "Alpha"]);
    }
  });
});

describe("whose mailbox", () => {
  test.each([
    ["nobody's", "/users/nobody@bergmann.example/messages", 404, "ErrorInvalidUser"],
    ["one that is not shared", `${pavel}/messages`, 403, "ErrorAccessDenied"],
  ])("a person who opens %s is refused", async (_story, path, status, code) => {
    const reply = await world.graph(world.asUser("anna.kern"), "GET", path);
    expect([reply.status, reply.body["error"]?.["code"]]).toEqual([status, code]);
  });

  test("the assistant opens her chief's mailbox, since it is shared with her", async () => {
    await arrive(world, { to: "dmitri.bergmann@bergmann.example" });
    const { status, body } = await world.graph(
      world.asUser("katrin.vogel"),
      "GET",
      "/users/dmitri.bergmann@bergmann.example/messages",
    );
    expect(status).toBe(200);
    expect(body["value"]).toHaveLength(1);
  });

  test("an application that may only read the basics sees no bodies and may not ask for them", async () => {
    await arrive(world);
    const { consent } = entraOf(world.sandbox.tenant).apps.get(world.sandbox.app.clientId)!;
    for (const name of ["Mail.Read", "Mail.ReadWrite"]) consent.application.delete(name);
    const [one] = entitiesOf(await get(`${anna}/messages`));
    expect(one).toMatchObject({ subject: "Delivery dates" });
    expect(one).not.toHaveProperty("body");
    expect(one).not.toHaveProperty("bodyPreview");
    expect((await get(`${anna}/messages?$select=body`)).status).toBe(403);
    expect((await get(`${anna}/messages?$expand=attachments`)).status).toBe(403);
  });

  test("/me is one's own mailbox, and nobody's for an application", async () => {
    await arrive(world);
    const mine = await world.graph(world.asUser("anna.kern"), "GET", "/me/messages");
    expect(mine.body["value"]).toHaveLength(1);
    expect((await get("/me/messages")).status).toBe(400);
  });
});
