import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expireCalendarTokens } from "../../../server/sandbox/calendar/delta.ts";
import type { As } from "../support/open.ts";
import { attendees, type Json, meeting, type Office, openOffice } from "./office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const utc = (time: string) => ({ dateTime: `2026-03-${time}`, timeZone: "UTC" });
const add = (subject: string, start: string, end: string, more: object = {}) =>
  office.ok(
    office.anna,
    "POST",
    "/me/events",
    meeting({ subject, start: utc(start), end: utc(end), ...more }),
  );
const subjects = (answer: Json) => answer["value"]!.map((event) => String(event["subject"]));

describe("a calendar view", () => {
  test("holds what takes up some of its time: the end of a meeting is free again, its start is not", async () => {
    await add("before", "04T08:00:00", "04T09:00:00");
    await add("over the start", "04T08:59:00", "04T09:01:00");
    await add("over all of it", "04T00:00:00", "04T23:00:00");
    await add("no length, at the start", "04T09:00:00", "04T09:00:00");
    await add("over the end", "04T09:59:59", "04T10:30:00");
    await add("after", "04T10:00:00", "04T11:00:00");
    const view = await office.ok(
      office.anna,
      "GET",
      "/me/calendarView?startDateTime=2026-03-04T09:00:00Z&endDateTime=2026-03-04T10:00:00Z",
    );
    expect(subjects(view)).toEqual([
      "over all of it",
      "over the start",
      "no length, at the start",
      "over the end",
    ]);
  });

  test.each([
    ["with an offset", "2026-03-04T11:00:00%2B02:00", "2026-03-04T12:00:00%2B02:00"],
    ["without one, which is UTC whatever zone is preferred", "2026-03-04T09:00:00", "2026-03-04T10:00:00"],
    ["with parameters in lower case", "2026-03-04T09:00:00.0000000Z", "2026-03-04T10:00Z"],
  ])("takes bounds %s", async (_story, from, to) => {
    await add("inside", "04T09:30:00", "04T09:45:00");
    await add("outside", "04T11:30:00", "04T11:45:00");
    const view = await office.ok(
      office.anna,
      "GET",
      `/me/calendarView?startdatetime=${from}&enddatetime=${to}`,
      undefined,
      { prefer: 'outlook.timezone="Asia/Novosibirsk"' },
    );
    expect(subjects(view)).toEqual(["inside"]);
  });

  test.each([
    ["no bounds", "", "ErrorInvalidRequest"],
    ["no end", "startDateTime=2026-03-04", "ErrorInvalidRequest"],
    ["a start that is no time", "startDateTime=soon&endDateTime=2026-03-05", "ErrorInvalidParameter"],
    ["a day that no month has", "startDateTime=2026-02-30&endDateTime=2026-03-05", "ErrorInvalidParameter"],
    [
      "an unescaped offset",
      "startDateTime=2026-03-04T09:00:00+02:00&endDateTime=2026-03-05",
      "ErrorInvalidParameter",
    ],
    ["an end before its start", "startDateTime=2026-03-05&endDateTime=2026-03-04", "ErrorInvalidParameter"],
    [
      "more than 1825 days",
      "startDateTime=2026-01-01&endDateTime=2031-01-01",
      "ErrorCalendarViewRangeTooBig",
    ],
  ])("with %s is refused", async (_story, query, code) => {
    expect(await office.refusal(office.anna, "GET", `/me/calendarView?${query}`)).toMatchObject({
      status: 400,
      code,
    });
  });

  test("comes in pages of ten", async () => {
    for (let hour = 0; hour < 12; hour += 1)
      await add(
        `m${hour}`,
        `04T${String(hour).padStart(2, "0")}:00:00`,
        `04T${String(hour).padStart(2, "0")}:30:00`,
      );
    const first = await office.ok(
      office.anna,
      "GET",
      "/me/calendarView?startDateTime=2026-03-04&endDateTime=2026-03-05",
    );
    expect(first["value"]).toHaveLength(10);
    expect(subjects(await office.ok(office.anna, "GET", String(first["@odata.nextLink"])))).toEqual([
      "m10",
      "m11",
    ]);
  });
});

/** Follows a round to its end. */
async function round(
  as: As,
  link: string,
  prefer = "odata.maxpagesize=2",
): Promise<{ items: Json[]; deltaLink: string; pages: number }> {
  const items: Json[] = [];
  for (let next = link, pages = 1; ; pages += 1) {
    const page = await office.ok(as, "GET", next, undefined, { prefer });
    items.push(...page["value"]!);
    if ("@odata.deltaLink" in page) return { items, deltaLink: String(page["@odata.deltaLink"]), pages };
    next = String(page["@odata.nextLink"]);
  }
}

describe.each(["calendarView", "events"])("changes of %s within a window", (view) => {
  const link = `/me/${view}/delta?startDateTime=2026-03-04T00:00:00Z&endDateTime=2026-03-05T00:00:00Z`;

  test("are first all there is, page by page, and then only what changed", async () => {
    const a = await add("a", "04T08:00:00", "04T09:00:00");
    await add("b", "04T09:00:00", "04T10:00:00");
    const c = await add("c", "04T10:00:00", "04T11:00:00");
    await add("another day", "05T10:00:00", "05T11:00:00");
    const first = await round(office.anna, link);
    expect(first.items.map((item) => String(item["subject"]))).toEqual(["a", "b", "c"]);
    expect(first.pages).toBe(2);
    expect((await round(office.anna, first.deltaLink)).items).toEqual([]);

    await office.ok(office.anna, "PATCH", `/me/events/${a["id"]}`, { subject: "a2" });
    await office.ok(office.anna, "DELETE", `/me/events/${c["id"]}`);
    await add("d", "04T23:00:00", "05T01:00:00");
    await add("e", "05T00:00:00", "05T01:00:00");
    const second = await round(office.anna, first.deltaLink);
    expect(second.items.map((item) => String(item["subject"] ?? "gone"))).toEqual(["a2", "d", "gone"]);
    expect(second.items[2]).toEqual({ id: c["id"], "@removed": { reason: "deleted" } });
    expect((await round(office.anna, second.deltaLink)).items).toEqual([]);
    // A token may be used again, after a lost reply.
    expect((await round(office.anna, first.deltaLink)).items).toHaveLength(3);
  });

  test("count an event moved out of the window as removed", async () => {
    const { id } = await add("a", "04T08:00:00", "04T09:00:00");
    const first = await round(office.anna, link);
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, {
      start: utc("06T08:00:00"),
      end: utc("06T09:00:00"),
    });
    expect((await round(office.anna, first.deltaLink)).items).toEqual([
      { id, "@removed": { reason: "deleted" } },
    ]);
  });

  test("start over once the token lapsed", async () => {
    const { deltaLink } = await round(office.anna, link);
    expireCalendarTokens(office.sandbox.tenant);
    expect(await office.refusal(office.anna, "GET", deltaLink)).toMatchObject({
      status: 410,
      code: "SyncStateNotFound",
    });
  });

  test.each([
    ["a filter", `${link}&$filter=subject eq 'a'`, 400],
    ["an order", `${link}&$orderby=subject`, 400],
    ["a selection", `${link}&$select=subject`, 400],
    ["no window", `/me/${view}/delta`, 400],
    ["a token of one's own", `/me/${view}/delta?$deltatoken=mine`, 400],
  ])("refuse %s", async (_story, query, status) => {
    expect((await office.refusal(office.anna, "GET", query)).status).toBe(status);
  });

  test("belong to one calendar and one window", async () => {
    const { deltaLink } = await round(office.anna, link);
    const foreign = deltaLink.replace("/me/", "/users/pavel.orlov@bergmann.example/");
    expect((await office.refusal(office.asApp, "GET", foreign)).status).toBe(410);
    expect((await office.refusal(office.anna, "GET", `${deltaLink}&startDateTime=2026-03-01`)).status).toBe(
      400,
    );
  });
});

test("a series changes in the view by its days, only those concerned", async () => {
  const series = {
    recurrence: {
      pattern: { type: "daily", interval: 1 },
      range: { type: "numbered", startDate: "2026-03-04", numberOfOccurrences: 5 },
    },
  };
  await add("daily", "04T08:00:00", "04T09:00:00", series);
  const first = await round(
    office.anna,
    "/me/calendarView/delta?startDateTime=2026-03-01&endDateTime=2026-03-31",
  );
  expect(first.items).toHaveLength(5);
  await office.ok(office.anna, "PATCH", `/me/events/${first.items[1]!["id"]}`, { subject: "special" });
  await office.ok(office.anna, "DELETE", `/me/events/${first.items[3]!["id"]}`);
  const second = await round(office.anna, first.deltaLink);
  expect(second.items.map((item) => String(item["subject"] ?? "gone"))).toEqual(["special", "gone"]);
});

test("every change of every copy is told to the tenant, once", async () => {
  const told: string[] = [];
  office.sandbox.tenant.listen("change", ({ changeType, collections, type }) => {
    if (type === "#Microsoft.Graph.Event") told.push(`${changeType} ${collections[0]}`);
  });
  const idOf = async (as: As) => String((await office.ok(as, "GET", "/me?$select=id"))["id"]);
  const [anna, pavel] = [await idOf(office.anna), await idOf(office.pavel)];
  const { id } = await add("a", "04T08:00:00", "04T09:00:00", { attendees: attendees("pavel.orlov") });
  expect(told.splice(0).sort()).toEqual(
    [`created users/${anna}/events`, `created users/${pavel}/events`].sort(),
  );
  await office.ok(office.anna, "PATCH", `/me/events/${id}`, { subject: "b" });
  expect(told.splice(0).sort()).toEqual(
    [`updated users/${anna}/events`, `updated users/${pavel}/events`].sort(),
  );
  await office.ok(office.anna, "PATCH", `/me/events/${id}`, { showAs: "oof", categories: ["Deal"] });
  expect(told.splice(0)).toEqual([`updated users/${anna}/events`]);
  await office.ok(office.anna, "DELETE", `/me/events/${id}`);
  expect(told.splice(0).sort()).toEqual(
    [`deleted users/${anna}/events`, `updated users/${pavel}/events`].sort(),
  );
});
