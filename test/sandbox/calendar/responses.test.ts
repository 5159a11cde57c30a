import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { respond } from "../../../server/sandbox/calendar/responses.ts";
import type { As } from "../support/open.ts";
import { attendees, type Json, meeting, type Office, openOffice } from "./office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const events = async (as: As): Promise<Json[]> => (await office.ok(as, "GET", "/me/events"))["value"]!;
const only = async (as: As): Promise<Json> => {
  const found = await events(as);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const inbox = async (as: As): Promise<string[]> => {
  const { value } = await office.ok(
    as,
    "GET",
    "/me/mailFolders/inbox/messages?$select=subject&$orderby=receivedDateTime",
  );
  return value!.map((message) => String(message["subject"]));
};
const invite = (more: object = {}) =>
  office.ok(
    office.anna,
    "POST",
    "/me/events",
    meeting({ attendees: attendees("pavel.orlov", "alexei.volkov@steelworks.example"), ...more }),
  );
const slot = (day: number) => ({
  start: { dateTime: `2026-03-0${day}T15:00:00`, timeZone: "Asia/Novosibirsk" },
  end: { dateTime: `2026-03-0${day}T16:00:00`, timeZone: "Asia/Novosibirsk" },
});

describe("answering an invitation", () => {
  test.each([
    ["accept", "accepted", "busy", "Accepted: Review"],
    ["tentativelyAccept", "tentativelyAccepted", "tentative", "Tentative: Review"],
  ])("%s shows in both copies, and the organizer gets a mail", async (action, response, showAs, subject) => {
    await invite();
    const { id } = await only(office.pavel);
    const answered = await office.graph(office.pavel, "POST", `/me/events/${id}/${action}`, {
      body: { comment: "Fine", sendResponse: true },
    });
    expect([answered.status, answered.body]).toEqual([202, undefined]);
    const time = office.sandbox.clock.now().toString().slice(0, 16);
    expect(await only(office.pavel)).toMatchObject({
      showAs,
      responseStatus: { response, time: expect.stringContaining(time) },
    });
    expect((await only(office.anna))["attendees"]![0]).toMatchObject({
      status: { response, time: expect.stringContaining(time) },
    });
    expect((await only(office.anna))["responseStatus"]).toMatchObject({ response: "organizer" });
    expect(await inbox(office.anna)).toEqual([subject]);
  });

  test("who declines loses their copy, and the organizer sees it", async () => {
    await invite();
    await office.ok(office.pavel, "POST", `/me/events/${(await only(office.pavel))["id"]}/decline`, {});
    expect(await events(office.pavel)).toEqual([]);
    expect((await only(office.anna))["attendees"]![0]).toMatchObject({ status: { response: "declined" } });
    expect(await inbox(office.anna)).toEqual(["Declined: Review"]);
  });

  test("a new time invites once more those who declined, other news does not", async () => {
    const { id } = await invite();
    await office.ok(office.pavel, "POST", `/me/events/${(await only(office.pavel))["id"]}/decline`, {});
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, { subject: "Other" });
    expect(await events(office.pavel)).toEqual([]);
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, {
      end: { dateTime: "2026-03-04T12:00:00", timeZone: "Europe/Berlin" },
    });
    expect(await only(office.pavel)).toMatchObject({
      subject: "Other",
      responseStatus: { response: "notResponded" },
    });
  });

  test("without sending a response, the organizer learns nothing", async () => {
    await invite();
    await office.ok(office.pavel, "POST", `/me/events/${(await only(office.pavel))["id"]}/accept`, {
      SendResponse: false,
    });
    expect(await only(office.pavel)).toMatchObject({ responseStatus: { response: "accepted" } });
    expect((await only(office.anna))["attendees"]![0]).toMatchObject({ status: { response: "none" } });
    expect(await inbox(office.anna)).toEqual([]);
  });

  test.each<[string, object, string, object, string]>([
    [
      "an organizer cannot answer",
      {},
      "anna",
      {},
      "You can't respond to this meeting because you're the meeting organizer.",
    ],
    [
      "where no answer is wanted none can be sent",
      { responseRequested: false },
      "pavel",
      {},
      "The meeting organizer hasn't requested a response.",
    ],
    [
      "where no proposals are wanted none can be made",
      { allowNewTimeProposals: false },
      "pavel",
      { proposedNewTime: slot(5) },
      "The organizer doesn't allow new time proposals.",
    ],
    [
      "a proposal cannot be kept secret",
      {},
      "pavel",
      { sendResponse: false, proposedNewTime: slot(5) },
      "A new time can be proposed only if a response is sent.",
    ],
  ])("%s", async (_story, more, who, body, why) => {
    await invite(more);
    const as = who === "anna" ? office.anna : office.pavel;
    const refused = await office.refusal(as, "POST", `/me/events/${(await only(as))["id"]}/decline`, body);
    expect(refused).toMatchObject({
      status: 400,
      code: "ErrorInvalidRequest",
      message: expect.stringContaining(why),
    });
    expect((await only(office.pavel))["responseStatus"]).toMatchObject({ response: "notResponded" });
  });

  test("accepting takes no proposal, and an unknown parameter is refused", async () => {
    await invite();
    const { id } = await only(office.pavel);
    expect(
      await office.refusal(office.pavel, "POST", `/me/events/${id}/accept`, { proposedNewTime: slot(5) }),
    ).toMatchObject({ status: 400 });
    expect(
      await office.refusal(office.pavel, "POST", `/me/events/${id}/decline`, { because: "x" }),
    ).toMatchObject({ status: 400 });
  });

  test("a proposed time stands on the organizer's copy until the meeting is moved", async () => {
    const { id } = await invite();
    await office.ok(
      office.pavel,
      "POST",
      `/me/events/${(await only(office.pavel))["id"]}/tentativelyAccept`,
      { proposedNewTime: slot(5), comment: "Better" },
    );
    expect((await only(office.anna))["attendees"]![0]).toMatchObject({
      status: { response: "tentativelyAccepted" },
      proposedNewTime: { start: { dateTime: "2026-03-05T15:00:00.0000000", timeZone: "Asia/Novosibirsk" } },
    });
    expect(await inbox(office.anna)).toEqual(["New Time Proposed: Review"]);
    await office.ok(office.anna, "PATCH", `/me/events/${id}`, slot(5));
    expect((await only(office.anna))["attendees"]![0]).not.toHaveProperty("proposedNewTime");
  });
});

describe("answers from outside", () => {
  const respondTo = (
    id: unknown,
    attendee: string,
    response: "accepted" | "declined" | "tentativelyAccepted",
    more = {},
  ) => respond(office.sandbox.tenant, String(id), { attendee, response, ...more });

  test("a client accepts: the organizer sees it and gets a mail", async () => {
    const { id } = await invite();
    await respondTo(id, "Alexei.Volkov@steelworks.example", "accepted", { comment: "Good" });
    expect((await only(office.anna))["attendees"]![1]).toMatchObject({ status: { response: "accepted" } });
    expect(await inbox(office.anna)).toEqual(["Accepted: Review"]);
    expect((await only(office.pavel))["attendees"]![1]).toMatchObject({ status: { response: "none" } });
  });

  test("a client proposes another time", async () => {
    const { id } = await invite();
    await respondTo(id, "alexei.volkov@steelworks.example", "declined", { proposedNewTime: slot(6) });
    expect((await only(office.anna))["attendees"]![1]).toMatchObject({
      status: { response: "declined" },
      proposedNewTime: { end: { dateTime: "2026-03-06T16:00:00.0000000" } },
    });
  });

  test("a colleague answers through any copy's id, and may come back to it after declining", async () => {
    const { id } = await invite();
    await respondTo((await only(office.pavel))["id"], "pavel.orlov@bergmann.example", "declined");
    expect(await events(office.pavel)).toEqual([]);
    await respondTo(id, "p.orlov@bergmann.example", "accepted");
    expect(await only(office.pavel)).toMatchObject({
      responseStatus: { response: "accepted" },
      showAs: "busy",
    });
    expect((await only(office.anna))["attendees"]![0]).toMatchObject({ status: { response: "accepted" } });
  });

  test("who accepts proposes nothing", async () => {
    const { id } = await invite();
    const answer = respondTo(id, "alexei.volkov@steelworks.example", "accepted", {
      proposedNewTime: slot(6),
    });
    await expect(answer).rejects.toMatchObject({ status: 400, code: "ErrorInvalidRequest" });
  });

  test("who was not invited, or answers nothing known, is refused", async () => {
    const { id } = await invite();
    await expect(respondTo(id, "stranger@steelworks.example", "accepted")).rejects.toMatchObject({
      status: 400,
    });
    await expect(
      respondTo("AAMkAGEyNjQwMTYxLWNhbC0wMDAwRgAAAAAAzzzzzzzzzzzzzzzzzzzzzzAAA=", "x@y.example", "accepted"),
    ).rejects.toMatchObject({ status: 404 });
  });
});
