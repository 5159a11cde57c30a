import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { column } from "../teams/setting.ts";
import { LISTS, newTask, usualTasks } from "./list.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

describe("lists of tasks", () => {
  test("everyone has two that nobody made; more are made by name", async () => {
    expect(await column(t, LISTS, "wellknownListName")).toEqual(["defaultList", "flaggedEmails"]);
    const { status, body } = await t.graph(t.asApp, "POST", LISTS, { body: { displayName: "Deals" } });
    expect([status, body["wellknownListName"]]).toEqual([201, "none"]);
    expect(await column(t, LISTS, "displayName")).toEqual(["Tasks", "Flagged Emails", "Deals"]);
  });

  test("are one's own: others do not see them", async () => {
    expect((await t.graph(t.asUser("pavel.orlov"), "GET", LISTS)).status).toBe(403);
    expect(await column(t, "/me/todo/lists", "displayName", t.asUser("anna.kern"))).toEqual([
      "Tasks",
      "Flagged Emails",
    ]);
  });

  test("an application limited to other mailboxes does not see them either", async () => {
    await t.outside("PUT", "/mailboxScope", { users: ["pavel.orlov@bergmann.example"] });
    const { status, body } = await t.graph(t.asApp, "GET", LISTS);
    expect([status, body["error"]?.["code"]]).toEqual([403, "ErrorAccessDenied"]);
  });

  test("the one of flagged mails takes no tasks", async () => {
    const { body } = await t.graph<{ value: { id: string }[] }>(t.asApp, "GET", LISTS);
    const path = `${LISTS}/${body.value[1]!.id}/tasks`;
    expect((await t.graph(t.asApp, "POST", path, { body: { title: "X" } })).status).toBe(400);
  });
});

describe("a task", () => {
  test("has what it was made with, and links on demand", async () => {
    const { one } = await newTask(t, {
      title: "Answer Volkov",
      importance: "HIGH",
      dueDateTime: { dateTime: "2026-03-04T17:00:00", timeZone: "Europe/Berlin" },
      linkedResources: [{ webUrl: "https://onevoice.example/deals/1", applicationName: "One Voice" }],
    });
    const { body } = await t.graph(t.asApp, "GET", one);
    expect(body).toMatchObject({ importance: "high", status: "notStarted", isReminderOn: false });
    expect(body).not.toHaveProperty("linkedResources");
    expect(body).not.toHaveProperty("completedDateTime");
    const expanded = await t.graph(t.asApp, "GET", `${one}?$expand=linkedResources`);
    expect(expanded.body["linkedResources"]).toMatchObject([{ applicationName: "One Voice" }]);
  });

  test.each([
    ["no title", {}],
    ["an empty title", { title: "" }],
    ["an unknown status", { title: "X", status: "done" }],
    ["a time with Z", { title: "X", dueDateTime: { dateTime: "2026-03-04T17:00:00Z", timeZone: "UTC" } }],
    ["a time in no zone", { title: "X", dueDateTime: { dateTime: "2026-03-04T17:00:00", timeZone: "Mars" } }],
    ["a time without zone", { title: "X", dueDateTime: { dateTime: "2026-03-04T17:00:00" } }],
    ["a day that is none", { title: "X", dueDateTime: { dateTime: "2026-02-30T17:00:00", timeZone: "UTC" } }],
  ])("with %s is refused", async (_story, body) => {
    expect((await t.graph(t.asApp, "POST", await usualTasks(t), { body })).status).toBe(400);
  });

  test("completing it says when, and opening it again forgets that", async () => {
    const { one } = await newTask(t);
    const set = (status: string) => t.graph(t.asApp, "PATCH", one, { body: { status } });
    const done = await set("completed");
    expect([done.status, done.body["completedDateTime"]?.["timeZone"]]).toEqual([200, "UTC"]);
    expect((await set("inProgress")).body).not.toHaveProperty("completedDateTime");
  });

  test("has a version: If-Match of an old one is 412, none at all is let through", async () => {
    const { one, etag } = await newTask(t);
    const change = (title: string, match?: string) =>
      t.graph(t.asApp, "PATCH", one, { body: { title }, ...(match && { headers: { "If-Match": match } }) });
    expect((await change("One", etag)).status).toBe(200);
    expect((await change("Two", etag)).status).toBe(412);
    expect((await t.graph(t.asApp, "DELETE", one, { headers: { "If-Match": etag } })).status).toBe(412);
    expect((await t.graph(t.asApp, "GET", one)).body["title"]).toBe("One");
    expect((await change("Three")).status).toBe(200);
  });

  test("delta tells what is new, changed and deleted since, a page at a time", async () => {
    const { all, one } = await newTask(t, { title: "First" });
    await newTask(t, { title: "Second" });
    type Delta = {
      value: Record<string, unknown>[];
      "@odata.nextLink"?: string;
      "@odata.deltaLink"?: string;
    };
    const ask = async (link: string, prefer?: string) =>
      (await t.graph<Delta>(t.asApp, "GET", link, { ...(prefer && { prefer }) })).body;
    const first = await ask(`${all}/delta`, "odata.maxpagesize=1");
    expect(first.value.map(({ title }) => title)).toEqual(["First"]);
    const second = await ask(first["@odata.nextLink"]!, "odata.maxpagesize=1");
    expect(second.value.map(({ title }) => title)).toEqual(["Second"]);
    await t.graph(t.asApp, "DELETE", one);
    await newTask(t, { title: "Third" });
    const news = await ask(second["@odata.deltaLink"]!);
    expect(news.value.map((task) => task["@removed"] ?? task["title"])).toEqual([
      { reason: "deleted" },
      "Third",
    ]);
    expect((await ask(news["@odata.deltaLink"]!)).value).toEqual([]);
    expect((await t.graph(t.asApp, "GET", `${all}/delta?$deltatoken=x`)).status).toBe(400);
  });
});
