import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Change } from "../../../server/sandbox/core/tenant.ts";
import { type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { anna, arrive, entitiesOf, type Shown } from "./letters.ts";

/** What a random mailbox's owner does next; numbers choose among what is there. */
type Step =
  | { do: "receive" | "draft" }
  | { do: "delete" | "flag" | "read" | "copy"; which: number }
  | { do: "move"; which: number; to: string }
  | { do: "sync"; folder: string; size: number; immutable: boolean };

const folders = ["inbox", "archive", "deleteditems", "drafts"] as const;
const which = fc.nat(30);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("receive" as const, "draft" as const) }),
  fc.record({
    do: fc.constantFrom("delete" as const, "flag" as const, "read" as const, "copy" as const),
    which,
  }),
  fc.record({ do: fc.constant("move" as const), which, to: fc.constantFrom(...folders) }),
  fc.record({
    do: fc.constant("sync" as const),
    folder: fc.constantFrom(...folders),
    size: fc.integer({ min: 1, max: 5 }),
    immutable: fc.boolean(),
  }),
);

/** A client's copy of one folder: what delta told so far, and where to go on. */
type Replica = { link: string; items: Map<string, unknown> };

let world: TestSandbox;
const changes: Change[] = [];
beforeAll(async () => {
  world = await openTestSandbox({ limits: "none" });
  world.sandbox.tenant.listen("change", (change) => changes.push(change));
});
afterAll(() => world.close());

const call = (method: string, path: string, options: GraphOptions = {}) =>
  world.graph(world.asApp, method, path, options);
const preference = (immutable: boolean) => ({
  prefer: immutable ? 'IdType="ImmutableId"' : 'IdType="Other"',
});
const SELECT = "$select=subject,isRead,flag,changeKey";

async function listing(path: string, immutable = false): Promise<Shown[]> {
  return entitiesOf(await call("GET", `${path}?$top=1000&${SELECT}`, preference(immutable)));
}

function plain(item: Shown): unknown {
  const { "@odata.etag": _etag, ...rest } = item;
  return rest;
}

/** Reads one round of delta into the replica, in pages of that size. */
async function sync(replica: Replica, size: number, immutable: boolean): Promise<void> {
  for (;;) {
    const prefer = `${preference(immutable).prefer}, odata.maxpagesize=${size}`;
    const page = await call("GET", replica.link, { prefer });
    expect(page.status).toBe(200);
    expect(entitiesOf(page).length).toBeLessThanOrEqual(size);
    for (const item of entitiesOf(page)) {
      if ("@removed" in item) replica.items.delete(String(item["id"]));
      else replica.items.set(String(item["id"]), plain(item));
    }
    const { "@odata.nextLink": next, "@odata.deltaLink": delta } = page.body;
    replica.link = String(next ?? delta);
    if (delta !== undefined) return;
  }
}

async function act(one: Exclude<Step, { do: "sync" }>, number: number): Promise<boolean> {
  if (!("which" in one) && one.do === "receive")
    return (await arrive(world, { subject: `Mail ${number}` })).length > 0;
  if (!("which" in one))
    return (await call("POST", `${anna}/messages`, { body: { subject: `Draft ${number}` } })).status === 201;
  const there = await listing(`${anna}/messages`);
  const chosen = there[one.which % Math.max(there.length, 1)];
  if (chosen === undefined) return false;
  const path = `${anna}/messages/${String(chosen["id"])}`;
  const replies = {
    delete: () => call("DELETE", path),
    flag: () => call("PATCH", path, { body: { flag: { flagStatus: "flagged" } } }),
    read: () => call("PATCH", path, { body: { isRead: Boolean(number % 2) } }),
    copy: () => call("POST", `${path}/copy`, { body: { destinationId: "archive" } }),
    move: () => call("POST", `${path}/move`, { body: { destinationId: one.do === "move" ? one.to : "" } }),
  };
  expect((await replies[one.do]()).status).toBeLessThan(300);
  return true;
}

async function check(replica: Replica, folder: string, immutable: boolean): Promise<void> {
  const there = await listing(`${anna}/mailFolders/${folder}/messages`, immutable);
  expect(replica.items).toEqual(new Map(there.map((item) => [String(item["id"]), plain(item)])));
  const { body } = await call("GET", `${anna}/mailFolders/${folder}`);
  expect(body["totalItemCount"]).toBe(there.length);
  expect(body["unreadItemCount"]).toBe(there.filter((item) => !item["isRead"]).length);
}

async function live(steps: readonly Step[]): Promise<void> {
  await world.sandbox.reset("empty");
  const replicas = new Map<string, Replica>();
  const replicaOf = (folder: string, immutable: boolean): Replica => {
    const key = `${folder} ${immutable}`;
    const fresh = { link: `${anna}/mailFolders/${folder}/messages/delta?${SELECT}`, items: new Map() };
    const replica = replicas.get(key) ?? fresh;
    replicas.set(key, replica);
    return replica;
  };
  for (const [number, one] of steps.entries()) {
    changes.length = 0;
    if (one.do === "sync") {
      const replica = replicaOf(one.folder, one.immutable);
      await sync(replica, one.size, one.immutable);
      await check(replica, one.folder, one.immutable);
      expect(changes).toEqual([]); // reading is no change
    } else {
      const happened = await act(one, number);
      expect(changes.length > 0).toBe(happened);
    }
  }
  for (const folder of folders) {
    for (const immutable of [true, false]) {
      const replica = replicaOf(folder, immutable);
      await sync(replica, 3, immutable);
      await check(replica, folder, immutable);
    }
  }
}

test("whatever happens to a mailbox, delta at any size of page gives the same folder as a listing", async () => {
  const numRuns = process.env["SOAK"] === "1" ? 500 : 25;
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), live), { numRuns });
});
