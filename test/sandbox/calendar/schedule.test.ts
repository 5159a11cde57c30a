import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setScheduleError } from "../../../server/sandbox/calendar/get-schedule.ts";
import { shareCalendar } from "../../../server/sandbox/calendar/simple-events.ts";
import { requireUser } from "../../../server/sandbox/directory/users.ts";
import type { As } from "../support/open.ts";
import { type Json, meeting, type Office, openOffice } from "./office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const berlin = (time: string) => ({ dateTime: `2026-03-${time}`, timeZone: "Europe/Berlin" });
const add = (as: As, start: string, end: string, more: object = {}) =>
  office.ok(as, "POST", "/me/events", meeting({ start: berlin(start), end: berlin(end), ...more }));
const question = (schedules: string[], more: object = {}) => ({
  Schedules: schedules.map((name) => (name.includes("@") ? name : `${name}@bergmann.example`)),
  StartTime: berlin("04T09:00:00"),
  EndTime: berlin("04T12:00:00"),
  ...more,
});
const ask = async (as: As, schedules: string[], more: object = {}, prefer?: string): Promise<Json[]> => {
  const path =
    as.kind === "app" ? "/users/anna.kern@bergmann.example/calendar/getSchedule" : "/me/calendar/getSchedule";
  return (
    await office.ok(as, "POST", path, question(schedules, more), prefer === undefined ? {} : { prefer })
  )["value"]!;
};

describe("whether people are free", () => {
  test.each([
    ["free", "0"],
    ["workingElsewhere", "0"],
    ["tentative", "1"],
    ["busy", "2"],
    ["oof", "3"],
  ])("%s counts as %s", async (showAs, digit) => {
    await add(office.dmitri, "04T10:00:00", "04T10:30:00", { showAs });
    const [his] = await ask(office.anna, ["dmitri.bergmann"]);
    expect(his).toMatchObject({ availabilityView: `00${digit}000`, scheduleItems: [{ status: showAs }] });
  });

  test("is told by interval: any part of one that is taken counts, the strongest claim first", async () => {
    await add(office.dmitri, "04T10:14:00", "04T10:16:00", { showAs: "tentative" });
    await add(office.dmitri, "04T10:00:00", "04T10:15:00", { showAs: "busy" });
    expect((await ask(office.anna, ["dmitri.bergmann"], { AvailabilityViewInterval: 15 }))[0]).toMatchObject({
      availabilityView: "000021000000",
    });
    expect((await ask(office.anna, ["dmitri.bergmann"], { AvailabilityViewInterval: 60 }))[0]).toMatchObject({
      availabilityView: "020",
    });
    expect((await ask(office.anna, ["dmitri.bergmann"], { AvailabilityViewInterval: 100 }))[0]).toMatchObject(
      { availabilityView: "20" },
    );
  });

  test("comes in UTC, or in the zone preferred, with the hours the person works", async () => {
    await add(office.dmitri, "04T10:00:00", "04T10:30:00");
    expect((await ask(office.anna, ["dmitri.bergmann"]))[0]).toMatchObject({
      scheduleItems: [{ start: { dateTime: "2026-03-04T09:00:00.0000000", timeZone: "UTC" } }],
      workingHours: { startTime: "10:00:00.0000000", timeZone: { name: expect.any(String) } },
    });
    expect(
      (await ask(office.anna, ["dmitri.bergmann"], {}, 'outlook.timezone="Asia/Novosibirsk"'))[0],
    ).toMatchObject({
      scheduleItems: [{ start: { dateTime: "2026-03-04T16:00:00.0000000", timeZone: "Asia/Novosibirsk" } }],
    });
  });

  test("of a series, the days within the window count", async () => {
    await add(office.dmitri, "03T10:00:00", "03T11:00:00", {
      recurrence: {
        pattern: { type: "daily", interval: 1 },
        range: { type: "noEnd", startDate: "2026-03-03" },
      },
    });
    expect((await ask(office.anna, ["dmitri.bergmann"]))[0]).toMatchObject({ availabilityView: "002200" });
  });

  test("titles are for the owner and those the calendar is open to, and never of a private event", async () => {
    const tenant = office.sandbox.tenant;
    await add(office.dmitri, "04T09:00:00", "04T09:30:00", {
      subject: "Board",
      location: { displayName: "Room 9" },
    });
    await add(office.dmitri, "04T10:00:00", "04T10:30:00", { subject: "Doctor", sensitivity: "private" });
    const [closed] = await ask(office.anna, ["dmitri.bergmann"]);
    expect(closed!["scheduleItems"]!.map((item) => Object.keys(item).join())).toEqual([
      "status,start,end",
      "status,start,end",
    ]);
    shareCalendar(
      tenant,
      requireUser(tenant, "dmitri.bergmann@bergmann.example").id,
      requireUser(tenant, "anna.kern@bergmann.example").id,
      "limitedRead",
    );
    const [open] = await ask(office.anna, ["dmitri.bergmann"]);
    expect(open!["scheduleItems"]).toMatchObject([
      { subject: "Board", location: "Room 9", isPrivate: false },
      { isPrivate: true },
    ]);
    expect(
      JSON.stringify([
        open,
        await ask(office.dmitri, ["dmitri.bergmann"]),
        await ask(office.asApp, ["dmitri.bergmann"]),
      ]),
    ).not.toContain("Doctor");
  });

  test("an unknown or outside address gives an error in its place, and the others their answer", async () => {
    const answers = await ask(office.asApp, ["nobody", "alexei.volkov@steelworks.example", "pavel.orlov"]);
    expect(answers).toMatchObject([
      {
        scheduleId: "nobody@bergmann.example",
        error: { responseCode: "5009", message: expect.stringContaining("nobody@bergmann.example") },
      },
      { scheduleId: "alexei.volkov@steelworks.example", error: { responseCode: "5009" } },
      { scheduleId: "pavel.orlov@bergmann.example", availabilityView: "000000" },
    ]);
    expect(answers[0]).not.toHaveProperty("availabilityView");
  });

  test("an error can be set for a person, and taken back", async () => {
    const { tenant } = office.sandbox;
    const { id } = requireUser(tenant, "pavel.orlov@bergmann.example");
    setScheduleError(tenant, id, { message: "Mailbox is moving.", responseCode: "5012" });
    expect(await ask(office.anna, ["pavel.orlov"])).toEqual([
      {
        scheduleId: "pavel.orlov@bergmann.example",
        error: { message: "Mailbox is moving.", responseCode: "5012" },
      },
    ]);
    setScheduleError(tenant, id, null);
    expect((await ask(office.anna, ["pavel.orlov"]))[0]).toMatchObject({ availabilityView: "000000" });
  });

  test("a list shows when any of its members are taken", async () => {
    await add(office.pavel, "04T09:00:00", "04T09:30:00");
    await add(office.anna, "04T11:30:00", "04T12:00:00", { showAs: "oof" });
    expect(await ask(office.dmitri, ["steelworks-team"])).toMatchObject([
      { availabilityView: "200003", scheduleItems: [] },
    ]);
  });

  const many = (count: number) => Array.from({ length: count }, (_, i) => `person${i}`);
  test.each<[string, string[], object, number]>([
    ["twenty people", many(20), {}, 200],
    ["twenty-one people", many(21), {}, 400],
    ["sixteen people and a list of four", [...many(16), "steelworks-team"], {}, 200],
    ["seventeen people and a list of four", [...many(17), "steelworks-team"], {}, 400],
    ["nobody", [], {}, 400],
    [
      "a window of almost 62 days",
      ["pavel.orlov"],
      {
        StartTime: { dateTime: "2026-04-01T00:00:00", timeZone: "UTC" },
        EndTime: { dateTime: "2026-06-01T23:59:59", timeZone: "UTC" },
      },
      200,
    ],
    [
      "a window of 62 days",
      ["pavel.orlov"],
      {
        StartTime: { dateTime: "2026-04-01T00:00:00", timeZone: "UTC" },
        EndTime: { dateTime: "2026-06-02T00:00:00", timeZone: "UTC" },
      },
      400,
    ],
    ["a window that ends where it starts", ["pavel.orlov"], { EndTime: berlin("04T09:00:00") }, 400],
    ["intervals of 5 minutes", ["pavel.orlov"], { AvailabilityViewInterval: 5 }, 200],
    ["intervals of 4 minutes", ["pavel.orlov"], { AvailabilityViewInterval: 4 }, 400],
    [
      "intervals of a day",
      ["pavel.orlov"],
      { EndTime: berlin("05T09:00:00"), AvailabilityViewInterval: 1440 },
      200,
    ],
    [
      "intervals of more than a day",
      ["pavel.orlov"],
      { EndTime: berlin("06T09:00:00"), AvailabilityViewInterval: 1441 },
      400,
    ],
    ["intervals longer than the window", ["pavel.orlov"], { AvailabilityViewInterval: 181 }, 400],
    ["a Z in a local time", ["pavel.orlov"], { StartTime: berlin("04T09:00:00Z") }, 400],
    [
      "an unknown zone",
      ["pavel.orlov"],
      { StartTime: { dateTime: "2026-03-04T09:00:00", timeZone: "Mars" } },
      400,
    ],
    ["an unknown parameter", ["pavel.orlov"], { Colour: "red" }, 400],
    ["no start", ["pavel.orlov"], { StartTime: undefined }, 400],
  ])("asked about %s", async (_story, schedules, more, status) => {
    expect(
      (
        await office.graph(office.anna, "POST", "/me/calendar/getSchedule", {
          body: question(schedules, more),
        })
      ).status,
    ).toBe(status);
  });
});

describe("finding times to meet", () => {
  const find = (more: object = {}) =>
    office.ok(office.anna, "POST", "/me/findMeetingTimes", {
      attendees: [{ type: "required", emailAddress: { address: "pavel.orlov@bergmann.example" } }],
      timeConstraint: { timeSlots: [{ start: berlin("04T09:00:00"), end: berlin("04T11:00:00") }] },
      ...more,
    });
  const times = (found: Json) =>
    found["meetingTimeSuggestions"]!.map(
      (one) => `${String(one["meetingTimeSlot"]!["start"]!["dateTime"]).slice(8, 16)} ${one["confidence"]}`,
    );

  test("offers half hours in which all are free", async () => {
    expect(times(await find())).toEqual(["04T08:00 100", "04T08:30 100", "04T09:00 100", "04T09:30 100"]);
  });

  test("orders equally good times otherwise at each call once it is told to vary, but never puts a worse one first", async () => {
    await add(office.pavel, "04T10:30:00", "04T11:00:00", { showAs: "tentative" });
    await office.outside("PUT", "/meetingSuggestions", { vary: true });
    const answers = [];
    for (let i = 0; i < 12; i += 1) answers.push(times(await find()));
    expect(new Set(answers.map(String)).size).toBeGreaterThan(1);
    for (const answer of answers) expect(answer.toSorted()).toEqual(answers[0]!.toSorted());
    for (const answer of answers) expect(answer.at(-1)).toBe("04T09:30 50");
    await office.outside("PUT", "/meetingSuggestions", { vary: false });
    expect(times(await find())).toEqual(times(await find()));
  });

  test("leaves out when the organizer or everyone else is taken, and puts the surest first", async () => {
    await add(office.anna, "04T09:00:00", "04T09:30:00");
    await add(office.pavel, "04T09:30:00", "04T10:00:00");
    await add(office.pavel, "04T10:00:00", "04T10:30:00", { showAs: "tentative" });
    const found = await find({ returnSuggestionReasons: true });
    expect(times(found)).toEqual(["04T09:30 100", "04T09:00 50"]);
    expect(found["meetingTimeSuggestions"]![1]).toMatchObject({
      order: 2,
      organizerAvailability: "free",
      suggestionReason: expect.any(String),
      attendeeAvailability: [
        {
          availability: "tentative",
          attendee: { emailAddress: { address: "pavel.orlov@bergmann.example" } },
        },
      ],
    });
    expect(times(await find({ isOrganizerOptional: true, minimumAttendeePercentage: 100 }))).toEqual([
      "04T08:00 100",
      "04T09:30 100",
    ]);
    expect(times(await find({ maxCandidates: 1 }))).toEqual(["04T09:30 100"]);
  });

  test.each([
    ["within working hours", "work", ["06T16:30"]],
    ["at the same hours on weekends too", "personal", ["06T16:30", "07T07:00", "07T07:30"]],
  ])("keeps %s by the organizer's clock", async (_story, activityDomain, starts) => {
    const timeSlots = [
      { start: berlin("06T17:30:00"), end: berlin("06T20:00:00") },
      { start: berlin("07T06:00:00"), end: berlin("07T09:00:00") },
    ];
    const hours = {
      ...requireUser(office.sandbox.tenant, "anna.kern@bergmann.example").mailboxSettings.workingHours,
    };
    requireUser(office.sandbox.tenant, "anna.kern@bergmann.example").mailboxSettings.workingHours = {
      ...hours,
      startTime: "08:00:00.0000000",
      endTime: "18:00:00.0000000",
    };
    const found = await find({ timeConstraint: { activityDomain, timeSlots } });
    expect(times(found).map((time) => time.split(" ")[0])).toEqual(starts);
  });

  test("counts someone outside as 49 in 100, which is not enough by itself", async () => {
    const outside = { attendees: [{ emailAddress: { address: "alexei.volkov@steelworks.example" } }] };
    expect(await find(outside)).toMatchObject({
      meetingTimeSuggestions: [],
      emptySuggestionsReason: "attendeesUnavailableOrUnknown",
    });
    expect(times(await find({ ...outside, minimumAttendeePercentage: 49 }))).toContain("04T08:00 49");
  });

  test.each<[string, object, string]>([
    [
      "the organizer is away",
      { timeConstraint: { timeSlots: [{ start: berlin("04T02:00:00"), end: berlin("04T04:00:00") }] } },
      "organizerUnavailable",
    ],
    [
      "a place is needed and there is none",
      { locationConstraint: { isRequired: true } },
      "locationsUnavailable",
    ],
  ])("says why there is nothing: %s", async (_story, more, reason) => {
    expect(await find(more)).toEqual({
      "@odata.context": expect.any(String),
      meetingTimeSuggestions: [],
      emptySuggestionsReason: reason,
    });
  });

  test("says so when the others are taken all the time", async () => {
    await add(office.pavel, "04T08:00:00", "04T12:00:00");
    expect(await find()).toMatchObject({
      meetingTimeSuggestions: [],
      emptySuggestionsReason: "attendeesUnavailable",
    });
  });

  test("is nothing an application can do", async () => {
    const refused = await office.graph(
      office.asApp,
      "POST",
      "/users/anna.kern@bergmann.example/findMeetingTimes",
      { body: {} },
    );
    expect(refused.status).toBe(403);
  });

  test.each([
    { meetingDuration: "an hour" },
    { meetingDuration: "PT0M" },
    { minimumAttendeePercentage: 101 },
    { timeConstraint: { timeSlots: [{ start: berlin("04T09:00:00"), end: berlin("04T09:00:00") }] } },
  ])("refuses %j", async (more) => {
    expect((await office.graph(office.anna, "POST", "/me/findMeetingTimes", { body: more })).status).toBe(
      400,
    );
  });
});
