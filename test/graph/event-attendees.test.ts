import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { openTokens } from "../../server/auth/tokens.ts";
import { calendars } from "../../server/graph/calendars.ts";
import { type Graph, openGraph } from "../../server/graph/client.ts";
import { type AttendeeChange, eventAttendees } from "../../server/graph/event-attendees.ts";
import { usualManners } from "../../server/graph/manners.ts";
import { openSandbox, type Sandbox } from "../../server/sandbox/sandbox.ts";
import { hasContract, openChecker } from "../sandbox/contract/checker.ts";

let sandbox: Sandbox;
let graph: Graph;
let anna: string;
beforeAll(async () => {
  sandbox = await openSandbox({ seed: "empty", now: "2026-03-02T09:00:00Z", limits: "none" });
  const { clientId, clientSecret: secret } = sandbox.app;
  const { url: authorityUrl, tenantId } = sandbox;
  const tokens = openTokens({ authorityUrl, tenantId, clientId, credential: { kind: "secret", secret } });
  graph = openGraph(sandbox.url, { ...usualManners, pauseMs: 1 })(tokens.application);
  const users = (await outside("GET", "/users"))["value"] as { id: string; userPrincipalName: string }[];
  anna = users.find(({ userPrincipalName }) => userPrincipalName.startsWith("anna.kern"))?.id ?? "";
});
afterAll(() => sandbox.close());
afterEach(() => outside("DELETE", "/faults"));

async function outside(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const init = { method, headers: { "Content-Type": "application/json" } };
  const response = await fetch(
    `${sandbox.url}/_outside${path}`,
    body === undefined ? init : { ...init, body: JSON.stringify(body) },
  );
  const text = await response.text();
  return text === "" ? {} : JSON.parse(text);
}

const DMITRI = "dmitri.bergmann@bergmann.example";
const PAVEL = { name: "Pavel Orlov", address: "Pavel.Orlov@bergmann.example", required: true };

async function newEvent(): Promise<string> {
  const { id } = await calendars(graph).create(anna, {
    key: randomUUID(),
    subject: "Line 4",
    html: "<div>Agenda</div>",
    start: Temporal.Instant.from("2026-03-03T11:00:00Z"),
    end: Temporal.Instant.from("2026-03-03T12:00:00Z"),
    online: true,
    attendees: [
      { name: "Dmitri Bergmann", address: DMITRI, required: true },
      { name: "Vera Volkova", address: "vera@steelworks.example", required: false },
    ],
  });
  await outside("POST", `/events/${id}/responses`, { attendee: DMITRI, response: "accepted" });
  return id;
}
const change = (id: string, part: Partial<AttendeeChange>) =>
  eventAttendees(graph).changeAttendees(anna, id, { add: [], remove: [], ...part });

const shape = z.object({
  attendees: z.array(
    z.object({
      type: z.string(),
      status: z.object({ response: z.string() }),
      emailAddress: z.object({ address: z.string() }),
    }),
  ),
});
async function invited(id: string): Promise<string[]> {
  const { attendees } = await graph.get(`/users/${anna}/events/${id}?$select=attendees`, shape);
  return attendees.map(
    ({ type, status, emailAddress }) => `${emailAddress.address.toLowerCase()} ${type} ${status.response}`,
  );
}
const BEFORE = [`${DMITRI} required accepted`, "vera@steelworks.example optional none"];
const WITH_PAVEL = [...BEFORE, "pavel.orlov@bergmann.example required none"];
const last = async () => Number((await outside("GET", "/requests"))["last"]);
const patches = async (since: number) =>
  ((await outside("GET", `/requests?since=${since}`))["value"] as { method: string }[]).filter(
    ({ method }) => method === "PATCH",
  ).length;

test("who joins is invited beside those who are, whose answers stay; who leaves hears of it, and nobody else", async () => {
  const id = await newEvent();
  await change(id, { add: [PAVEL] });
  expect(await invited(id)).toEqual(WITH_PAVEL);
  await change(id, { remove: [DMITRI.toUpperCase()] });
  expect(await invited(id)).toEqual(WITH_PAVEL.slice(1));
  await change(id, { remove: ["vera@steelworks.example", PAVEL.address] });
  expect(await invited(id)).toEqual([]);
});

test("where all is so already nothing is sent", async () => {
  const id = await newEvent();
  const since = await last();
  await change(id, {
    add: [{ ...PAVEL, address: DMITRI.toUpperCase() }],
    remove: ["nobody@steelworks.example"],
  });
  expect(await patches(since)).toBe(0);
});

test("a reply that was lost after Outlook had done it invites nobody twice", async () => {
  const id = await newEvent();
  await outside("POST", "/faults", {
    match: { method: "PATCH", url: "/events/" },
    dropReply: true,
    times: 1,
  });
  await change(id, { add: [PAVEL] });
  expect(await invited(id)).toEqual(WITH_PAVEL);
});

test("whoever changes the list at the same moment loses nothing", async () => {
  const id = await newEvent();
  const others = ["a", "b", "c"].map((name) => ({ ...PAVEL, address: `${name}@steelworks.example` }));
  await Promise.all(others.map((one) => change(id, { add: [one] })));
  expect(await invited(id)).toHaveLength(5);
});

test("an event that is called off, or gone, is let be", async () => {
  const id = await newEvent();
  await calendars(graph).cancel(anna, id, "");
  await expect(change(id, { add: [PAVEL] })).resolves.toBeUndefined();
  const gone = await newEvent();
  await calendars(graph).remove(anna, gone);
  await expect(change(gone, { add: [PAVEL] })).resolves.toBeUndefined();
});

test("a busy Outlook is waited for, and a refusal comes through", async () => {
  const id = await newEvent();
  const match = { method: "PATCH", url: "/events/" };
  await outside("POST", "/faults", { match, status: 503, times: 2 });
  await change(id, { add: [PAVEL] });
  expect(await invited(id)).toEqual(WITH_PAVEL);
  await outside("POST", "/faults", { match, status: 403, code: "ErrorAccessDenied", times: 1 });
  await expect(change(id, { remove: [PAVEL.address] })).rejects.toMatchObject({ status: 403 });
});

describe.skipIf(!hasContract)("Microsoft's description of Graph", () => {
  test("fits every request that changed a list of attendees here", async () => {
    const checker = await openChecker();
    const { value } = (await outside("GET", "/requests?since=0")) as {
      value: { method: string; url: string; body: unknown }[];
    };
    const sent = value.filter(
      ({ method, body }) => method === "PATCH" && JSON.stringify(body).includes("attendees"),
    );
    expect(sent.length).toBeGreaterThan(5);
    for (const { method, url, body } of sent) {
      const path = url.replace(/^.*?\/v1\.0/, "");
      const headers = { "content-type": "application/json" };
      expect(checker.request({ method, url: path, headers, body }), path).toEqual([]);
    }
  });
});
