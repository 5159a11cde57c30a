import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { openTokens } from "../../server/auth/tokens.ts";
import { calendarDiary } from "../../server/graph/calendar-diary.ts";
import { calendarSeries } from "../../server/graph/calendar-series.ts";
import { calendars, type NewEvent } from "../../server/graph/calendars.ts";
import { type Graph, openGraph } from "../../server/graph/client.ts";
import { usualManners } from "../../server/graph/manners.ts";
import { schedules } from "../../server/graph/schedules.ts";
import { openSandbox, type Sandbox } from "../../server/sandbox/sandbox.ts";
import { hasContract, openChecker } from "../sandbox/contract/checker.ts";

let sandbox: Sandbox;
let graph: Graph;
let anna: string;
let dmitri: string;
beforeAll(async () => {
  sandbox = await openSandbox({ seed: "empty", now: "2026-03-02T09:00:00Z" });
  const { clientId, clientSecret: secret } = sandbox.app;
  const { url: authorityUrl, tenantId } = sandbox;
  const tokens = openTokens({ authorityUrl, tenantId, clientId, credential: { kind: "secret", secret } });
  graph = openGraph(sandbox.url, { ...usualManners, pauseMs: 10 })(tokens.application);
  const { value } = (await outside("GET", "/users")) as {
    value: { id: string; userPrincipalName: string }[];
  };
  const idOf = (name: string) => String(value.find((one) => one.userPrincipalName.startsWith(name))?.id);
  [anna, dmitri] = [idOf("anna.kern"), idOf("dmitri.bergmann")];
});
afterAll(() => sandbox.close());
beforeEach(() => outside("DELETE", "/faults"));

async function outside(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${sandbox.url}/_outside${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return text === "" ? {} : JSON.parse(text);
}

const at = (text: string) => Temporal.Instant.from(`2026-03-${text}:00Z`);
/** Each test has a key, and so an event, of its own. */
const wanted = (more: Partial<NewEvent> = {}): NewEvent => ({
  key: randomUUID(),
  subject: "Line 4",
  html: "<div>Agenda</div>",
  start: at("03T11:00"),
  end: at("03T12:00"),
  online: true,
  attendees: [
    { name: "Dmitri Bergmann", address: "dmitri.bergmann@bergmann.example", required: true },
    { name: "Vera Volkova", address: "vera@steelworks.example", required: false },
  ],
  ...more,
});

test("an event asked for twice with one key is one, with its Teams link", async () => {
  const event = wanted();
  const first = await calendars(graph).create(anna, event);
  expect(first.joinUrl).toMatch(/^https:/);
  expect(await calendars(graph).create(anna, event)).toEqual(first);
  expect(await calendars(graph).find(anna, event)).toMatchObject({ id: first.id });
});

test("an event at a place has no Teams link", async () => {
  const { id, joinUrl } = await calendars(graph).create(anna, wanted({ online: false, place: "Gate 3" }));
  expect(joinUrl).toBeNull();
  const found = await graph.get(`/users/${anna}/events/${id}?$select=location`, z.unknown());
  expect(found).toMatchObject({ location: { displayName: "Gate 3" } });
});

test("the organizer's copy tells who is invited, who must come, and what each answered", async () => {
  const { id } = await calendars(graph).create(anna, wanted());
  await outside("POST", `/events/${id}/responses`, {
    attendee: "vera@steelworks.example",
    response: "tentativelyAccepted",
    proposedNewTime: {
      start: { dateTime: "2026-03-04T15:00:00", timeZone: "Russian Standard Time" },
      end: { dateTime: "2026-03-04T16:00:00", timeZone: "Russian Standard Time" },
    },
  });
  const event = await calendars(graph).read(anna, id);
  expect(event).toMatchObject({ isCancelled: false, start: at("03T11:00"), end: at("03T12:00") });
  expect(event?.attendees.map(({ address, required, response }) => [address, required, response])).toEqual([
    ["dmitri.bergmann@bergmann.example", true, "none"],
    ["vera@steelworks.example", false, "tentative"],
  ]);
  expect(event?.attendees[1]?.proposes?.toString()).toBe("2026-03-04T12:00:00Z"); // three in Moscow
});

test("accepted in an attendee's own calendar, the organizer sees the answer", async () => {
  const { id } = await calendars(graph).create(anna, wanted());
  expect(await calendars(graph).accept(anna, id, dmitri)).toBe(true);
  const responses = (await calendars(graph).read(anna, id))?.attendees.map(({ response }) => response);
  expect(responses).toEqual(["accepted", "none"]);
  const alone = await calendars(graph).create(anna, wanted({ attendees: [] }));
  expect(await calendars(graph).accept(anna, alone.id, dmitri)).toBe(false);
});

test("moved, described and called off, it is so for everybody, and the Teams link stays until then", async () => {
  const { id } = await calendars(graph).create(anna, wanted({ subject: "Briefing" }));
  await calendars(graph).move(anna, id, { start: at("05T11:00"), end: at("05T12:00") });
  await calendars(graph).describe(anna, id, "<div>Why you</div>");
  const body = z.object({ body: z.object({ content: z.string() }) });
  const content = (await graph.get(`/users/${anna}/events/${id}?$select=body`, body)).body.content;
  expect(content).toContain("Why you");
  expect(content).not.toContain("Agenda");
  expect(content).toContain("teams.microsoft.com");
  const theirs = `/users/${dmitri}/calendarView?startDateTime=2026-03-05T00:00:00Z&endDateTime=2026-03-06T00:00:00Z`;
  const copies = z.object({ value: z.array(z.object({ subject: z.string() })) });
  expect((await graph.get(theirs, copies)).value.map(({ subject }) => subject)).toEqual(["Briefing"]);
  await calendars(graph).cancel(anna, id, "Another day");
  expect(await calendars(graph).read(anna, id)).toBeNull();
});

test("whatever is gone already is fine", async () => {
  const time = { start: at("06T11:00"), end: at("06T12:00") };
  const gone = (await calendars(graph).create(anna, wanted({ ...time, attendees: [] }))).id;
  await calendars(graph).remove(anna, gone);
  expect(await calendars(graph).read(anna, gone)).toBeNull();
  await expect(calendars(graph).move(anna, gone, time)).resolves.toBeUndefined();
  await expect(calendars(graph).cancel(anna, gone, "")).resolves.toBeUndefined();
  await expect(calendars(graph).remove(anna, gone)).resolves.toBeUndefined();
  await expect(calendars(graph).describe(anna, gone, "x")).resolves.toBeUndefined();
  expect(await calendars(graph).find(anna, { key: randomUUID(), ...time })).toBeNull();
});

test("whom somebody met is told without what about; who declined was not there", async () => {
  await calendars(graph).create(
    anna,
    wanted({ subject: "Secret", start: at("09T11:00"), end: at("09T12:00") }),
  );
  const declined = await calendars(graph).create(
    anna,
    wanted({ start: at("10T11:00"), end: at("10T12:00") }),
  );
  await outside("POST", `/events/${declined.id}/responses`, {
    attendee: "vera@steelworks.example",
    response: "declined",
  });
  const met = await calendarDiary(graph).met(anna, { start: at("09T00:00"), end: at("11T00:00") });
  const vera = met.filter(({ address }) => address === "vera@steelworks.example");
  expect(vera.map((one) => one.at.toString())).toEqual(["2026-03-09T11:00:00Z"]);
  expect(JSON.stringify(met)).not.toContain("Secret");
});

test("each day of what repeats is told with whom and when, the one that was moved too, and nothing of what it is about", async () => {
  const recurrence = {
    pattern: { type: "weekly", interval: 1, daysOfWeek: ["monday"], firstDayOfWeek: "monday" },
    range: { type: "numbered", startDate: "2026-04-06", numberOfOccurrences: 3 },
  };
  const time = (day: string, hour: number) => ({ dateTime: `2026-04-${day}T${hour}:00:00`, timeZone: "UTC" });
  const named = z.object({ id: z.string() });
  const attendees = [
    { type: "optional", emailAddress: { name: "Vera", address: "VERA@steelworks.example" } },
  ];
  const body = { subject: "Secret", start: time("06", 10), end: time("06", 11), attendees, recurrence };
  await graph.post(`/users/${anna}/events`, body, named);
  const window = {
    start: Temporal.Instant.from("2026-04-01T00:00Z"),
    end: Temporal.Instant.from("2026-05-01T00:00Z"),
  };
  const before = (await calendarSeries(graph).occurrences(anna, window)) ?? [];
  expect(before.map(({ start }) => start.toString())).toEqual([
    "2026-04-06T10:00:00Z",
    "2026-04-13T10:00:00Z",
    "2026-04-20T10:00:00Z",
  ]);
  expect(before[0]).toMatchObject({
    isOrganizer: true,
    isPrivate: false,
    attendees: [{ address: "vera@steelworks.example", required: false, response: "none" }],
  });
  await graph.patch(`/users/${anna}/events/${before[1]?.eventId}`, {
    start: time("14", 15),
    end: time("14", 16),
  });
  const after = (await calendarSeries(graph).occurrences(anna, window)) ?? [];
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  expect(after[1]?.start.toString()).toBe("2026-04-14T15:00:00Z");
  expect(JSON.stringify(after)).not.toContain("Secret");
});

test("a calendar that cannot be read tells nothing, and free time of a broken one is unknown, not free", async () => {
  await outside("POST", "/faults", { match: { url: "calendarView" }, status: 403, times: 2 });
  const window = { start: at("09T00:00"), end: at("11T00:00") };
  expect(await calendarSeries(graph).occurrences(anna, window)).toBeNull();
  expect(await calendarDiary(graph).met(anna, { start: at("09T00:00"), end: at("11T00:00") })).toEqual([]);
  await outside("PUT", `/users/${dmitri}/scheduleError`, { responseCode: "5006", message: "Out of reach" });
  const addresses = ["anna.kern@bergmann.example", "dmitri.bergmann@bergmann.example"];
  const blocks = await schedules(graph).blocks(anna, addresses, {
    start: at("09T00:00"),
    end: at("11T00:00"),
  });
  await outside("PUT", `/users/${dmitri}/scheduleError`, null);
  expect([...blocks.keys()]).toEqual(["anna.kern@bergmann.example"]);
});

describe.skipIf(!hasContract)("Microsoft's description of Graph", () => {
  type Logged = { method: string; url: string; body: unknown };

  test("fits every request that was sent to calendars here", async () => {
    const checker = await openChecker();
    const { value } = (await outside("GET", "/requests?since=0")) as { value: Logged[] };
    const sent = value.filter(({ url }) => /\/(events|calendarView|calendar|mailboxSettings)\b/.test(url));
    const kinds = new Set(
      sent.map(({ method, url }) => `${method} ${/\/users\/[^/]+\/(\w+)/.exec(url)?.[1]}`),
    );
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        "POST events",
        "PATCH events",
        "GET events",
        "GET calendarView",
        "POST calendar",
      ]),
    );
    for (const { method, url, body } of sent) {
      const path = url.replace(/^.*?\/v1\.0/, "");
      const headers = body === null || body === undefined ? {} : { "content-type": "application/json" };
      const request = { method, url: path, headers, ...(body !== null && { body }) };
      expect(checker.request(request), `${method} ${path}`).toEqual([]);
    }
  });

  test("would not fit a request that departs from it", async () => {
    const checker = await openChecker();
    const body = { subject: 4, startsAt: "now" };
    expect(checker.request({ method: "POST", url: "/users/x/events", headers: {}, body })).not.toEqual([]);
  });
});
