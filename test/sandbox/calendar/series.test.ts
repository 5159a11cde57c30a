import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { As } from "../support/open.ts";
import { attendees, type Json, type Office, openOffice } from "./office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const at = (dateTime: string, timeZone = "Europe/Berlin") => ({ dateTime, timeZone });
/** Every Monday at 09:00 in Munich, from 2 March 2026. */
const weekly = (more: object = {}) => ({
  subject: "Monday round",
  start: at("2026-03-02T09:00:00"),
  end: at("2026-03-02T09:30:00"),
  recurrence: {
    pattern: { type: "weekly", interval: 1, daysOfWeek: ["monday"], firstDayOfWeek: "monday" },
    range: { type: "noEnd", startDate: "2026-03-02" },
  },
  ...more,
});
const view = async (as: As, from: string, to: string, prefer?: string): Promise<Json[]> =>
  (
    await office.ok(
      as,
      "GET",
      `/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=100`,
      undefined,
      prefer === undefined ? {} : { prefer },
    )
  )["value"]!;
const starts = (items: Json[]) => items.map((item) => String(item["start"]!["dateTime"]).slice(0, 16));

describe("a series", () => {
  test("is one event in the list and a day for each time in the view", async () => {
    const made = await office.ok(office.anna, "POST", "/me/events", weekly());
    expect(made).toMatchObject({
      type: "seriesMaster",
      recurrence: {
        pattern: {
          type: "weekly",
          interval: 1,
          daysOfWeek: ["monday"],
          firstDayOfWeek: "monday",
          month: 0,
          dayOfMonth: 0,
          index: "first",
        },
        range: {
          type: "noEnd",
          startDate: "2026-03-02",
          endDate: "0001-01-01",
          recurrenceTimeZone: "Europe/Berlin",
          numberOfOccurrences: 0,
        },
      },
    });
    expect((await office.ok(office.anna, "GET", "/me/events"))["value"]).toHaveLength(1);
    const days = await view(office.anna, "2026-03-01", "2026-03-24");
    expect(starts(days)).toEqual([
      "2026-03-02T08:00",
      "2026-03-09T08:00",
      "2026-03-16T08:00",
      "2026-03-23T08:00",
    ]);
    expect(days[1]).toMatchObject({
      type: "occurrence",
      seriesMasterId: made["id"],
      recurrence: null,
      originalStart: "2026-03-09T08:00:00Z",
    });
    expect(new Set(days.map((day) => String(day["iCalUId"]))).size).toBe(4);
    expect(await office.ok(office.anna, "GET", `/me/events/${days[1]!["id"]}`)).toMatchObject({
      start: { dateTime: "2026-03-09T08:00:00.0000000" },
    });
  });

  test.each([
    ["when the clocks go forward", "2026-03-23", "2026-04-01", ["2026-03-23T08:00", "2026-03-30T07:00"]],
    ["when the clocks go back", "2026-10-19", "2026-10-28", ["2026-10-19T07:00", "2026-10-26T08:00"]],
  ])("keeps its local time %s", async (_story, from, to, utc) => {
    await office.ok(office.anna, "POST", "/me/events", weekly());
    expect(starts(await view(office.anna, from, to))).toEqual(utc);
    const local = await view(office.anna, from, to, 'outlook.timezone="Europe/Berlin"');
    expect(local.map((day) => String(day["start"]!["dateTime"]).slice(11, 16))).toEqual(["09:00", "09:00"]);
  });

  test("in the night the clocks go forward, a meeting in the hour left out is an hour later that day only", async () => {
    const night = {
      start: at("2026-03-28T02:15:00"),
      end: at("2026-03-28T02:45:00"),
      recurrence: {
        pattern: { type: "daily", interval: 1 },
        range: { type: "numbered", startDate: "2026-03-28", numberOfOccurrences: 3 },
      },
    };
    await office.ok(office.anna, "POST", "/me/events", weekly(night));
    expect(starts(await view(office.anna, "2026-03-27", "2026-04-02"))).toEqual([
      "2026-03-28T01:15",
      "2026-03-29T01:15",
      "2026-03-30T00:15",
    ]);
  });

  test("may be kept in another zone than its first time was given in", async () => {
    const far = weekly({ start: at("2026-03-02T08:00:00", "UTC"), end: at("2026-03-02T08:30:00", "UTC") });
    Object.assign(far["recurrence"]!["range"]!, { recurrenceTimeZone: "W. Europe Standard Time" });
    await office.ok(office.anna, "POST", "/me/events", far);
    expect(starts(await view(office.anna, "2026-03-23", "2026-04-01"))).toEqual([
      "2026-03-23T08:00",
      "2026-03-30T07:00",
    ]);
  });

  test.each<[string, object]>([
    [
      "without days for weeks",
      { pattern: { type: "weekly", interval: 1 }, range: { type: "noEnd", startDate: "2026-03-02" } },
    ],
    [
      "with an interval of nothing",
      { pattern: { type: "daily", interval: 0 }, range: { type: "noEnd", startDate: "2026-03-02" } },
    ],
    [
      "without a day of the month",
      {
        pattern: { type: "absoluteMonthly", interval: 1 },
        range: { type: "noEnd", startDate: "2026-03-02" },
      },
    ],
    [
      "without a month of the year",
      {
        pattern: { type: "relativeYearly", interval: 1, daysOfWeek: ["monday"] },
        range: { type: "noEnd", startDate: "2026-03-02" },
      },
    ],
    [
      "that ends before it starts",
      {
        pattern: { type: "daily", interval: 1 },
        range: { type: "endDate", startDate: "2026-03-02", endDate: "2026-03-01" },
      },
    ],
    [
      "that takes place no times",
      {
        pattern: { type: "daily", interval: 1 },
        range: { type: "numbered", startDate: "2026-03-02", numberOfOccurrences: 0 },
      },
    ],
    [
      "that starts on another day than its event",
      { pattern: { type: "daily", interval: 1 }, range: { type: "noEnd", startDate: "2026-03-03" } },
    ],
    [
      "in an unknown zone",
      {
        pattern: { type: "daily", interval: 1 },
        range: { type: "noEnd", startDate: "2026-03-02", recurrenceTimeZone: "Mars" },
      },
    ],
    [
      "of an unknown kind",
      { pattern: { type: "hourly", interval: 1 }, range: { type: "noEnd", startDate: "2026-03-02" } },
    ],
  ])("%s is refused", async (_story, recurrence) => {
    expect(await office.refusal(office.anna, "POST", "/me/events", weekly({ recurrence }))).toMatchObject({
      status: 400,
    });
  });
});

describe("one day of a series", () => {
  const dayOf = async (as: As, n: number) => (await view(as, "2026-03-01", "2026-03-24"))[n]!;

  test("can differ from the rest, for everyone", async () => {
    await office.ok(office.anna, "POST", "/me/events", weekly({ attendees: attendees("pavel.orlov") }));
    const { id } = await dayOf(office.anna, 1);
    const changed = await office.ok(office.anna, "PATCH", `/me/events/${id}`, {
      subject: "Special",
      start: at("2026-03-10T14:00:00"),
      end: at("2026-03-10T15:00:00"),
    });
    expect(changed).toMatchObject({ id, type: "exception", originalStart: "2026-03-09T08:00:00Z" });
    const his = await view(office.pavel, "2026-03-01", "2026-03-24");
    expect(starts(his)).toEqual([
      "2026-03-02T08:00",
      "2026-03-10T13:00",
      "2026-03-16T08:00",
      "2026-03-23T08:00",
    ]);
    expect(his.map((day) => `${day["type"]} ${day["subject"]}`)[1]).toBe("exception Special");
    const { value } = await office.ok(office.anna, "GET", `/me/events?$expand=exceptionOccurrences`);
    expect(value![0]!["exceptionOccurrences"]).toMatchObject([{ subject: "Special" }]);
  });

  test("cannot be moved to or past its neighbours", async () => {
    await office.ok(office.anna, "POST", "/me/events", weekly());
    const { id } = await dayOf(office.anna, 1);
    for (const date of ["2026-03-02", "2026-03-16", "2026-03-20"]) {
      const refused = await office.refusal(office.anna, "PATCH", `/me/events/${id}`, {
        start: at(`${date}T09:00:00`),
        end: at(`${date}T09:30:00`),
      });
      expect(refused).toMatchObject({ status: 400, code: "ErrorOccurrenceCrossingBoundary" });
    }
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, {
      start: at("2026-03-15T09:00:00"),
      end: at("2026-03-15T09:30:00"),
    });
  });

  test("can be called off by the organizer for all, and taken away by an attendee for themselves", async () => {
    const { id } = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      weekly({ attendees: attendees("pavel.orlov") }),
    );
    await office.ok(office.anna, "POST", `/me/events/${(await dayOf(office.anna, 1))["id"]}/cancel`, {
      comment: "Holiday",
    });
    await office.ok(office.pavel, "DELETE", `/me/events/${(await dayOf(office.pavel, 0))["id"]}`);
    expect(starts(await view(office.anna, "2026-03-01", "2026-03-24"))).toEqual([
      "2026-03-02T08:00",
      "2026-03-16T08:00",
      "2026-03-23T08:00",
    ]);
    expect(starts(await view(office.pavel, "2026-03-01", "2026-03-24"))).toEqual([
      "2026-03-16T08:00",
      "2026-03-23T08:00",
    ]);
    const master = await office.ok(office.anna, "GET", `/me/events/${id}?$select=cancelledOccurrences`);
    expect(master["cancelledOccurrences"]).toEqual([`OID.${id}.2026-03-09`]);
    expect(await office.ok(office.anna, "GET", `/me/events/${id}`)).not.toHaveProperty(
      "cancelledOccurrences",
    );
  });

  test("can be answered by itself", async () => {
    await office.ok(office.anna, "POST", "/me/events", weekly({ attendees: attendees("pavel.orlov") }));
    await office.ok(office.pavel, "POST", `/me/events/${(await dayOf(office.pavel, 1))["id"]}/decline`, {});
    await office.ok(office.pavel, "POST", `/me/events/${(await dayOf(office.pavel, 1))["id"]}/accept`, {});
    const hers = await view(office.anna, "2026-03-01", "2026-03-24");
    expect(hers.map((day) => String(day["attendees"]![0]!["status"]!["response"]))).toEqual([
      "none",
      "declined",
      "accepted",
      "none",
    ]);
    expect(starts(await view(office.pavel, "2026-03-01", "2026-03-24"))).toEqual([
      "2026-03-02T08:00",
      "2026-03-16T08:00",
      "2026-03-23T08:00",
    ]);
  });

  test("follows its series again when that moves, and is gone when the series is", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", weekly());
    const day = await dayOf(office.anna, 1);
    await office.ok(office.anna, "PATCH", `/me/events/${day["id"]}`, { subject: "Special" });
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, {
      start: at("2026-03-02T10:00:00"),
      end: at("2026-03-02T10:30:00"),
    });
    expect(starts(await view(office.anna, "2026-03-01", "2026-03-17"))).toEqual([
      "2026-03-02T09:00",
      "2026-03-09T09:00",
      "2026-03-16T09:00",
    ]);
    expect(await dayOf(office.anna, 1)).toMatchObject({ subject: "Monday round", type: "occurrence" });
    expect(await office.ok(office.anna, "PATCH", `/me/events/${id}`, { recurrence: null })).toMatchObject({
      type: "singleInstance",
    });
    expect(await office.refusal(office.anna, "GET", `/me/events/${day["id"]}`)).toMatchObject({
      status: 404,
    });
  });

  test("is found among the instances within a window, which needs both bounds", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", weekly());
    const { value } = await office.ok(
      office.anna,
      "GET",
      `/me/events/${id}/instances?startDateTime=2026-03-08T00:00:00Z&endDateTime=2026-03-16T08:00:00Z`,
    );
    expect(starts(value!)).toEqual(["2026-03-09T08:00"]);
    expect(
      await office.refusal(
        office.anna,
        "GET",
        `/me/events/${id}/instances?startDateTime=2026-03-08T00:00:00Z`,
      ),
    ).toMatchObject({ status: 400, code: "ErrorInvalidRequest" });
  });
});
