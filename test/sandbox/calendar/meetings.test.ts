import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { As } from "../support/open.ts";
import { attendees, type Json, meeting, type Office, openOffice } from "./office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const only = async (as: As): Promise<Json> => {
  const { value } = await office.ok(as, "GET", "/me/events");
  expect(value).toHaveLength(1);
  return value![0]!;
};
const inbox = async (as: As): Promise<string[]> => {
  const { value } = await office.ok(
    as,
    "GET",
    "/me/mailFolders/inbox/messages?$select=subject&$orderby=receivedDateTime",
  );
  return value!.map((message) => String(message["subject"]));
};

describe("inviting people", () => {
  test("everyone of the tenant finds the same meeting in their calendar, unanswered, and a mail about it", async () => {
    const made = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ attendees: attendees("pavel.orlov", "alexei.volkov@steelworks.example") }),
    );
    const his = await only(office.pavel);
    expect(his).toMatchObject({
      iCalUId: made["iCalUId"],
      subject: "Review",
      isOrganizer: false,
      showAs: "tentative",
      responseStatus: { response: "notResponded" },
      organizer: { emailAddress: { address: "anna.kern@bergmann.example" } },
    });
    expect(his["id"]).not.toBe(made["id"]);
    expect(made["attendees"]!.map((who) => String(who["status"]!["response"]))).toEqual(["none", "none"]);
    expect(await inbox(office.pavel)).toEqual(["Review"]);
  });

  test("the invitation carries a calendar part for every mail program", async () => {
    const raws: string[] = [];
    office.sandbox.tenant.listen("post", ({ raw, to }) =>
      raws.push(`${to.join()}\n${Buffer.from(raw).toString()}`),
    );
    await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ subject: "Обзор", attendees: attendees("pavel.orlov", "alexei.volkov@steelworks.example") }),
    );
    expect(raws).toHaveLength(1);
    expect(raws[0]).toMatch(/^pavel\.orlov@bergmann\.example,alexei\.volkov@steelworks\.example\n/);
    expect(raws[0]).toContain("Content-Type: text/calendar; charset=utf-8; method=REQUEST");
    const calendars = [...raws[0]!.matchAll(/base64\r\n(?:.+\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)/g)].map(
      ([, text]) => Buffer.from(text!, "base64").toString(),
    );
    const calendar = calendars.find((text) => text.startsWith("BEGIN:VCALENDAR"))!.replaceAll("\r\n ", "");
    expect(calendar).toContain("METHOD:REQUEST");
    expect(calendar).toContain("DTSTART:20260304T090000Z");
    expect(calendar).toContain("SUMMARY:Обзор");
    expect(calendar).toContain("mailto:alexei.volkov@steelworks.example");
    expect(calendar.split("\r\n").every((line) => Buffer.byteLength(line) < 400)).toBe(true);
  });

  test("a list invites its members", async () => {
    const { attendees: listed } = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ attendees: attendees("steelworks-team") }),
    );
    expect(listed).toHaveLength(1);
    expect(await only(office.pavel)).toMatchObject({ subject: "Review" });
    await office.ok(office.pavel, "POST", `/me/events/${(await only(office.pavel))["id"]}/accept`, {});
    const hers = await only(office.anna);
    expect(
      hers["attendees"]!.map((who) => `${who["emailAddress"]!["address"]} ${who["status"]!["response"]}`),
    ).toEqual(["steelworks-team@bergmann.example none", "pavel.orlov@bergmann.example accepted"]);
  });

  test("an alias reaches its owner once, and the organizer is never an attendee", async () => {
    const made = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ attendees: attendees("p.orlov", "PAVEL.ORLOV", "a.kern") }),
    );
    expect(made["attendees"]!.map((who) => String(who["emailAddress"]!["address"]))).toEqual([
      "p.orlov@bergmann.example",
      "PAVEL.ORLOV@bergmann.example",
    ]);
    await only(office.pavel);
    await only(office.anna);
  });

  test("where the list is hidden, the organizer sees all of it and an attendee only themselves", async () => {
    const made = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ hideAttendees: true, attendees: attendees("pavel.orlov", "dmitri.bergmann") }),
    );
    expect(made["attendees"]).toHaveLength(2);
    expect(
      (await only(office.pavel))["attendees"]!.map((who) => String(who["emailAddress"]!["address"])),
    ).toEqual(["pavel.orlov@bergmann.example"]);
    expect(await inbox(office.dmitri)).toEqual(["Review"]);
  });
});

describe("changing a meeting", () => {
  test("reaches every copy, tells everyone, and a new time asks for answers anew", async () => {
    const { id } = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ attendees: attendees("pavel.orlov", "dmitri.bergmann") }),
    );
    await office.ok(office.pavel, "POST", `/me/events/${(await only(office.pavel))["id"]}/accept`, {});
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, { subject: "Review 2" });
    expect(await only(office.pavel)).toMatchObject({
      subject: "Review 2",
      responseStatus: { response: "accepted" },
      showAs: "busy",
    });
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, {
      end: { dateTime: "2026-03-04T12:00:00", timeZone: "Europe/Berlin" },
    });
    expect(await only(office.pavel)).toMatchObject({
      end: { dateTime: "2026-03-04T11:00:00.0000000" },
      responseStatus: { response: "notResponded" },
      showAs: "tentative",
    });
    expect((await only(office.anna))["attendees"]!.map((who) => String(who["status"]!["response"]))).toEqual([
      "notResponded",
      "none",
    ]);
    expect(await inbox(office.dmitri)).toEqual(["Review", "Review 2", "Review 2"]);
  });

  test("sending back the same times is no new time", async () => {
    const { id } = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ attendees: attendees("pavel.orlov") }),
    );
    await office.ok(office.pavel, "POST", `/me/events/${(await only(office.pavel))["id"]}/accept`, {});
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, meeting({ subject: "Same time" }));
    expect(await only(office.pavel)).toMatchObject({
      subject: "Same time",
      responseStatus: { response: "accepted" },
    });
  });

  test("a new list replaces the old: who joined is invited, who left is told off, others hear nothing", async () => {
    const { id } = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ attendees: attendees("pavel.orlov", "dmitri.bergmann") }),
    );
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, {
      attendees: attendees("dmitri.bergmann", "katrin.vogel"),
    });
    expect(await inbox(office.pavel)).toEqual(["Review", "Canceled: Review"]);
    expect(await inbox(office.dmitri)).toEqual(["Review"]);
    expect(await inbox(office.katrin)).toEqual(["Review"]);
    expect(await only(office.pavel)).toMatchObject({
      isCancelled: true,
      subject: "Canceled: Review",
      showAs: "free",
    });
    expect(await only(office.katrin)).toMatchObject({ isCancelled: false, showAs: "tentative" });
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, { attendees: attendees("pavel.orlov") });
    expect(await only(office.pavel)).toMatchObject({ isCancelled: false, subject: "Review" });
  });

  test("what is only the organizer's own is nobody's news", async () => {
    const { id } = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ attendees: attendees("pavel.orlov") }),
    );
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, {
      categories: ["Deal"],
      reminderMinutesBeforeStart: 5,
      showAs: "oof",
    });
    expect(await inbox(office.pavel)).toEqual(["Review"]);
    expect(await only(office.pavel)).toMatchObject({
      categories: [],
      reminderMinutesBeforeStart: 15,
      showAs: "tentative",
    });
  });

  test("an attendee changes what is theirs, and nothing of the meeting", async () => {
    await office.ok(office.anna, "POST", "/me/events", meeting({ attendees: attendees("pavel.orlov") }));
    const { id } = await only(office.pavel);
    expect(
      await office.ok(office.pavel, "PATCH", `/me/events/${id}`, {
        categories: ["Mine"],
        isReminderOn: false,
      }),
    ).toMatchObject({ categories: ["Mine"], isReminderOn: false });
    expect(
      await office.refusal(office.pavel, "PATCH", `/me/events/${id}`, { subject: "Mine now" }),
    ).toMatchObject({ status: 403, code: "ErrorAccessDenied" });
    expect(await only(office.anna)).toMatchObject({ categories: [], subject: "Review" });
  });
});

describe("calling a meeting off", () => {
  test.each([
    ["by cancel, with a comment", "cancel"],
    ["by deleting it", "delete"],
  ])("%s: the organizer's copy is gone, the others say so", async (_story, how) => {
    const { id } = await office.ok(
      office.anna,
      "POST",
      "/me/events",
      meeting({ attendees: attendees("pavel.orlov") }),
    );
    if (how === "cancel")
      expect(
        (await office.graph(office.anna, "POST", `/me/events/${id}/cancel`, { body: { Comment: "Sorry" } }))
          .status,
      ).toBe(202);
    else expect((await office.graph(office.anna, "DELETE", `/me/events/${id}`)).status).toBe(204);
    expect((await office.ok(office.anna, "GET", "/me/events"))["value"]).toEqual([]);
    const his = await only(office.pavel);
    expect(his).toMatchObject({ isCancelled: true, subject: "Canceled: Review", showAs: "free" });
    expect(await inbox(office.pavel)).toEqual(["Review", "Canceled: Review"]);
    expect(await office.refusal(office.pavel, "POST", `/me/events/${his["id"]}/accept`, {})).toMatchObject({
      status: 400,
    });
  });

  test("only the organizer can", async () => {
    await office.ok(office.anna, "POST", "/me/events", meeting({ attendees: attendees("pavel.orlov") }));
    expect(
      await office.refusal(office.pavel, "POST", `/me/events/${(await only(office.pavel))["id"]}/cancel`, {}),
    ).toMatchObject({
      status: 400,
      message: "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    });
  });

  test("an attendee who deletes their copy takes it away from nobody else, and tells nobody", async () => {
    await office.ok(office.anna, "POST", "/me/events", meeting({ attendees: attendees("pavel.orlov") }));
    await office.ok(office.pavel, "DELETE", `/me/events/${(await only(office.pavel))["id"]}`);
    expect((await office.ok(office.pavel, "GET", "/me/events"))["value"]).toEqual([]);
    expect((await only(office.anna))["attendees"]).toHaveLength(1);
    expect(await inbox(office.anna)).toEqual([]);
  });
});

test("who is taken off the list and put back is asked anew", async () => {
  const { id } = await office.ok(
    office.anna,
    "POST",
    "/me/events",
    meeting({ attendees: attendees("pavel.orlov") }),
  );
  await office.ok(office.pavel, "POST", `/me/events/${(await only(office.pavel))["id"]}/accept`, {});
  await office.ok(office.anna, "PATCH", `/me/events/${id}`, { attendees: [] });
  await office.ok(office.anna, "PATCH", `/me/events/${id}`, { attendees: attendees("pavel.orlov") });
  expect((await only(office.anna))["attendees"]![0]).toMatchObject({ status: { response: "none" } });
  expect(await only(office.pavel)).toMatchObject({ responseStatus: { response: "notResponded" } });
});

test("a meeting is passed on by mail", async () => {
  const { id } = await office.ok(office.anna, "POST", "/me/events", meeting());
  const forwarded = await office.graph(office.anna, "POST", `/me/events/${id}/forward`, {
    body: {
      ToRecipients: attendees("pavel.orlov").map(({ emailAddress }: { emailAddress?: object }) => ({
        emailAddress,
      })),
      Comment: "Please come",
    },
  });
  expect([forwarded.status, forwarded.body]).toEqual([202, undefined]);
  expect(await inbox(office.pavel)).toEqual(["FW: Review"]);
  expect(
    await office.refusal(office.anna, "POST", `/me/events/${id}/forward`, { comment: "x" }),
  ).toMatchObject({ status: 400, code: "ErrorInvalidRecipients" });
});
