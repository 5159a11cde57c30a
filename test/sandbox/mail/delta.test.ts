import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expireDeltaTokens } from "../../../server/sandbox/mail/state.ts";
import { type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { anna, arrive, entitiesOf, pavel } from "./letters.ts";

const hour = Temporal.Duration.from({ hours: 1 });

let world: TestSandbox;
beforeEach(async () => {
  world = await openTestSandbox();
});
afterEach(() => world.close());

const call = (method: string, path: string, options: GraphOptions = {}) =>
  world.graph(world.asApp, method, path, options);
const start = `${anna}/mailFolders/inbox/messages/delta`;
const subjects = (page: { body: unknown }) => entitiesOf(page).map((one) => one["subject"]);

/** Follows a link to the end of its round; all that was told, and the link for the next round. */
async function round(link: string, options: GraphOptions = {}) {
  const told: ReturnType<typeof entitiesOf> = [];
  for (let next = link; ; ) {
    const page = await call("GET", next, options);
    expect(page.status).toBe(200);
    told.push(...entitiesOf(page));
    const { "@odata.deltaLink": deltaLink, "@odata.nextLink": nextLink } = page.body;
    if (deltaLink !== undefined) return { told, deltaLink: String(deltaLink) };
    next = String(nextLink);
  }
}

describe("what changed in a folder", () => {
  test("the first round tells everything in pages, newest first, and the next one nothing", async () => {
    for (const subject of ["One", "Two", "Three"]) await arrive(world, { subject });
    const prefer = "odata.maxpagesize=2";
    const first = await call("GET", `${start}?$select=subject`, { prefer });
    expect(subjects(first)).toEqual(["Three", "Two"]);
    expect(first.body).not.toHaveProperty("@odata.deltaLink");
    const second = await call("GET", String(first.body["@odata.nextLink"]), { prefer });
    expect(subjects(second)).toEqual(["One"]);
    expect(second.body).not.toHaveProperty("@odata.nextLink");
    expect((await round(String(second.body["@odata.deltaLink"]))).told).toEqual([]);
  });

  test("what comes, changes, goes away or is deleted is told in the next round", async () => {
    const copies = [];
    for (const subject of ["Changed", "Moved", "Deleted", "Same"])
      copies.push((await arrive(world, { subject }))[0]!);
    const { deltaLink } = await round(`${start}?$select=subject,isRead`);
    const [changed, moved, deleted] = copies;
    await call("PATCH", `${anna}/messages/${changed?.id}`, { body: { isRead: true } });
    await call("POST", `${anna}/messages/${moved?.id}/move`, { body: { destinationId: "archive" } });
    await call("DELETE", `${anna}/messages/${deleted?.id}`);
    await arrive(world, { subject: "New" });
    const { told } = await round(deltaLink);
    expect(told).toMatchObject([
      { id: changed?.id, subject: "Changed", isRead: true },
      { id: moved?.id, "@removed": { reason: "deleted" } },
      { id: deleted?.id, "@removed": { reason: "deleted" } },
      { subject: "New", isRead: false },
    ]);
    expect(Object.keys(told[1] ?? {})).not.toContain("subject");
  });

  test("with immutable ids a removal names the immutable id", async () => {
    const [copy] = await arrive(world);
    const prefer = 'IdType="ImmutableId"';
    const { deltaLink } = await round(start, { prefer });
    await call("POST", `${anna}/messages/${copy?.id}/move`, { body: { destinationId: "archive" } });
    expect((await round(deltaLink, { prefer })).told).toMatchObject([
      { id: copy?.immutableId, "@removed": {} },
    ]);
  });

  test("what happens while the first round is being read is not lost", async () => {
    const copies = [];
    for (const subject of ["A", "B", "C", "D"]) copies.push((await arrive(world, { subject }))[0]!);
    const prefer = "odata.maxpagesize=1";
    const first = await call("GET", `${start}?$select=subject`, { prefer });
    await call("DELETE", `${anna}/messages/${copies[3]?.id}`); // D was told already
    await call("DELETE", `${anna}/messages/${copies[0]?.id}`); // A was not
    await arrive(world, { subject: "E" });
    const { told } = await round(String(first.body["@odata.nextLink"]), { prefer });
    expect(told.map((one) => one["subject"] ?? `-${String(one["id"])}`)).toEqual([
      "C",
      "B",
      `-${copies[3]?.id}`,
      `-${copies[0]?.id}`,
      "E",
    ]);
  });

  test.each([
    ["created", ["New"]],
    ["updated", ["Old"]],
    ["deleted", [undefined]],
  ])("asked for what was %s, it tells just that", async (changeType, expected) => {
    const [old] = await arrive(world, { subject: "Old" });
    const [gone] = await arrive(world, { subject: "Gone" });
    const { told, deltaLink } = await round(`${start}?changeType=${changeType}`);
    expect(told).toHaveLength(2);
    await call("PATCH", `${anna}/messages/${old?.id}`, { body: { isRead: true } });
    await call("DELETE", `${anna}/messages/${gone?.id}`);
    await arrive(world, { subject: "New" });
    expect((await round(deltaLink)).told.map((one) => one["subject"])).toEqual(expected);
  });

  test("with a date, only mail received since then is told", async () => {
    await arrive(world, { subject: "Early" });
    await world.sandbox.clock.advance(hour);
    await arrive(world, { subject: "Late" });
    const { told } = await round(
      `${start}?$filter=receivedDateTime ge 2026-03-02T10:00:00Z&$orderby=receivedDateTime desc`,
    );
    expect(told.map((one) => one["subject"])).toEqual(["Late"]);
  });

  test.each([
    ["a search", '$search="x"'],
    ["another filter", "$filter=isRead eq false"],
    ["an end date", "$filter=receivedDateTime le 2026-03-02T10:00:00Z"],
    ["another order", "$orderby=subject"],
    ["the other direction", "$orderby=receivedDateTime asc"],
    ["skipping", "$skip=1"],
    ["an unknown kind of change", "changeType=moved"],
    ["an unknown property", "$select=colour"],
    ["a token that was never given", "$deltatoken=abc"],
    ["the newest token", "$deltatoken=latest"],
  ])("%s is refused", async (_story, query) => {
    expect((await call("GET", `${start}?${query}`)).status).toBe(400);
  });

  test("options beside a token, and a token of another folder, are refused", async () => {
    const { deltaLink } = await round(start);
    expect((await call("GET", `${deltaLink}&$select=subject`)).status).toBe(400);
    expect((await call("GET", deltaLink.replace("inbox", "archive"))).status).toBe(400);
    expect((await call("GET", deltaLink.replace(anna.slice(7), pavel.slice(7)))).status).toBe(400);
  });

  test("a token that was made to expire answers 410, and a fresh start works", async () => {
    const { deltaLink } = await round(start);
    expireDeltaTokens(world.sandbox.tenant);
    const { status, body } = await call("GET", deltaLink);
    expect([status, body["error"]?.["code"]]).toEqual([410, "SyncStateNotFound"]);
    expect((await round((await round(start)).deltaLink)).told).toEqual([]);
  });
});

describe("what changed among the folders", () => {
  const folders = `${anna}/mailFolders/delta`;

  test("all at first, then the new ones and those whose mail changed", async () => {
    const { told, deltaLink } = await round(folders, { prefer: "odata.maxpagesize=3" });
    expect(told.map((one) => one["displayName"])).toContain("Sent Items");
    await call("POST", `${anna}/mailFolders`, { body: { displayName: "Steelworks" } });
    await call("POST", `${anna}/mailFolders`, { body: { displayName: "Hidden", isHidden: true } });
    await arrive(world);
    const next = await round(deltaLink);
    expect(next.told).toMatchObject([
      { displayName: "Steelworks" },
      { displayName: "Inbox", unreadItemCount: 1 },
    ]);
  });

  test.each(["$top=5", "$filter=displayName eq 'Inbox'", "$orderby=displayName"])(
    "%s is refused",
    async (query) => {
      const { status, body } = await call("GET", `${folders}?${query}`);
      expect([status, body["error"]?.["code"]]).toEqual([400, "ErrorInvalidUrlQuery"]);
    },
  );
});
