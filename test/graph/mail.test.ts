import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { openTokens } from "../../server/auth/tokens.ts";
import { type Graph, openGraph } from "../../server/graph/client.ts";
import { mail } from "../../server/graph/mail.ts";
import { mailDiary } from "../../server/graph/mail-diary.ts";
import { mailFolders } from "../../server/graph/mail-folders.ts";
import { mailGroups } from "../../server/graph/mail-groups.ts";
import { outbox } from "../../server/graph/mail-outbox.ts";
import { usualManners } from "../../server/graph/manners.ts";
import { openSandbox, type Sandbox } from "../../server/sandbox/sandbox.ts";

const anything = z.unknown();
const withId = z.object({ id: z.string() });

let sandbox: Sandbox;
let graph: Graph;
let anna: string;
beforeAll(async () => {
  sandbox = await openSandbox({ seed: "empty", now: "2026-03-02T09:00:00Z" });
  const { clientId, clientSecret: secret } = sandbox.app;
  const { url: authorityUrl, tenantId } = sandbox;
  const tokens = openTokens({ authorityUrl, tenantId, clientId, credential: { kind: "secret", secret } });
  graph = openGraph(sandbox.url, { ...usualManners, pauseMs: 10 })(tokens.application);
  const { value } = (await outside("GET", "/users")) as {
    value: { id: string; userPrincipalName: string }[];
  };
  anna = String(value.find((each) => each.userPrincipalName.startsWith("anna.kern"))?.id);
});
afterAll(() => sandbox.close());
beforeEach(() => outside("DELETE", "/faults"));

async function outside(method: string, path: string, body?: unknown): Promise<unknown> {
  const isMail = typeof body === "string";
  const response = await fetch(`${sandbox.url}/_outside${path}`, {
    method,
    headers: { "Content-Type": isMail ? "message/rfc822" : "application/json" },
    ...(body !== undefined && { body: isMail ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return text === "" ? {} : JSON.parse(text);
}

/** A mail to Anna, with these lines more. Its id in her mailbox. */
async function mailToAnna(lines: readonly string[] = []): Promise<{ id: string; mailId: string }> {
  const mailId = `<${randomUUID()}@client.example>`;
  const head = [
    "From: Eve <eve@client.example>",
    "To: anna.kern@bergmann.example",
    `Message-ID: ${mailId}`,
    "Subject: Rolls",
  ];
  await outside("POST", "/mail", [...head, ...lines, "", "Hello"].join("\r\n"));
  const [id] = await mail(graph).find(anna, mailId);
  return { id: String(id), mailId };
}

test("a head holds every line of the headers, also those that repeat, and never a body", async () => {
  const { id, mailId } = await mailToAnna(["X-Twice: a", "X-Twice: b", "List-Id: <news.client.example>"]);
  const head = await mail(graph).head(anna, id);
  expect(head).toMatchObject({
    internetMessageId: mailId,
    from: { name: "Eve", address: "eve@client.example" },
    to: ["anna.kern@bergmann.example"],
    isDraft: false,
    isEvent: false,
  });
  expect(head?.headers.get("x-twice")).toEqual(["a", "b"]);
  expect(JSON.stringify([...(head?.headers ?? []), head])).not.toContain("Hello");
});

test("the thread is the same for an answer, and for the copy in another mailbox", async () => {
  const first = await mailToAnna();
  const answer = await mailToAnna([`References: ${first.mailId}`, `In-Reply-To: ${first.mailId}`]);
  const threads = await Promise.all(
    [first.id, answer.id].map(async (id) => (await mail(graph).head(anna, id))?.thread),
  );
  expect(threads[0]).toEqual(expect.any(String));
  expect(threads[1]).toBe(threads[0]);
});

test("what is gone, or was never there, is nothing rather than an error", async () => {
  expect(await mail(graph).head(anna, "AAkAnothing")).toBeNull();
  expect(await mail(graph).subject(anna, "AAkAnothing")).toBeNull();
  await expect(mail(graph).mark(anna, "AAkAnothing", "Mark", true)).resolves.toBeUndefined();
});

test("a mark that somebody's change overtakes is set on top of that change", async () => {
  const { id } = await mailToAnna();
  await outside("POST", "/faults", { match: { method: "PATCH", url: "/messages/" }, status: 412, times: 2 });
  await mail(graph).mark(anna, id, "Mark", true);
  const marks = () => graph.get(`/users/${anna}/messages/${id}?$select=categories`, anything);
  expect(await marks()).toMatchObject({ categories: ["Mark"] });
  await mail(graph).mark(anna, id, "Mark", false);
  expect(await marks()).toMatchObject({ categories: [] });
});

test("a category may be made known twice", async () => {
  await mail(graph).ensureCategory(anna, "Mark", "preset1");
  await expect(mail(graph).ensureCategory(anna, "Mark", "preset1")).resolves.toBeUndefined();
});

test("folders of somebody's own are read, drafts, junk and deleted mail are not", async () => {
  const own = await graph.post(`/users/${anna}/mailFolders`, { displayName: "Clients" }, withId);
  const folders = (await mailFolders(graph).folders(anna)).map(({ id }) => id);
  const wellKnown = async (name: string) =>
    (await graph.get(`/users/${anna}/mailFolders/${name}`, withId)).id;
  expect(folders).toEqual(
    expect.arrayContaining([own.id, await wellKnown("inbox"), await wellKnown("sentitems")]),
  );
  for (const name of ["drafts", "junkemail", "deleteditems"])
    expect(folders).not.toContain(await wellKnown(name));
  expect(new Set(folders).size).toBe(folders.length);
});

test("a folder is empty until mail comes; which folders are left out is asked once of each mailbox", async () => {
  const folders = mailFolders(graph);
  const { id } = await graph.post(`/users/${anna}/mailFolders`, { displayName: "Later" }, withId);
  const isEmpty = async () => (await folders.folders(anna)).find((one) => one.id === id)?.isEmpty;
  const { last } = (await outside("GET", "/requests")) as { last: number };
  expect(await isEmpty()).toBe(true);
  const mailed = await mailToAnna();
  await graph.post(`/users/${anna}/messages/${mailed.id}/move`, { destinationId: id }, withId);
  expect(await isEmpty()).toBe(false);
  const { value } = (await outside("GET", `/requests?since=${last}`)) as {
    value: { method: string; url: string }[];
  };
  const asked = value.filter(
    ({ method, url }) => method === "GET" && /mailFolders\/(drafts|outbox|junkemail|deleteditems)/.test(url),
  );
  expect(asked).toHaveLength(4);
});

test("changes go on from a link, and begin anew when it ran out", async () => {
  const inbox = (await graph.get(`/users/${anna}/mailFolders/inbox`, withId)).id;
  const since = sandbox.clock.now().subtract({ hours: 24 });
  const first = await mailFolders(graph).changes(anna, inbox, null, since);
  const { id } = await mailToAnna();
  const second = await mailFolders(graph).changes(anna, inbox, first.link, since);
  expect([second.items.map((item) => item.id), second.restarted]).toEqual([[id], false]);
  await outside("POST", "/deltaTokens/expire");
  const third = await mailFolders(graph).changes(anna, inbox, second.link, since);
  expect(third.restarted).toBe(true);
  expect(third.items.length).toBe(first.items.length + 1);
});

test("a draft is found again by its key, before and after it was sent, and sent once", async () => {
  const { id } = await mailToAnna();
  const key = `${randomUUID()}/reply`;
  expect(await outbox(graph).drafted(anna, key)).toBeNull();
  const draft = await outbox(graph).draftReply(anna, id, { key, text: "Hello Eve", to: [] });
  expect(await outbox(graph).drafted(anna, key)).toEqual({ id: draft, isDraft: true });
  await outbox(graph).send(anna, draft);
  await outbox(graph).send(anna, draft);
  expect(await outbox(graph).drafted(anna, key)).toEqual({ id: draft, isDraft: false });
  const { value } = (await outside("GET", "/mail")) as { value: { subject: string }[] };
  expect(value.filter(({ subject }) => subject === "RE: Rolls")).toHaveLength(1);
});

test("a list has its members' addresses, another address is no list", async () => {
  const members = await mailGroups(graph).members("steelworks-team@bergmann.example");
  expect(members).toEqual(expect.arrayContaining(["anna.kern@bergmann.example", "a.kern@bergmann.example"]));
  expect(await mailGroups(graph).members("nobody@bergmann.example")).toBe("none");
});

test("working hours come from the mailbox, and what is taken from the calendar", async () => {
  expect(await mailDiary(graph).hours(anna)).toEqual({
    zone: "Europe/Berlin",
    days: [1, 2, 3, 4, 5],
    start: "09:00",
    end: "17:30",
  });
  const event = {
    subject: "Secret",
    start: { dateTime: "2026-03-03T10:00:00", timeZone: "Europe/Berlin" },
    end: { dateTime: "2026-03-03T11:00:00", timeZone: "Europe/Berlin" },
  };
  await graph.post(`/users/${anna}/events`, event, withId);
  const from = sandbox.clock.now();
  const busy = await mailDiary(graph).busy(anna, "anna.kern@bergmann.example", from, from.add({ hours: 72 }));
  expect(busy?.map(({ start, end }) => [start.toString(), end.toString()])).toEqual([
    ["2026-03-03T09:00:00Z", "2026-03-03T10:00:00Z"],
  ]);
});
