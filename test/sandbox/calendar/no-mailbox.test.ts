import { afterAll, beforeAll, expect, test } from "vitest";
import { company } from "../../../server/sandbox/seed/company.ts";
import { type Body, openTestSandbox, type TestSandbox } from "../support/open.ts";

let t: TestSandbox;
const OTTO = "otto.kram@bergmann.example";
beforeAll(async () => {
  const otto = { name: "otto.kram", displayName: "Otto Kram", hasMailbox: false };
  t = await openTestSandbox({ seed: { ...company, people: [...company.people, otto] }, limits: "none" });
});
afterAll(() => t.close());

const anna = "anna.kern@bergmann.example";
const time = (hour: number) => ({
  dateTime: `2026-03-04T${String(hour).padStart(2, "0")}:00:00`,
  timeZone: "UTC",
});

test("somebody without Exchange stands in the directory, without a mail address", async () => {
  const { status, body } = await t.graph(
    t.asApp,
    "GET",
    `/users/${OTTO}?$select=displayName,mail,userPrincipalName`,
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ displayName: "Otto Kram", mail: null, userPrincipalName: OTTO });
});

test.each([
  ["GET", "/mailboxSettings", undefined],
  ["GET", "/mailboxSettings/automaticRepliesSetting", undefined],
  ["GET", "/messages", undefined],
  ["GET", "/mailFolders/inbox/messages/delta", undefined],
  ["GET", "/events", undefined],
  ["GET", "/calendarView?startDateTime=2026-03-04T00:00:00Z&endDateTime=2026-03-05T00:00:00Z", undefined],
  ["POST", "/events", { subject: "x", start: time(9), end: time(10) }],
  ["POST", "/calendar/getSchedule", { schedules: [anna], startTime: time(9), endTime: time(10) }],
])("%s %s of theirs is answered 404 MailboxNotEnabledForRESTAPI", async (method, path, body) => {
  const answer = await t.graph(t.asApp, method, `/users/${OTTO}${path}`, body === undefined ? {} : { body });
  expect(answer.status).toBe(404);
  expect(answer.body["error"]["code"]).toBe("MailboxNotEnabledForRESTAPI");
});

test("in a question about several people's time they are an error of their own, inside a 200, and nobody's free time", async () => {
  const body = {
    schedules: [anna, OTTO],
    startTime: time(9),
    endTime: time(12),
    availabilityViewInterval: 60,
  };
  const answer = await t.graph(t.asApp, "POST", `/users/${anna}/calendar/getSchedule`, { body });
  expect(answer.status).toBe(200);
  const value = answer.body["value"] as Body[];
  const [hers, his] = [value[0], value[1]];
  expect(hers).toMatchObject({ scheduleId: anna, availabilityView: "000" });
  expect(his).toMatchObject({ scheduleId: OTTO, error: { responseCode: "5009" } });
  expect(his).not.toHaveProperty("availabilityView");
  expect(his).not.toHaveProperty("scheduleItems");
});

test("invited, they never answer, and the organizer's event stands", async () => {
  const attendees = [{ type: "required", emailAddress: { address: OTTO, name: "Otto" } }];
  const body = { subject: "With Otto", start: time(14), end: time(15), attendees };
  const made = await t.graph(t.asApp, "POST", `/users/${anna}/events`, { body });
  expect(made.status).toBe(201);
  expect(made.body["attendees"][0]).toMatchObject({ status: { response: "none" } });
});
