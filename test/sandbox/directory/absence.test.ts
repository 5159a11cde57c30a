import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";

type Tips = {
  value: { automaticReplies?: { message: string }; recipientScope?: string; error?: { code: string } }[];
};
type Presence = { availability: string; activity: string; outOfOfficeSettings: { isOutOfOffice: boolean } };

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t.close());

const elena = "/users/elena.sokolova@bergmann.example";
const utc = (dateTime: string) => ({ dateTime, timeZone: "UTC" });

/** Away from Thursday eight o'clock to Monday eight o'clock, all UTC. */
const scheduled = {
  status: "scheduled",
  scheduledStartDateTime: utc("2026-03-05T08:00:00"),
  scheduledEndDateTime: utc("2026-03-09T08:00:00"),
  internalReplyMessage: "В отпуске",
  externalReplyMessage: "On vacation",
};

const tip = async () =>
  (
    await t.graph<Tips>(t.asApp, "POST", "/users/anna.kern@bergmann.example/getMailTips", {
      body: { EmailAddresses: ["elena.sokolova@bergmann.example"], MailTipsOptions: "automaticReplies" },
    })
  ).body.value[0]?.automaticReplies?.message;

const presence = async (who = elena) => (await t.graph<Presence>(t.asApp, "GET", `${who}/presence`)).body;

describe("who is away is told where senders look", () => {
  test.each([
    ["2026-03-05T07:59:59Z", ""],
    ["2026-03-05T08:00:00Z", "В отпуске"],
    ["2026-03-09T07:59:58Z", "В отпуске"],
    ["2026-03-09T08:00:00Z", ""],
  ])("at %s the mail tip says %o", async (at, message) => {
    await t.outside("PUT", "/users/elena.sokolova@bergmann.example/automaticReplies", scheduled);
    await t.outside("POST", "/clock", { set: at });
    expect(await tip()).toBe(message);
  });

  test("always is always, and disabled is never", async () => {
    await t.outside("PUT", "/users/elena.sokolova@bergmann.example/automaticReplies", {
      status: "alwaysEnabled",
      internalReplyMessage: "Away",
    });
    expect(await tip()).toBe("Away");
    await t.outside("PUT", "/users/elena.sokolova@bergmann.example/automaticReplies", { status: "disabled" });
    expect(await tip()).toBe("");
  });

  test("what Graph was told is what Graph tells, in UTC", async () => {
    const body = {
      automaticRepliesSetting: {
        ...scheduled,
        scheduledStartDateTime: { dateTime: "2026-03-05T15:00:00", timeZone: "Asia/Novosibirsk" },
      },
    };
    await t.graph(t.asUser("elena.sokolova"), "PATCH", "/me/mailboxSettings", { body });
    const read = await t.graph(t.asApp, "GET", `${elena}/mailboxSettings/automaticRepliesSetting`);
    expect(read.body).toMatchObject({
      status: "scheduled",
      scheduledStartDateTime: { dateTime: "2026-03-05T08:00:00.0000000", timeZone: "UTC" },
    });
  });

  test("mail tips tell inside from outside, and an address of ours that is nobody's", async () => {
    const { body } = await t.graph<Tips>(t.asApp, "POST", "/users/anna.kern@bergmann.example/getMailTips", {
      body: {
        emailAddresses: ["sales@bergmann.example", "x@client.example", "nobody@bergmann.example"],
        mailTipsOptions: "recipientScope, totalMemberCount",
      },
    });
    expect(body.value).toMatchObject([
      { recipientScope: "internal", totalMemberCount: 6 },
      { recipientScope: "external", totalMemberCount: 1 },
      { error: { code: "RecipientNotFound" } },
    ]);
  });

  test.each([
    ["an unknown zone", { timeZone: "Mars/Olympus" }],
    [
      "an end before the start",
      { automaticRepliesSetting: { ...scheduled, scheduledEndDateTime: utc("2026-03-01T00:00:00") } },
    ],
    [
      "a time that is none",
      { automaticRepliesSetting: { scheduledStartDateTime: utc("2026-02-30T25:00:00") } },
    ],
    ["an hour that is none", { workingHours: { startTime: "25:00:00" } }],
    ["a day that is none", { workingHours: { daysOfWeek: ["someday"] } }],
  ])("settings with %s are refused, and nothing is changed", async (_story, body) => {
    const before = (await t.graph(t.asApp, "GET", `${elena}/mailboxSettings`)).body;
    expect((await t.graph(t.asApp, "PATCH", `${elena}/mailboxSettings`, { body })).status).toBe(400);
    expect((await t.graph(t.asApp, "GET", `${elena}/mailboxSettings`)).body).toEqual(before);
  });
});

describe("presence follows hours, calendar and absence", () => {
  test.each([
    ["2026-03-02T02:00:00Z", "Available", "Available"],
    ["2026-03-02T01:59:59Z", "Offline", "OffWork"],
    ["2026-03-02T11:00:00Z", "Offline", "OffWork"],
    ["2026-03-01T05:00:00Z", "Offline", "OffWork"],
  ])("at %s Elena (nine to six in Novosibirsk) is %s, %s", async (at, availability, activity) => {
    await t.outside("POST", "/clock", { set: at });
    expect(await presence()).toMatchObject({ availability, activity });
  });

  test("in a meeting she is busy, on vacation she is away, and what she says herself goes first", async () => {
    const event = {
      subject: "Line 4",
      start: utc("2026-03-02T08:00:00"),
      end: utc("2026-03-02T10:00:00"),
      attendees: [{ emailAddress: { address: "anna.kern@bergmann.example" }, type: "required" }],
    };
    await t.graph(t.asUser("elena.sokolova"), "POST", "/me/events", { body: event });
    expect(await presence()).toMatchObject({ availability: "Busy", activity: "InAMeeting" });
    await t.outside("PUT", "/users/elena.sokolova@bergmann.example/automaticReplies", {
      status: "alwaysEnabled",
    });
    expect(await presence()).toMatchObject({
      activity: "OutOfOffice",
      outOfOfficeSettings: { isOutOfOffice: true },
    });
    const own = { availability: "DoNotDisturb", activity: "Presenting" };
    await t.outside("PUT", "/users/elena.sokolova@bergmann.example/presence", own);
    expect(await presence()).toMatchObject(own);
    await t.outside("PUT", "/users/elena.sokolova@bergmann.example/presence", null);
    expect(await presence()).toMatchObject({ activity: "OutOfOffice" });
  });

  test.each([
    [650, 200],
    [651, 400],
  ])("%i people at once are answered %i", async (count, status) => {
    const ids = Array.from({ length: count }, () => "0f1ce000-0000-4000-8000-000000000001");
    const answer = await t.graph(t.asApp, "POST", "/communications/getPresencesByUserId", { body: { ids } });
    expect(answer.status).toBe(status);
  });
});
