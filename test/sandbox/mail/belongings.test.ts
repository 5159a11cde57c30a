import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { anna, arrive, entitiesOf } from "./letters.ts";

let world: TestSandbox;
let message: string;
beforeEach(async () => {
  world = await openTestSandbox();
  message = `${anna}/messages/${(await arrive(world))[0]?.id}`;
});
afterEach(() => world.close());

const call = (method: string, path: string, options: GraphOptions = {}) =>
  world.graph(world.asApp, method, path, options);

describe("open extensions", () => {
  const extension = {
    "@odata.type": "microsoft.graph.openTypeExtension",
    extensionName: "com.bergmann.deal",
    verdict: "bypass",
    score: 1,
  };
  const add = (body: object = extension) => call("POST", `${message}/extensions`, { body });

  test("an extension is kept with the message and expanded on request", async () => {
    const made = await add();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ extensionName: "com.bergmann.deal", verdict: "bypass" });
    expect((await call("GET", `${message}/extensions/com.bergmann.deal`)).body).toMatchObject({ score: 1 });
    expect((await call("GET", `${message}/extensions/${made.body["id"]}`)).status).toBe(200);
    const expanded = await call("GET", `${message}?$expand=extensions($filter=id eq 'com.bergmann.deal')`);
    expect(expanded.body["extensions"]).toMatchObject([{ verdict: "bypass" }]);
    expect((await call("GET", message)).body).not.toHaveProperty("extensions");
  });

  test("a change leaves what it does not name, and null takes away", async () => {
    await add();
    const { body } = await call("PATCH", `${message}/extensions/com.bergmann.deal`, {
      body: { verdict: "heard", score: null },
    });
    expect(body).toMatchObject({ verdict: "heard" });
    expect(body).not.toHaveProperty("score");
  });

  test("a name is taken once, and gone after it is deleted", async () => {
    await add();
    expect((await add()).status).toBe(409);
    expect((await call("DELETE", `${message}/extensions/com.bergmann.deal`)).status).toBe(204);
    expect((await call("GET", `${message}/extensions/com.bergmann.deal`)).status).toBe(404);
  });

  test.each([
    ["no name", { "@odata.type": "microsoft.graph.openTypeExtension" }],
    ["no type", { extensionName: "x" }],
    ["another type", { "@odata.type": "microsoft.graph.event", extensionName: "x" }],
  ])("one with %s is refused", async (_story, body) => {
    expect((await add(body)).status).toBe(400);
  });

  test("adding one is a change of the message", async () => {
    const etag = (await call("GET", message)).body["@odata.etag"];
    await add();
    expect((await call("GET", message)).body["@odata.etag"]).not.toBe(etag);
  });
});

describe("extended properties", () => {
  const id = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name deal";
  const set = (value: string, of = id) =>
    call("PATCH", message, { body: { singleValueExtendedProperties: [{ id: of, value }] } });

  test("a message is found by one, however the id is spelt", async () => {
    await set("steelworks");
    await arrive(world);
    const find = (name: string, value: string) =>
      call(
        "GET",
        `${anna}/messages?$filter=singleValueExtendedProperties/any(ep:ep/id eq '${name}' and ep/value eq '${value}')`,
      );
    expect(entitiesOf(await find(id, "steelworks"))).toHaveLength(1);
    expect(entitiesOf(await find(id.replace("66f5a359", "66F5A359"), "steelworks"))).toHaveLength(1);
    expect(entitiesOf(await find(id, "helios"))).toHaveLength(0);
  });

  test("it is shown only when its id is asked for", async () => {
    await set("steelworks");
    const { body } = await call(
      "GET",
      `${message}?$expand=singleValueExtendedProperties($filter=id eq '${id}')`,
    );
    expect(body["singleValueExtendedProperties"]).toEqual([{ id, value: "steelworks" }]);
    expect((await call("GET", `${message}?$expand=singleValueExtendedProperties`)).status).toBe(400);
  });

  test("an id that is none is refused", async () => {
    expect((await set("x", "deal")).status).toBe(400);
  });
});

describe("attachments", () => {
  const file = {
    "@odata.type": "#microsoft.graph.fileAttachment",
    name: "plan.txt",
    contentBytes: "cGxhbg==",
  };
  const add = (body: object) => call("POST", `${message}/attachments`, { body });

  test("one is added, listed and read", async () => {
    const made = await add(file);
    expect([made.status, made.body["size"]]).toEqual([201, 4]);
    expect(entitiesOf(await call("GET", `${message}/attachments`))).toMatchObject([
      { name: "plan.txt", contentBytes: "cGxhbg==" },
    ]);
    expect((await call("GET", `${message}/attachments/${made.body["id"]}`)).body).toMatchObject({
      name: "plan.txt",
    });
    expect((await call("GET", message)).body["hasAttachments"]).toBe(true);
    const slim = await call("GET", `${message}/attachments?$select=name`);
    expect(entitiesOf(slim)[0]).not.toHaveProperty("contentBytes");
  });

  test("a picture inside the text is no attachment to speak of", async () => {
    await add({ ...file, isInline: true, contentId: "logo" });
    expect((await call("GET", message)).body["hasAttachments"]).toBe(false);
  });

  test("a letter inside a letter can be read", async () => {
    const inner = "From: lucia.romano@helios-energy.example\r\nSubject: Inner\r\n\r\nHello";
    const headers = ["Content-Type: multipart/mixed; boundary=b"];
    const body = `--b\r\nContent-Type: text/plain\r\n\r\nSee\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--`;
    const [copy] = await arrive(world, { headers, body });
    const path = `${anna}/messages/${copy?.id}/attachments`;
    const [one] = entitiesOf(await call("GET", path));
    expect(one).toMatchObject({ "@odata.type": "#microsoft.graph.itemAttachment" });
    const read = await call(
      "GET",
      `${path}/${String(one?.["id"])}?$expand=microsoft.graph.itemAttachment/item`,
    );
    expect(read.body["item"]).toMatchObject({ subject: "Inner" });
  });

  test.each([
    ["without content", { ...file, contentBytes: undefined }, 400],
    ["whose content is not base64", { ...file, contentBytes: "%%%" }, 400],
    ["without a type", { name: "x", contentBytes: "cGxhbg==" }, 400],
    ["without a name", { ...file, name: "" }, 400],
    [
      "that is itself a message",
      { "@odata.type": "#microsoft.graph.itemAttachment", name: "x", item: {} },
      501,
    ],
  ])("one %s is refused", async (_story, body, status) => {
    expect((await add(body)).status).toBe(status);
  });
});

describe("master categories", () => {
  const add = (body: object) => call("POST", `${anna}/outlook/masterCategories`, { body });

  test("a category has a colour of the palette and a name of its own", async () => {
    const made = await add({ displayName: "Bypass", color: "Preset9" });
    expect([made.status, made.body["color"]]).toEqual([201, "preset9"]);
    expect((await add({ displayName: "bypass", color: "preset1" })).status).toBe(409);
    const recoloured = await call("PATCH", `${anna}/outlook/masterCategories/${made.body["id"]}`, {
      body: { color: "preset2" },
    });
    expect(recoloured.body).toMatchObject({ displayName: "Bypass", color: "preset2" });
    expect(
      entitiesOf(await call("GET", `${anna}/outlook/masterCategories`)).map((one) => one["displayName"]),
    ).toContain("Bypass");
  });

  test.each([
    ["preset24", 201],
    ["preset25", 400],
    ["none", 201],
    ["red", 400],
  ])("the colour %s: %i", async (color, status) => {
    expect((await add({ displayName: "New", color })).status).toBe(status);
  });
});

describe("translating ids", () => {
  const translate = (InputIds: unknown[], SourceIdType: string, TargetIdType: string) =>
    call("POST", `${anna}/translateExchangeIds`, { body: { InputIds, SourceIdType, TargetIdType } });

  test("each kind of id leads to each other and back", async () => {
    const [copy] = await arrive(world);
    for (const kind of ["ewsId", "entryId", "restImmutableEntryId", "immutableEntryId"]) {
      const there = entitiesOf(await translate([copy?.id], "restId", kind))[0];
      const back = entitiesOf(await translate([there?.["targetId"]], kind, "restId"))[0];
      expect(back?.["targetId"]).toBe(copy?.id);
    }
  });

  test("an id that is none is told beside the others", async () => {
    const [copy] = await arrive(world);
    const { status, body } = await translate(["x", copy?.id], "restId", "restImmutableEntryId");
    expect(status).toBe(200);
    expect(body["value"]).toMatchObject([
      { sourceId: "x", targetId: null, errorDetails: { code: "ErrorInvalidIdMalformed" } },
      { sourceId: copy?.id, targetId: copy?.immutableId },
    ]);
  });
});
