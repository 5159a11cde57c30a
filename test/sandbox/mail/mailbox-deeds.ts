import fc from "fast-check";
import { expect } from "vitest";
import type { Change } from "../../../server/sandbox/core/tenant.ts";
import type { GraphOptions, TestSandbox } from "../support/open.ts";
import { anna, arrive, entitiesOf, type Shown } from "./letters.ts";

/** The folders of these tests. */
export const FOLDERS = ["inbox", "archive", "deleteditems", "drafts"] as const;
type Name = (typeof FOLDERS)[number];

/** The mailbox as it ought to be: in which folder each letter lies, by its immutable id. */
export type Model = Map<string, Name>;

/** A client's copy of one folder: what delta told so far, and where to go on. */
type Replica = { link: string; items: Map<string, unknown> };

/** The mailbox, what its changes told, and the clients that follow its folders. */
export type Real = { t: TestSandbox; changes: Change[]; replicas: Map<string, Replica> };

/** One thing that happens to the mailbox, or somebody who looks at it. */
export type Deed = fc.AsyncCommand<Model, Real>;

const SELECT = "$select=subject,isRead,flag,changeKey";

async function call(
  { t }: Real,
  method: string,
  path: string,
  {
    isImmutable = true,
    size = 1000,
    ...options
  }: GraphOptions & { isImmutable?: boolean; size?: number } = {},
) {
  const prefer = `IdType="${isImmutable ? "ImmutableId" : "Other"}", odata.maxpagesize=${size}`;
  const answer = await t.graph(t.asApp, method, path, { prefer, ...options });
  expect(answer.status, `${method} ${path}`).toBeLessThan(300);
  return answer;
}

/** A step that changes the mailbox, which must be told. */
function change(name: string, run: (model: Model, real: Real) => Promise<void>): Deed {
  return {
    check: () => true,
    async run(model, real) {
      real.changes.length = 0;
      await run(model, real);
      expect(real.changes).not.toEqual([]);
    },
    toString: () => name,
  };
}

/** A change of the letter that `which` chooses. */
function toLetter(
  name: string,
  which: number,
  run: (path: string, id: string, model: Model, real: Real) => Promise<void>,
): Deed {
  const chosen = (model: Model) => [...model.keys()][which % model.size];
  const doing = change(`${name} ${which}`, async (model, real) => {
    const id = chosen(model)!;
    await run(`${anna}/messages/${id}`, id, model, real);
  });
  return { ...doing, check: (model) => chosen(model) !== undefined };
}

const receive = change("a letter comes", async (model, real) => {
  const [copy] = await arrive(real.t);
  const { body } = await call(real, "GET", `${anna}/messages/${copy?.id}?$select=id`);
  model.set(String(body["id"]), "inbox");
});

const draft = change("a draft is begun", async (model, real) => {
  const { body } = await call(real, "POST", `${anna}/messages`, { body: { subject: "Draft" } });
  model.set(String(body["id"]), "drafts");
});

const patch = (name: string, body: object) => (which: number) =>
  toLetter(name, which, async (path, _id, _model, real) => void (await call(real, "PATCH", path, { body })));

const move = (which: number, to: Name) =>
  toLetter(`move to ${to}`, which, async (path, id, model, real) => {
    await call(real, "POST", `${path}/move`, { body: { destinationId: to } });
    model.set(id, to);
  });

const copy = (which: number) =>
  toLetter("copy", which, async (path, _id, model, real) => {
    const { body } = await call(real, "POST", `${path}/copy`, { body: { destinationId: "archive" } });
    model.set(String(body["id"]), "archive");
  });

const remove = (which: number) =>
  toLetter("delete", which, async (path, id, model, real) => {
    await call(real, "DELETE", path);
    if (model.get(id) === "deleteditems") model.delete(id);
    else model.set(id, "deleteditems");
  });

function plain(item: Shown): unknown {
  const { "@odata.etag": _etag, ...rest } = item;
  return rest;
}

/** Reads one round of delta into the replica, in pages of that size. */
async function sync(real: Real, replica: Replica, size: number, isImmutable: boolean): Promise<void> {
  for (;;) {
    const page = await call(real, "GET", replica.link, { size, isImmutable });
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

/** A client follows a folder by delta, and has what a listing shows and the model says. Reading changes nothing. */
export const follow = (folder: Name, size: number, isImmutable: boolean): Deed => ({
  check: () => true,
  async run(model, real) {
    real.changes.length = 0;
    const path = `${anna}/mailFolders/${folder}`;
    const key = `${folder} ${isImmutable}`;
    const replica = real.replicas.get(key) ?? { link: `${path}/messages/delta?${SELECT}`, items: new Map() };
    real.replicas.set(key, replica);
    await sync(real, replica, size, isImmutable);
    const there = entitiesOf(
      await call(real, "GET", `${path}/messages?$top=1000&${SELECT}`, { isImmutable }),
    );
    expect(replica.items).toEqual(new Map(there.map((item) => [String(item["id"]), plain(item)])));
    const wanted = [...model].filter(([, place]) => place === folder).map(([id]) => id);
    expect(there).toHaveLength(wanted.length);
    if (isImmutable) expect(new Set(replica.items.keys())).toEqual(new Set(wanted));
    const { body } = await call(real, "GET", path);
    expect(body["totalItemCount"]).toBe(there.length);
    expect(body["unreadItemCount"]).toBe(there.filter((item) => !item["isRead"]).length);
    expect(real.changes).toEqual([]);
  },
  toString: () => `follow ${folder}, ${size} a page${isImmutable ? ", by immutable ids" : ""}`,
});

const which = fc.nat(30);
const name = fc.constantFrom(...FOLDERS);

/** Random lives of a mailbox. */
export const lives = fc.commands(
  [
    fc.constant(receive),
    fc.constant(draft),
    which.map(patch("read", { isRead: true })),
    which.map(patch("unread", { isRead: false })),
    which.map(patch("flag", { flag: { flagStatus: "flagged" } })),
    fc.tuple(which, name).map((one) => move(...one)),
    which.map(copy),
    which.map(remove),
    fc.tuple(name, fc.integer({ min: 1, max: 3 }), fc.boolean()).map((one) => follow(...one)),
  ],
  { maxCommands: 16, size: "max" },
);
