import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { column, pass } from "../teams/setting.ts";
import { itemsOf, newFile } from "./library.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

/** Makes something at the top of the library. */
const add = async (body: object) => t.graph(t.asApp, "POST", `${await itemsOf(t)}/root/children`, { body });
const write = (file: string, body: string, headers: Record<string, string> = {}) =>
  t.graph(t.asApp, "PUT", `${file}/content`, { body, headers: { "content-type": "text/plain", ...headers } });
/** Asks an address that needs no token. */
const plainly = (url: string, init?: RequestInit) => fetch(url, init);

describe("a library", () => {
  test("belongs to a group, and opens for those in it", async () => {
    const path = `/groups/${KEY_ACCOUNTS_TEAM}/drive`;
    expect((await t.graph(t.asUser("pavel.orlov"), "GET", path)).body["driveType"]).toBe("documentLibrary");
    expect((await t.graph(t.asUser("helen.carter"), "GET", path)).status).toBe(403);
    const file = await newFile(t);
    expect((await t.graph(t.asUser("helen.carter"), "GET", file)).status).toBe(403);
  });

  test("names are taken once, in any size of letters, unless a number may be added", async () => {
    const folder = (conflict?: string) =>
      add({ name: "Offers", folder: {}, ...(conflict && { "@microsoft.graph.conflictBehavior": conflict }) });
    expect((await folder()).status).toBe(201);
    expect((await folder()).status).toBe(409);
    expect((await add({ name: "OFFERS", folder: {} })).status).toBe(409);
    expect((await folder("rename")).body["name"]).toBe("Offers 1");
    expect((await folder("guess")).status).toBe(400);
    expect(await column(t, `${await itemsOf(t)}/root/children`, "name")).toEqual(["Offers", "Offers 1"]);
  });

  test.each([
    'a"b',
    "a*b",
    "a:b",
    "a<b",
    "a>b",
    "a?b",
    "a/b",
    "a\\b",
    "a|b",
    "",
    " a",
    "a.",
    "~a",
    "a".repeat(256),
  ])("may not hold a file named %j", async (name) => {
    expect((await add({ name, file: {} })).status).toBe(400);
  });

  test("what is neither a file nor a folder, or both, is refused", async () => {
    expect((await add({ name: "a" })).status).toBe(400);
    expect((await add({ name: "a", file: {}, folder: {} })).status).toBe(400);
  });
});

describe("a file", () => {
  test("is written, and read at an address that needs no token and works for an hour", async () => {
    const file = await newFile(t);
    const { status, body } = await write(file, "Our offer");
    expect([status, body["size"], body["file"]?.["mimeType"]]).toEqual([200, 9, "text/plain"]);
    const { headers } = await t.graph(t.asApp, "GET", `${file}/content`, { redirect: "manual" });
    const address = headers["location"]!;
    expect(await (await plainly(address)).text()).toBe("Our offer");
    await pass(t, "PT61M");
    expect((await plainly(address)).status).toBe(401);
  });

  test("has a version: If-Match of an old one is 412", async () => {
    const file = await newFile(t);
    const { body } = await write(file, "One");
    expect((await write(file, "Two", { "If-Match": body["eTag"] as string })).status).toBe(200);
    expect((await write(file, "Three", { "If-Match": body["eTag"] as string })).status).toBe(412);
  });

  test("goes in by parts of 320 KiB, in order, and is there once the last one came", async () => {
    const file = await newFile(t, "plan.bin");
    const part = 320 * 1024;
    const { body } = await t.graph(t.asApp, "POST", `${file}/createUploadSession`, { body: {} });
    const send = (first: number, bytes: number, total: number) =>
      plainly(body["uploadUrl"] as string, {
        method: "PUT",
        body: new Uint8Array(bytes),
        headers: { "content-range": `bytes ${first}-${first + bytes - 1}/${total}` },
      });
    expect((await send(0, part - 1, 2 * part)).status).toBe(400);
    const first = await send(0, part, part + 5);
    expect([first.status, await first.json()]).toMatchObject([202, { nextExpectedRanges: [`${part}-`] }]);
    expect((await send(0, part, part + 5)).status).toBe(416);
    const last = await send(part, 5, part + 5);
    expect([last.status, await last.json()]).toMatchObject([200, { name: "plan.bin", size: part + 5 }]);
    expect((await plainly(body["uploadUrl"] as string)).status).toBe(404);
  });

  test("an upload nobody feeds ends after a day, or when it is given up", async () => {
    const file = await newFile(t);
    const open = async () =>
      (await t.graph(t.asApp, "POST", `${file}/createUploadSession`, { body: {} })).body[
        "uploadUrl"
      ] as string;
    const [one, other] = [await open(), await open()];
    expect((await plainly(one, { method: "DELETE" })).status).toBe(204);
    expect((await plainly(one)).status).toBe(404);
    expect((await plainly(other)).status).toBe(200);
    await pass(t, "P1D");
    expect((await plainly(other)).status).toBe(404);
  });

  test("is shared by a link, the same one each time, or with people by address", async () => {
    const file = await newFile(t);
    const link = (body: object) => t.graph(t.asApp, "POST", `${file}/createLink`, { body });
    const first = await link({ type: "view", scope: "organization" });
    const again = await link({ type: "view", scope: "organization" });
    expect([first.status, again.status, again.body["id"]]).toEqual([201, 200, first.body["id"]]);
    expect((await link({ type: "edit", scope: "organization" })).body["roles"]).toEqual(["write"]);
    expect((await link({ type: "watch" })).status).toBe(400);
    const invite = (body: object) => t.graph(t.asApp, "POST", `${file}/invite`, { body });
    const recipients = [{ email: "pavel.orlov@bergmann.example" }];
    expect((await invite({ recipients, roles: ["read"] })).status).toBe(200);
    expect((await invite({ recipients, roles: [] })).status).toBe(400);
    expect((await invite({ recipients: [{}], roles: ["read"] })).status).toBe(400);
  });

  test("a folder has no content", async () => {
    const { body } = await add({ name: "Offers", folder: {} });
    const folder = `${await itemsOf(t)}/${body["id"]}`;
    expect((await t.graph(t.asApp, "GET", `${folder}/content`)).status).toBe(400);
    expect((await write(folder, "x")).status).toBe(400);
    expect((await t.graph(t.asApp, "POST", `${folder}/createUploadSession`, { body: {} })).status).toBe(400);
  });
});

describe("what is deleted", () => {
  test("goes with all that lies in it, if it still is what was seen; the library itself stays", async () => {
    const items = await itemsOf(t);
    const { body } = await add({ name: "Offers", folder: {} });
    const folder = `${items}/${String(body["id"])}`;
    const inner = await t.graph(t.asApp, "POST", `${folder}/children`, { body: { name: "a.txt", file: {} } });
    const file = `${items}/${String(inner.body["id"])}`;
    const remove = (path: string, headers: Record<string, string> = {}) =>
      t.graph(t.asApp, "DELETE", path, { headers });
    expect((await remove(folder, { "If-Match": '"{x},9"' })).status).toBe(412);
    expect((await remove(folder, { "If-Match": String(body["eTag"]) })).status).toBe(204);
    for (const path of [folder, file]) expect((await t.graph(t.asApp, "GET", path)).status).toBe(404);
    expect((await remove(`${items}/root`)).status).toBe(400);
  });
});
