import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Json } from "../calendar/office.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

let folder: string;
let t: TestSandbox | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "diary-"));
});
afterEach(async () => {
  await t?.close();
  t = null;
  rmSync(folder, { recursive: true });
});

const file = () => path.join(folder, "tenant.jsonl");
const start = async (): Promise<TestSandbox> => {
  await t?.close();
  t = await openTestSandbox({ diary: file(), seed: "demo", now: "2026-03-02T09:00:00Z" });
  return t;
};

/** What can be seen of the tenant, with every id in it. */
async function look({ graph, asApp }: TestSandbox): Promise<unknown[]> {
  const paths = [
    "/users/elena.sokolova@bergmann.example/messages?$top=100&$select=id,subject,categories,parentFolderId,changeKey",
    "/users/anna.kern@bergmann.example/events?$top=100&$select=id,subject,attendees,changeKey",
    "/users/anna.kern@bergmann.example/mailFolders?$top=50",
    "/teams/7c0de000-0000-4000-8000-000000000001/channels?$select=id,displayName",
  ];
  const seen = [];
  for (const each of paths) seen.push((await graph<Json>(asApp, "GET", each)).body["value"]);
  // Moments are compared to the second: doing a thing again takes another few milliseconds.
  return JSON.parse(JSON.stringify(seen).replace(/(T\d\d:\d\d:\d\d)\.\d+Z/g, "$1Z")) as unknown[];
}

const mail =
  "From: alexei.volkov@steelworks.example\r\nTo: elena.sokolova@bergmann.example\r\nSubject: Dates\r\n\r\nWhen?\r\n";

/** Mail, a category, a meeting with its answer, a channel, two hours, and a subscription, which takes ids too. */
async function live(sandbox: TestSandbox, channelName = "Line 4"): Promise<void> {
  const {
    graph,
    asApp,
    outside,
    sandbox: { url },
  } = sandbox;
  await fetch(`${url}/_outside/mail`, {
    method: "POST",
    headers: { "Content-Type": "message/rfc822" },
    body: mail,
  });
  const elena = "/users/elena.sokolova@bergmann.example";
  const [first] = (await graph<Json>(asApp, "GET", `${elena}/messages?$top=1`)).body["value"] as Json[];
  await graph(asApp, "PATCH", `${elena}/messages/${first?.["id"]}`, { body: { categories: ["Around"] } });
  const zoned = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
  const event = await graph<Json>(asApp, "POST", "/users/anna.kern@bergmann.example/events", {
    body: {
      subject: "Boards",
      start: zoned("2026-03-04T10:00:00"),
      end: zoned("2026-03-04T11:00:00"),
      attendees: [{ type: "required", emailAddress: { address: "dmitri.bergmann@bergmann.example" } }],
    },
  });
  expect(event.status).toBe(201);
  await outside("POST", `/events/${event.body["id"]}/responses`, {
    attendee: "dmitri.bergmann@bergmann.example",
    response: "declined",
  });
  await outside("POST", "/clock", { advance: "PT2H" });
  const channel = await graph(asApp, "POST", "/teams/7c0de000-0000-4000-8000-000000000001/channels", {
    body: { displayName: channelName },
  });
  expect(channel.status).toBe(201);
}

test("a tenant that kept a diary is the same after a new start, to the last id", async () => {
  const first = await start();
  await live(first);
  const before = await look(first);
  const then = first.sandbox.clock.now();
  const second = await start();
  expect(await look(second)).toEqual(before);
  expect(second.sandbox.clock.now().epochMilliseconds).toBeGreaterThanOrEqual(then.epochMilliseconds);
  await live(second, "Line 5");
  const more = await look(second);
  expect(await look(await start())).toEqual(more);
});

test("what is made when it is first asked for, lists of tasks and folders of channels, is the same after a new start", async () => {
  const first = await start();
  const pavel = "/users/pavel.orlov@bergmann.example/todo/lists";
  const [list] = (await first.graph<Json>(first.asApp, "GET", pavel)).body["value"] as Json[];
  const task = { body: { title: "Send the certificate" } };
  await first.graph(first.asApp, "POST", `${pavel}/${list?.["id"]}/tasks`, task);
  const team = "/teams/7c0de000-0000-4000-8000-000000000001/channels";
  const made = await first.graph<Json>(first.asApp, "POST", team, { body: { displayName: "Line 4" } });
  const folder = `${team}/${made.body["id"]}/filesFolder`;
  const held = (await first.graph<Json>(first.asApp, "GET", folder)).body;
  const into = `/drives/${(held["parentReference"] as Json)["driveId"]}/items/${held["id"]}/children`;
  const proposal = await first.graph(first.asApp, "POST", into, { body: { name: "Proposal", folder: {} } });
  expect(proposal.status).toBe(201);

  const second = await start();
  const tasks = (await second.graph<Json>(second.asApp, "GET", `${pavel}/${list?.["id"]}/tasks`)).body;
  expect((tasks["value"] as Json[]).map(({ title }) => title)).toEqual(["Send the certificate"]);
  const inside = (await second.graph<Json>(second.asApp, "GET", into)).body["value"] as Json[];
  expect(inside.map(({ name }) => name)).toEqual(["Proposal"]);
});

test("a line that a kill cut off is left out", async () => {
  const first = await start();
  await live(first);
  const before = await look(first);
  appendFileSync(file(), '{"at":"2026-03-02T11:00:00Z","real":');
  expect(await look(await start())).toEqual(before);
});

test("after a reset only what came since is brought back", async () => {
  const first = await start();
  await live(first);
  await first.outside("POST", "/reset", { seed: "empty" });
  const before = await look(first);
  expect((before[0] as unknown[]).length).toBe(0);
  expect(await look(await start())).toEqual(before);
});

test("a diary that leads elsewhere is refused in one sentence", async () => {
  await start();
  const deed = {
    to: "graph",
    method: "DELETE",
    target: "/users/nobody/messages/none",
    headers: {},
    caller: { kind: "app", appId: "x", roles: [], mailboxes: null },
    body: null,
  };
  appendFileSync(
    file(),
    `${JSON.stringify({ at: "2026-03-02T09:00:01Z", real: "2026-03-02T09:00:01Z", ids: 9000, deed })}\n`,
  );
  await expect(start()).rejects.toThrow(/cannot be brought back: DELETE .* is answered 4\d\d\. Start afresh/);
});
