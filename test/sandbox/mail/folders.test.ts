import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { anna, arrive, entitiesOf } from "./letters.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox();
});
afterAll(() => t.close());

const call = (method: string, path: string, body?: object) =>
  t.graph(t.asApp, method, `${anna}${path}`, body === undefined ? {} : { body });
const idOf = async (path: string, displayName: string) =>
  String((await call("POST", path, { displayName })).body["id"]);
const names = async (path: string) => entitiesOf(await call("GET", path)).map((one) => one["displayName"]);
const subjects = async (path: string) => entitiesOf(await call("GET", path)).map((one) => one["subject"]);

describe("a folder in a folder", () => {
  test("is made, listed and counted in its parent, and stands in no other list", async () => {
    const deals = await idOf("/mailFolders", "Deals");
    const made = await call("POST", `/mailFolders/${deals}/childFolders`, { displayName: "Line 4" });
    expect([made.status, made.body["parentFolderId"]]).toEqual([201, deals]);
    expect((await call("GET", `/mailFolders/${deals}`)).body["childFolderCount"]).toBe(1);
    expect(await names(`/mailFolders/${deals}/childFolders`)).toEqual(["Line 4"]);
    expect(await names("/mailFolders?$top=100")).not.toContain("Line 4");
    expect(await names("/mailFolders/msgfolderroot/childFolders?$top=100")).toContain("Deals");
  });

  test("may bear the name of one elsewhere, but not of one beside it", async () => {
    await idOf("/mailFolders", "Line 4");
    const inside = () => call("POST", "/mailFolders/inbox/childFolders", { displayName: "Line 4" });
    expect((await inside()).status).toBe(201);
    expect((await inside()).body["error"]?.["code"]).toBe("ErrorFolderExists");
    const nowhere = await call("POST", "/mailFolders/AAMkNone/childFolders", { displayName: "Line 5" });
    expect(nowhere.status).toBe(404);
  });

  test("is shown when hidden only where that is asked for", async () => {
    await call("POST", "/mailFolders/inbox/childFolders", { displayName: "Secret", isHidden: true });
    expect(await names("/mailFolders/inbox/childFolders")).toEqual([]);
    expect(await names("/mailFolders/inbox/childFolders?includeHiddenFolders=true")).toEqual(["Secret"]);
  });

  test("holds mail that its parent's list does not show", async () => {
    const inner = await idOf("/mailFolders/inbox/childFolders", "Line 4");
    const [copy] = await arrive(t, { subject: "About Line 4" });
    await call("POST", `/messages/${copy?.id}/move`, { destinationId: inner });
    expect(await subjects(`/mailFolders/${inner}/messages`)).toEqual(["About Line 4"]);
    expect(await subjects("/mailFolders/inbox/messages")).toEqual([]);
  });
});

describe("a letter asked for in its folder", () => {
  test("is read, changed and deleted there", async () => {
    const [copy] = await arrive(t, { subject: "Offer" });
    const path = `/mailFolders/inbox/messages/${copy?.id}`;
    expect((await call("GET", path)).body["subject"]).toBe("Offer");
    expect((await call("PATCH", path, { isRead: true })).body["isRead"]).toBe(true);
    expect((await call("DELETE", path)).status).toBe(204);
    expect(await subjects("/mailFolders/deleteditems/messages")).toEqual(["Offer"]);
  });

  test("is not found in another one", async () => {
    const [copy] = await arrive(t);
    for (const [method, body] of [["GET"], ["PATCH", { isRead: true }], ["DELETE"]] as const) {
      const { status, body: said } = await call(method, `/mailFolders/archive/messages/${copy?.id}`, body);
      expect([method, status, said["error"]?.["code"]]).toEqual([method, 404, "ErrorItemNotFound"]);
    }
    expect(await subjects("/mailFolders/inbox/messages")).toHaveLength(1);
  });

  test("is a draft that was begun there", async () => {
    const made = await call("POST", "/mailFolders/archive/messages", { subject: "Kept for later" });
    expect([made.status, made.body["isDraft"]]).toEqual([201, true]);
    expect(await subjects("/mailFolders/archive/messages")).toEqual(["Kept for later"]);
    expect(await subjects("/mailFolders/drafts/messages")).toEqual([]);
  });
});

describe("a letter that goes to the archive mailbox", () => {
  test("leads nowhere by either kind of id, and a delta tells that it went", async () => {
    const [old] = await arrive(t, { subject: "Old" });
    const prefer = 'IdType="ImmutableId"';
    const { body: lasting } = await t.graph(t.asApp, "GET", `${anna}/messages/${old?.id}`, { prefer });
    const delta = "/mailFolders/inbox/messages/delta?$select=subject";
    const first = (await call("GET", delta)).body["@odata.deltaLink"];
    await t.outside("POST", "/clock", { advance: "P30D" });
    await arrive(t, { subject: "New" });
    const receivedBefore = "2026-03-31T00:00:00Z";
    const { status, body } = await t.outside("POST", "/users/anna.kern@bergmann.example/archive", {
      receivedBefore,
    });
    expect([status, body["count"]]).toEqual([202, 1]);
    for (const id of [old?.id, String(lasting["id"])])
      expect((await call("GET", `/messages/${id}`)).status).toBe(404);
    expect(await subjects("/messages")).toEqual(["New"]);
    const next = await t.graph(t.asApp, "GET", String(first));
    expect(entitiesOf(next)).toMatchObject([
      { subject: "New" },
      { id: old?.id, "@removed": { reason: "deleted" } },
    ]);
  });
});
