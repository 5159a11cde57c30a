import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Json, meeting, type Office, openOffice } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const codeOf = (body: Json) => String(body["error"]!["code"]);
const at = (dateTime: string, timeZone = "Europe/Berlin") => ({ dateTime, timeZone });

describe("an event", () => {
  test("is there as it was made, its times in UTC", async () => {
    const made = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ location: { displayName: "Room 1" } }),
    );
    const read = await office.ok(office.anna, "GET", `/me/events/${made["id"]}`);
    expect(read).toMatchObject({
      subject: "Review",
      start: { dateTime: "2026-03-04T09:00:00.0000000", timeZone: "UTC" },
      end: { dateTime: "2026-03-04T10:00:00.0000000", timeZone: "UTC" },
      originalStartTimeZone: "Europe/Berlin",
      location: { displayName: "Room 1", uniqueIdType: "private" },
      locations: [{ displayName: "Room 1" }],
      isOrganizer: true,
      responseStatus: { response: "organizer", time: "0001-01-01T00:00:00Z" },
      showAs: "busy",
      sensitivity: "normal",
      type: "singleInstance",
      isOnlineMeeting: false,
      seriesMasterId: null,
      recurrence: null,
      reminderMinutesBeforeStart: 15,
      organizer: { emailAddress: { name: "Anna Kern", address: "anna.kern@bergmann.example" } },
    });
  });

  test("is shown on the clocks its reader prefers, and the reply says so", async () => {
    const made = await office.ok(office.anna, "POST", "/me/events", meeting());
    const { headers, body } = await office.graph<Json>(office.anna, "GET", `/me/events/${made["id"]}`, {
      prefer: 'outlook.timezone="N. Central Asia Standard Time"',
    });
    expect(body["start"]).toEqual({
      dateTime: "2026-03-04T16:00:00.0000000",
      timeZone: "N. Central Asia Standard Time",
    });
    expect(headers["preference-applied"]).toBe('outlook.timezone="N. Central Asia Standard Time"');
  });

  test("an unknown preferred zone is refused", async () => {
    const { status, body } = await office.graph<Json>(office.anna, "GET", "/me/events", {
      prefer: 'outlook.timezone="Mars"',
    });
    expect([status, codeOf(body)]).toEqual([400, "TimeZoneNotSupportedException"]);
  });

  test("has two ids: either opens it, and the preferred one is given", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", meeting());
    const lasting = await office.ok(office.anna, "GET", `/me/events/${id}`, undefined, {
      prefer: 'IdType="ImmutableId"',
    });
    expect(lasting["id"]).not.toBe(id);
    const again = await office.ok(office.anna, "GET", `/me/events/${lasting["id"]}`);
    expect(again["id"]).toBe(id);
  });

  test.each([
    ["an id that is none", "nonsense", 400, "ErrorInvalidIdMalformed"],
    [
      "an id of nothing",
      "AAMkAGEyNjQwMTYxLWNhbC0wMDAwRgAAAAAAzzzzzzzzzzzzzzzzzzzzzzAAA=",
      404,
      "ErrorItemNotFound",
    ],
  ])("%s opens nothing", async (_story, id, status, code) => {
    expect(await office.refusal(office.anna, "GET", `/me/events/${id}`)).toMatchObject({ status, code });
  });

  test("the letter case of an id matters", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", meeting());
    const swapped = [...String(id)]
      .map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()))
      .join("");
    expect((await office.graph(office.anna, "GET", `/me/events/${swapped}`)).status).toBeGreaterThanOrEqual(
      400,
    );
  });

  test("opens under its owner only", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", meeting());
    expect(await office.refusal(office.pavel, "GET", `/me/events/${id}`)).toMatchObject({
      status: 404,
      code: "ErrorItemNotFound",
    });
  });

  test("written with names and enums in any letter case, it is understood", async () => {
    const made = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ importance: "High", showAs: "OOF", body: { contentType: "HTML", content: "<p>x</p>" } }),
    );
    expect(made).toMatchObject({ importance: "high", showAs: "oof", body: { contentType: "html" } });
  });

  test("a text body is shown as HTML unless text is preferred, and previewed in 255 characters", async () => {
    const made = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ body: { contentType: "text", content: `a < b\r\n${"x".repeat(300)}` } }),
    );
    expect(made["body"]).toMatchObject({
      contentType: "html",
      content: expect.stringContaining("a &lt; b<br>"),
    });
    expect(made["bodyPreview"]).toHaveLength(255);
    const asText = await office.ok(office.anna, "GET", `/me/events/${made["id"]}`, undefined, {
      prefer: 'outlook.body-content-type="text"',
    });
    expect(asText["body"]).toMatchObject({ contentType: "text", content: expect.stringContaining("a < b") });
  });
});

describe("an event that cannot be", () => {
  test.each<[string, object, string]>([
    ["with a Z in its local time", { start: at("2026-03-04T10:00:00Z") }, "ErrorPropertyValidationFailure"],
    [
      "with an offset in its local time",
      { end: at("2026-03-04T11:00:00+01:00") },
      "ErrorPropertyValidationFailure",
    ],
    [
      "in an unknown zone",
      { start: at("2026-03-04T10:00:00", "Mars/Olympus") },
      "TimeZoneNotSupportedException",
    ],
    ["in no zone", { start: { dateTime: "2026-03-04T10:00:00" } }, "TimeZoneNotSupportedException"],
    ["that ends before it starts", { end: at("2026-03-04T09:59:59") }, "ErrorPropertyValidationFailure"],
    ["without a start", { start: undefined }, "ErrorPropertyValidationFailure"],
    ["without an end", { end: undefined }, "ErrorPropertyValidationFailure"],
    ["without a subject", { subject: undefined }, "ErrorPropertyValidationFailure"],
    ["for all day but not from midnight", { isAllDay: true }, "ErrorInvalidRequest"],
    [
      "for all day but of no length",
      { isAllDay: true, start: at("2026-03-04"), end: at("2026-03-04") },
      "ErrorInvalidRequest",
    ],
    ["with an unknown property", { subjekt: "x" }, "RequestBodyRead"],
    [
      "with an unknown property inside",
      { start: { ...at("2026-03-04T10:00:00"), zone: "UTC" } },
      "RequestBodyRead",
    ],
    ["with an unknown word for showing it", { showAs: "napping" }, "RequestBodyRead"],
    ["with a number for a subject", { subject: 1 }, "RequestBodyRead"],
    [
      "with an attendee who is no address",
      { attendees: [{ emailAddress: { address: "nobody" } }] },
      "ErrorInvalidRecipients",
    ],
    [
      "with more than 500 attendees",
      {
        attendees: Array.from({ length: 501 }, (_, i) => ({ emailAddress: { address: `a${i}@x.example` } })),
      },
      "ErrorInvalidRequest",
    ],
    [
      "as a Skype meeting",
      { isOnlineMeeting: true, onlineMeetingProvider: "skypeForBusiness" },
      "ErrorPropertyValidationFailure",
    ],
  ])("%s is refused", async (_story, wrong, code) => {
    expect(await office.refusal(office.anna, "POST", "/me/events", meeting(wrong))).toMatchObject({
      status: 400,
      code,
    });
  });

  test("what this tenant does not keep is said to be missing, not dropped", async () => {
    const refused = await office.refusal(office.anna, "POST", "/me/events", meeting({ attachments: [] }));
    expect(refused).toMatchObject({ status: 501, code: "NotImplemented" });
  });

  test("500 attendees are few enough, and an event may take no time", async () => {
    const many = Array.from({ length: 500 }, (_, i) => ({ emailAddress: { address: `a${i}@x.example` } }));
    const made = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ end: at("2026-03-04T10:00:00"), attendees: many }),
    );
    expect(made["attendees"]).toHaveLength(500);
  });
});

describe("a whole day", () => {
  test("is midnight to midnight in whichever zone it is read", async () => {
    const made = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ isAllDay: true, start: at("2026-03-29"), end: at("2026-03-30") }),
    );
    const read = await office.ok(office.anna, "GET", `/me/events/${made["id"]}`, undefined, {
      prefer: 'outlook.timezone="Asia/Novosibirsk"',
    });
    expect(read).toMatchObject({
      isAllDay: true,
      showAs: "free",
      start: { dateTime: "2026-03-29T00:00:00.0000000", timeZone: "Asia/Novosibirsk" },
      end: { dateTime: "2026-03-30T00:00:00.0000000", timeZone: "Asia/Novosibirsk" },
    });
  });
});

describe("a transactionId", () => {
  test("makes one event of twenty tries at once", async () => {
    const body = meeting({ transactionId: "double-click", subject: "Once" });
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => office.graph<Json>(office.anna, "POST", "/me/events", { body })),
    );
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(tries.map(({ body: made }) => String(made["id"]))).size).toBe(1);
    const { value } = await office.ok(office.anna, "GET", "/me/events?$filter=subject eq 'Once'");
    expect(value).toHaveLength(1);
  });

  test("means nothing in another mailbox", async () => {
    const body = meeting({ transactionId: "shared-name" });
    const [hers, his] = [
      await office.ok(office.anna, "POST", "/me/events", body),
      await office.ok(office.pavel, "POST", "/me/events", body),
    ];
    expect(hers["id"]).not.toBe(his["id"]);
  });

  test("may be used again once its event was deleted", async () => {
    const body = meeting({ transactionId: "again" });
    const first = await office.ok(office.anna, "POST", "/me/events", body);
    await office.ok(office.anna, "DELETE", `/me/events/${first["id"]}`);
    const second = await office.ok(office.anna, "POST", "/me/events", body);
    expect(second["id"]).not.toBe(first["id"]);
  });

  test("cannot be changed later", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", meeting({ transactionId: "fixed" }));
    expect(
      await office.refusal(office.anna, "PATCH", `/me/events/${id}`, { transactionId: "other" }),
    ).toMatchObject({ status: 400 });
    expect(
      await office.ok(office.anna, "PATCH", `/me/events/${id}`, { transactionId: "fixed", subject: "New" }),
    ).toMatchObject({ transactionId: "fixed", subject: "New" });
  });
});

describe("versions", () => {
  test("a change made on an old version is refused, and one on the present version goes through", async () => {
    const made = await office.ok(office.anna, "POST", "/me/events", meeting());
    const old = made["@odata.etag"]!;
    const changed = await office.ok(
      office.anna,
      "PATCH",
      `/me/events/${made["id"]}`,
      { subject: "B" },
      { headers: { "if-match": String(old) } },
    );
    expect(changed["@odata.etag"]).not.toBe(old);
    expect(changed["@odata.etag"]).toBe(`W/"${changed["changeKey"]}"`);
    const late = await office.graph<Json>(office.anna, "PATCH", `/me/events/${made["id"]}`, {
      body: { subject: "C" },
      headers: { "if-match": String(old) },
    });
    expect([late.status, codeOf(late.body)]).toEqual([412, "ErrorIrresolvableConflict"]);
    const lateDelete = await office.graph(office.anna, "DELETE", `/me/events/${made["id"]}`, {
      headers: { "if-match": String(old) },
    });
    expect(lateDelete.status).toBe(412);
    expect(await office.ok(office.anna, "GET", `/me/events/${made["id"]}`)).toMatchObject({ subject: "B" });
  });
});

describe("an online meeting", () => {
  const online = meeting({
    isOnlineMeeting: true,
    onlineMeetingProvider: "teamsForBusiness",
    body: { contentType: "html", content: "<p>Agenda</p>" },
  });

  test("has a link to join, in the event and in its body", async () => {
    const made = await office.ok(office.anna, "POST", "/me/events", online);
    const joinUrl = String(made["onlineMeeting"]!["joinUrl"]);
    expect(made).toMatchObject({
      isOnlineMeeting: true,
      onlineMeetingProvider: "teamsForBusiness",
      onlineMeetingUrl: null,
    });
    expect(joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/meetup-join\//);
    expect(made["body"]!["content"]).toContain("Agenda");
    expect(made["body"]!["content"]).toContain(joinUrl);
  });

  test("stays online when told not to be", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", online);
    expect(
      await office.ok(office.anna, "PATCH", `/me/events/${id}`, { isOnlineMeeting: false }),
    ).toMatchObject({ isOnlineMeeting: true });
  });

  test("stays online when the new body keeps the block to join by, and is lost without it", async () => {
    const made = await office.ok(office.anna, "POST", "/me/events", online);
    const content = String(made["body"]!["content"]).replace("Agenda", "New agenda");
    const kept = await office.ok(office.anna, "PATCH", `/me/events/${made["id"]}`, {
      body: { contentType: "html", content },
    });
    expect(kept).toMatchObject({ isOnlineMeeting: true, onlineMeeting: made["onlineMeeting"] });
    const lost = await office.ok(office.anna, "PATCH", `/me/events/${made["id"]}`, {
      body: { contentType: "html", content: "<p>Bare</p>" },
    });
    expect(lost).toMatchObject({ isOnlineMeeting: false, onlineMeeting: null });
  });

  test("can be made of an event that was not", async () => {
    const { id } = await office.ok(office.anna, "POST", "/me/events", meeting());
    expect(
      await office.ok(office.anna, "PATCH", `/me/events/${id}`, { isOnlineMeeting: true }),
    ).toMatchObject({
      isOnlineMeeting: true,
      onlineMeeting: { joinUrl: expect.stringContaining("https://teams.microsoft.com/") },
    });
  });
});

describe("a list of events", () => {
  test("is filtered, sorted, cut and paged as asked", async () => {
    const own = await openOffice();
    for (const [subject, day] of [
      ["Alpha", 9],
      ["Beta", 10],
      ["Gamma", 11],
    ] as const) {
      const on = {
        start: at(`2026-03-${String(day).padStart(2, "0")}T10:00:00`),
        end: at(`2026-03-${String(day).padStart(2, "0")}T11:00:00`),
      };
      await own.ok(own.anna, "POST", "/me/events", meeting({ subject, ...on }));
    }
    const subjects = async (query: string) =>
      (await own.ok(own.anna, "GET", `/me/events?${query}`))["value"]!.map((event) =>
        String(event["subject"]),
      );
    expect(await subjects("$orderby=subject desc&$top=2")).toEqual(["Gamma", "Beta"]);
    expect(await subjects("$filter=start/dateTime ge '2026-03-10T00:00'&$orderby=start/dateTime")).toEqual([
      "Beta",
      "Gamma",
    ]);
    expect(await subjects("$filter=startswith(subject,'A')")).toEqual(["Alpha"]);
    const first = await own.ok(
      own.anna,
      "GET",
      "/me/events?$top=2&$select=subject&$orderby=subject&$count=true",
    );
    expect(first).toMatchObject({
      "@odata.count": 3,
      value: [{ subject: "Alpha", id: expect.any(String) }, { subject: "Beta" }],
    });
    expect(new Set(Object.keys(first["value"]![0]!))).toEqual(new Set(["@odata.etag", "id", "subject"]));
    const second = await own.ok(own.anna, "GET", String(first["@odata.nextLink"]));
    expect(second["value"]!.map((event) => String(event["subject"]))).toEqual(["Gamma"]);
    expect((await own.refusal(own.anna, "GET", "/me/events?$select=subjekt")).status).toBe(400);
    expect((await own.refusal(own.anna, "GET", "/me/events?$filter=bodyPreview eq 'x'")).status).toBe(400);
    await own.close();
  });
});
