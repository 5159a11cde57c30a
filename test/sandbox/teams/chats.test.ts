import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { groupChat, newGroupChat } from "./apps-setting.ts";
import { column, memberOf } from "./setting.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const owner = (name: string) => memberOf(`${name}@bergmann.example`, "owner");
const make = (body: object, as = t.asApp) => t.graph(as, "POST", "/chats", { body });
const pair = { chatType: "oneOnOne", members: [owner("anna.kern"), owner("pavel.orlov")] };

describe("a chat", () => {
  test("of two people is the same one whoever asks again", async () => {
    const first = await make(pair);
    const again = await make({ ...pair, members: pair.members.toReversed() });
    expect([first.status, again.body["id"]]).toEqual([201, first.body["id"]]);
  });

  test("of more is a new one each time", async () => {
    expect(await groupChat(t)).not.toBe(await groupChat(t));
  });

  test.each([
    ["a pair of three", { ...newGroupChat, chatType: "oneOnOne", topic: undefined }],
    ["a pair with a topic", { ...pair, topic: "Line 4" }],
    ["a group of one", { chatType: "group", members: [owner("anna.kern")] }],
    ["the same person twice", { chatType: "group", members: [owner("anna.kern"), owner("anna.kern")] }],
    [
      "someone without a role",
      { ...pair, members: [owner("anna.kern"), memberOf("pavel.orlov@bergmann.example")] },
    ],
    ["a topic with a colon", { ...newGroupChat, topic: "Line 4: visas" }],
    ["an unknown kind", { ...newGroupChat, chatType: "meeting" }],
  ])("with %s is refused", async (_story, body) => {
    expect((await make(body)).status).toBe(400);
  });

  test("is made by those who are in it, and read by them alone", async () => {
    expect((await make(newGroupChat, t.asUser("helen.carter"))).status).toBe(403);
    const chat = await groupChat(t);
    expect((await t.graph(t.asUser("helen.carter"), "GET", chat)).status).toBe(403);
    expect((await t.graph(t.asUser("ivan.petrov"), "GET", chat)).body["topic"]).toBe("Line 4");
  });

  test("takes more people unless it is of two", async () => {
    const chat = await groupChat(t);
    const add = (to: string) => t.graph(t.asApp, "POST", `${to}/members`, { body: owner("elena.sokolova") });
    expect((await add(chat)).status).toBe(201);
    expect((await add(chat)).status).toBe(409);
    expect(await column(t, `${chat}/members`, "email")).toContain("elena.sokolova@bergmann.example");
    const { body } = await make(pair);
    expect((await add(`/chats/${body["id"]}`)).status).toBe(403);
  });

  test("is written in by people, never by an application", async () => {
    const chat = await groupChat(t);
    const body = { body: { content: "Hello" } };
    expect((await t.graph(t.asApp, "POST", `${chat}/messages`, { body })).status).toBe(403);
    expect((await t.graph(t.asUser("helen.carter"), "POST", `${chat}/messages`, { body })).status).toBe(403);
    const { status, body: line } = await t.graph(t.asUser("ivan.petrov"), "POST", `${chat}/messages`, {
      body,
    });
    expect(status).toBe(201);
    expect(await column(t, `${chat}/messages`, "id")).toEqual([line["id"]]);
  });
});
