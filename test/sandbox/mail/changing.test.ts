import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { anna, arrive } from "./letters.ts";

const immutable = 'IdType="ImmutableId"';

let world: TestSandbox;
beforeEach(async () => {
  world = await openTestSandbox();
});
afterEach(() => world.close());

const call = (method: string, path: string, options: GraphOptions = {}) =>
  world.graph(world.asApp, method, path, options);
const received = async () => `${anna}/messages/${(await arrive(world))[0]?.id}`;
const drafted = async (body: object = {}) =>
  `${anna}/messages/${(await call("POST", `${anna}/messages`, { body })).body["id"]}`;

describe("changing a received message", () => {
  test.each([
    ["categories", { categories: ["Deal", "Bypass"] }],
    ["the read mark", { isRead: true }],
    ["the importance, however it is spelt", { importance: "High" }],
    ["where Focused puts it", { inferenceClassification: "other" }],
    ["the flag", { flag: { flagStatus: "flagged" } }],
  ])("%s can be set", async (_story, body) => {
    const message = await received();
    const { status, body: after } = await call("PATCH", message, { body });
    expect(status).toBe(200);
    const lower = (value: object) => JSON.parse(JSON.stringify(value).replace("High", "high"));
    expect(after).toMatchObject(lower(body));
    expect((await call("GET", message)).body).toMatchObject(lower(body));
  });

  test("categories are replaced as a whole", async () => {
    const message = await received();
    await call("PATCH", message, { body: { categories: ["One", "Two"] } });
    await call("PATCH", message, { body: { categories: ["Two"] } });
    expect((await call("GET", message)).body["categories"]).toEqual(["Two"]);
  });

  test.each([
    ["the subject", { subject: "Other" }, "ErrorInvalidPropertySet"],
    ["the body", { body: { contentType: "text", content: "Other" } }, "ErrorInvalidPropertySet"],
    ["the recipients", { toRecipients: [] }, "ErrorInvalidPropertySet"],
    ["when it was received", { receivedDateTime: "2026-01-01T00:00:00Z" }, "ErrorInvalidPropertySet"],
    ["its headers", { internetMessageHeaders: [{ name: "X-A", value: "b" }] }, "ErrorInvalidPropertySet"],
    ["something unknown", { colour: "red" }, "RequestBodyRead"],
    ["an importance that does not exist", { importance: "urgent" }, "RequestBodyRead"],
    [
      "a flag due without a start",
      { flag: { dueDateTime: { dateTime: "2026-03-04T00:00:00", timeZone: "UTC" } } },
      "ErrorInvalidPropertyForOperation",
    ],
    [
      "a flag's date with a Z",
      { flag: { startDateTime: { dateTime: "2026-03-04T00:00:00Z", timeZone: "UTC" } } },
      "RequestBodyRead",
    ],
  ])("%s is refused and changes nothing", async (_story, body, code) => {
    const message = await received();
    const before = (await call("GET", message)).body;
    const reply = await call("PATCH", message, { body: { isRead: true, ...body } });
    expect([reply.status, reply.body["error"]?.["code"]]).toEqual([400, code]);
    expect((await call("GET", message)).body).toEqual(before);
  });

  test("a change on top of an older version is refused", async () => {
    const message = await received();
    const etag = String((await call("GET", message)).body["@odata.etag"]);
    const first = await call("PATCH", message, {
      body: { categories: ["Mine"] },
      headers: { "if-match": etag },
    });
    expect(first.status).toBe(200);
    expect(first.body["@odata.etag"]).not.toBe(etag);
    const second = await call("PATCH", message, {
      body: { categories: ["Theirs"] },
      headers: { "if-match": etag },
    });
    expect([second.status, second.body["error"]?.["code"]]).toEqual([412, "ErrorIrresolvableConflict"]);
    expect((await call("GET", message)).body["categories"]).toEqual(["Mine"]);
    expect(
      (await call("PATCH", message, { body: { isRead: true }, headers: { "if-match": "*" } })).status,
    ).toBe(200);
  });

  test("finishing a flag notes when", async () => {
    const message = await received();
    const { body } = await call("PATCH", message, { body: { flag: { flagStatus: "complete" } } });
    expect(body["flag"]).toMatchObject({
      flagStatus: "complete",
      completedDateTime: {
        dateTime: expect.stringMatching(/^2026-03-02T09:00:0\d\.\d{7}$/),
        timeZone: "UTC",
      },
    });
  });
});

describe("drafts", () => {
  test("a draft lies in Drafts, unsent and in its owner's name", async () => {
    const { status, body } = await call("POST", `${anna}/messages`, { body: { subject: "Offer" } });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      isDraft: true,
      isRead: true,
      subject: "Offer",
      from: { emailAddress: { name: "Anna Kern" } },
    });
    const folder = await call("GET", `${anna}/mailFolders/drafts`);
    expect(body["parentFolderId"]).toBe(folder.body["id"]);
    expect(folder.body).toMatchObject({ totalItemCount: 1, unreadItemCount: 0 });
  });

  test("a draft's text and people can still be changed", async () => {
    const draft = await drafted({ subject: "Offer" });
    const { status, body } = await call("PATCH", draft, {
      body: {
        subject: "Second offer",
        body: { contentType: "HTML", content: "<p>New</p>" },
        toRecipients: [{ emailAddress: { address: "pavel.orlov@bergmann.example" } }],
      },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      subject: "Second offer",
      bodyPreview: "New",
      toRecipients: [{ emailAddress: { name: "Павел Орлов" } }],
    });
  });

  test.each([
    ["References", 400, "InvalidInternetMessageHeader"],
    ["Subject", 400, "InvalidInternetMessageHeader"],
    ["x-deal", 201, undefined],
    ["X-Deal", 201, undefined],
  ])("a header named %s of one's own: %i", async (name, status, code) => {
    const reply = await call("POST", `${anna}/messages`, {
      body: { internetMessageHeaders: [{ name, value: "1" }] },
    });
    expect([reply.status, reply.body["error"]?.["code"]]).toEqual([status, code]);
  });

  test.each([
    [5, 201],
    [6, 400],
  ])("%i headers of one's own: %i", async (count, status) => {
    const internetMessageHeaders = Array.from({ length: count }, (_, index) => ({
      name: `x-h${index}`,
      value: "1",
    }));
    expect((await call("POST", `${anna}/messages`, { body: { internetMessageHeaders } })).status).toBe(
      status,
    );
  });

  test("a draft may come as MIME in base64, and nothing else in its place", async () => {
    const mime = Buffer.from("To: a@steelworks.example\r\nSubject: By MIME\r\n\r\nHello").toString("base64");
    const headers = { "content-type": "text/plain" };
    const made = await call("POST", `${anna}/messages`, { body: mime, headers });
    expect([made.status, made.body["subject"], made.body["isDraft"]]).toEqual([201, "By MIME", true]);
    const wrong = await call("POST", `${anna}/messages`, { body: "Subject: plain", headers });
    expect([wrong.status, wrong.body["error"]?.["code"]]).toEqual([
      400,
      "ErrorMimeContentInvalidBase64String",
    ]);
  });
});

describe("moving, copying and deleting", () => {
  test("a move gives a new id and ends the old one; the immutable id stays", async () => {
    const [copy] = await arrive(world);
    const moved = await call("POST", `${anna}/messages/${copy?.id}/move`, {
      body: { DestinationId: "archive" },
    });
    expect(moved.status).toBe(201);
    expect(moved.body["id"]).not.toBe(copy?.id);
    expect((await call("GET", `${anna}/messages/${copy?.id}`)).status).toBe(404);
    const same = await call("GET", `${anna}/messages/${copy?.immutableId}`, { prefer: immutable });
    expect(same.body["id"]).toBe(copy?.immutableId);
    expect(same.body["parentFolderId"]).toBe((await call("GET", `${anna}/mailFolders/Archive`)).body["id"]);
    expect(same.headers["preference-applied"]).toContain(immutable);
  });

  test("ids are compared letter for letter", async () => {
    const [copy] = await arrive(world);
    const swapped = (copy?.id ?? "").replace(/[a-z]/gi, (one) =>
      one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase(),
    );
    const { status, body } = await call("GET", `${anna}/messages/${swapped}`);
    expect([status, body["error"]?.["code"]]).toEqual([404, "ErrorItemNotFound"]);
  });

  test("the value of the preference is written exactly so", async () => {
    const [copy] = await arrive(world);
    const { body } = await call("GET", `${anna}/messages`, { prefer: 'IdType="immutableid"' });
    expect(body["value"]?.[0]?.["id"]).toBe(copy?.id);
  });

  test("deleting puts it into Deleted Items, deleting there ends it", async () => {
    const [copy] = await arrive(world);
    const path = `${anna}/messages/${copy?.immutableId}`;
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("GET", `${anna}/mailFolders/deleteditems`)).body["totalItemCount"]).toBe(1);
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("DELETE", path)).status).toBe(404);
    expect((await call("GET", `${anna}/messages`)).body["value"]).toEqual([]);
  });

  test("a copy is another message with the same internet message id", async () => {
    const path = await received();
    const before = (await call("GET", path)).body;
    const { status, body } = await call("POST", `${path}/copy`, { body: { destinationId: "archive" } });
    expect(status).toBe(201);
    expect(body["id"]).not.toBe(before["id"]);
    expect(body["internetMessageId"]).toBe(before["internetMessageId"]);
    expect((await call("GET", `${anna}/messages`)).body["value"]).toHaveLength(2);
  });

  test.each(["", "nowhere"])("a move to %j is refused", async (destinationId) => {
    const reply = await call("POST", `${await received()}/move`, { body: { destinationId } });
    expect(reply.status).toBe(destinationId === "" ? 400 : 404);
  });

  test("folders count what lies in them", async () => {
    const inbox = async () => (await call("GET", `${anna}/mailFolders/inbox`)).body;
    const path = await received();
    await received();
    expect(await inbox()).toMatchObject({ totalItemCount: 2, unreadItemCount: 2 });
    await call("PATCH", path, { body: { isRead: true } });
    expect(await inbox()).toMatchObject({ totalItemCount: 2, unreadItemCount: 1 });
    await call("POST", `${path}/move`, { body: { destinationId: "archive" } });
    expect(await inbox()).toMatchObject({ totalItemCount: 1, unreadItemCount: 1 });
  });
});

describe("folders", () => {
  test("a folder of one's own takes mail; its name is taken once", async () => {
    const made = await call("POST", `${anna}/mailFolders`, { body: { displayName: "Steelworks" } });
    expect(made.status).toBe(201);
    const moved = await call("POST", `${await received()}/move`, {
      body: { destinationId: made.body["id"] },
    });
    expect(moved.body["parentFolderId"]).toBe(made.body["id"]);
    const again = await call("POST", `${anna}/mailFolders`, { body: { displayName: "steelworks" } });
    expect([again.status, again.body["error"]?.["code"]]).toEqual([409, "ErrorFolderExists"]);
  });

  test("hidden folders are listed only when asked for", async () => {
    await call("POST", `${anna}/mailFolders`, { body: { displayName: "Secret", isHidden: true } });
    const names = async (query: string) =>
      (
        (await call("GET", `${anna}/mailFolders?$top=100&${query}`)).body["value"] as unknown as {
          displayName: string;
        }[]
      ).map((one) => one.displayName);
    expect(await names("")).not.toContain("Secret");
    expect(await names("includeHiddenFolders=true")).toContain("Secret");
    expect(await names("$filter=displayName eq 'Inbox'")).toEqual(["Inbox"]);
  });
});
