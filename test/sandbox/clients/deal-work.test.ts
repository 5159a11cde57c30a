import { Client, ResponseType } from "@microsoft/microsoft-graph-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import type { As, TestSandbox } from "../support/open.ts";
import { memberOf } from "../teams/setting.ts";
import { openSecureSandbox } from "./https.ts";

const ANNA = "/users/anna.kern@bergmann.example";
const DMITRI = "/users/dmitri.bergmann@bergmann.example";
const TEAM = `/teams/${KEY_ACCOUNTS_TEAM}`;

let t: TestSandbox;
let app: Client;
beforeAll(async () => {
  t = await openSecureSandbox({ limits: "none" });
  app = clientOf(t.asApp);
});
beforeEach(() => t.sandbox.reset());
afterAll(() => t.close());

function clientOf(as: As): Client {
  const baseUrl = `${t.sandbox.url}/`;
  const authProvider = { getAccessToken: () => t.token(as) };
  return Client.initWithMiddleware({ baseUrl, customHosts: new Set(["localhost"]), authProvider });
}

const berlin = (dateTime: string) => ({ dateTime, timeZone: "Europe/Berlin" });
const invited = (...names: string[]) =>
  names.map((name) => ({ type: "required", emailAddress: { address: `${name}@bergmann.example` } }));
const advance = (by: string) => t.outside("POST", "/clock", { advance: by });

/** What is refused: its status and Graph's code. */
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    ({ statusCode, code }: { statusCode: number; code: string }) => [statusCode, code],
  );

/** Asks for work that is done later; where its state is told. */
async function begin(path: string, body: object): Promise<string> {
  const reply = (await app.api(path).responseType(ResponseType.RAW).post(body)) as Response;
  expect([reply.status, await reply.text()]).toEqual([202, ""]);
  return reply.headers.get("location") ?? "";
}

describe("a team and a room for a deal, by Microsoft's library", () => {
  test("a team is made from a template in the background, and then holds channels", async () => {
    const work = await begin("/teams", {
      "template@odata.bind": "https://graph.microsoft.com/v1.0/teamsTemplates('standard')",
      displayName: "Helios",
      members: [memberOf("anna.kern@bergmann.example", "owner")],
    });
    expect(await app.api(work).get()).toMatchObject({ status: "inProgress" });
    await advance("PT30S");
    const { status, targetResourceId } = await app.api(work).get();
    expect(status).toBe("succeeded");
    const made = await app.api(`/teams/${targetResourceId}/channels`).post({ displayName: "Line 4" });
    expect(made).toMatchObject({ displayName: "Line 4", membershipType: "standard" });
  });

  test("a shared channel is made in the background and takes more people afterwards", async () => {
    const work = await begin(`${TEAM}/channels`, {
      displayName: "With the client",
      membershipType: "shared",
      members: [memberOf("anna.kern@bergmann.example", "owner")],
    });
    await advance("PT10S");
    const { targetResourceId: id } = await app.api(work).get();
    const one = `${TEAM}/channels/${id}`;
    await app.api(`${one}/members`).post(memberOf("pavel.orlov@bergmann.example"));
    const channel = await app.api(one).header("Prefer", "include-unknown-enum-members").get();
    expect(channel.membershipType).toBe("shared");
    expect((await app.api(one).get()).membershipType).toBe("unknownFutureValue");
    expect((await app.api(`${one}/members`).get()).value).toHaveLength(2);
  });

  test("folders are made under a channel's files, each name once", async () => {
    const { id } = await app.api(`${TEAM}/channels`).post({ displayName: "Line 4" });
    const folder = await app.api(`${TEAM}/channels/${id}/filesFolder`).get();
    const children = `/drives/${folder.parentReference.driveId}/items/${folder.id}/children`;
    const body = { name: "01 Offers", folder: {}, "@microsoft.graph.conflictBehavior": "fail" };
    const made = await app.api(children).post(body);
    expect(made).toMatchObject({ name: "01 Offers", folder: { childCount: 0 } });
    expect(await refusal(app.api(children).post(body))).toEqual([409, "nameAlreadyExists"]);
    const { value } = await app.api(children).get();
    expect(value.map(({ name }: { name: string }) => name)).toEqual(["01 Offers"]);
  });
});

describe("tasks for a deal, by Microsoft's library", () => {
  test("a plan holds buckets and tasks, and a change needs the version that was read", async () => {
    const url = `https://graph.microsoft.com/v1.0/groups/${KEY_ACCOUNTS_TEAM}`;
    const plan = await app.api("/planner/plans").post({ container: { url }, title: "Line 4" });
    const bucket = await app
      .api("/planner/buckets")
      .post({ name: "Offer", planId: plan.id, orderHint: " !" });
    const { id: pavel } = await app.api("/users/pavel.orlov@bergmann.example").select("id").get();
    const assignment = { "@odata.type": "#microsoft.graph.plannerAssignment", orderHint: " !" };
    const task = await app.api("/planner/tasks").post({
      planId: plan.id,
      bucketId: bucket.id,
      title: "Price the drives",
      dueDateTime: "2026-03-06T16:00:00Z",
      assignments: { [pavel]: assignment },
    });
    const one = `/planner/tasks/${task.id}`;
    expect(await refusal(app.api(one).patch({ percentComplete: 100 }))).toEqual([412, expect.any(String)]);
    await app.api(one).header("If-Match", task["@odata.etag"]).patch({ percentComplete: 100 });
    const details = await app.api(`${one}/details`).get();
    await app
      .api(`${one}/details`)
      .header("If-Match", details["@odata.etag"])
      .patch({ description: "With the new gearbox" });
    const { value } = await app.api(`/planner/plans/${plan.id}/tasks`).get();
    expect(value).toMatchObject([{ title: "Price the drives", percentComplete: 100, hasDescription: true }]);
    const now = await app.api(one).get();
    expect(await refusal(app.api(one).header("If-Match", task["@odata.etag"]).delete())).toEqual([
      412,
      expect.any(String),
    ]);
    await app.api(one).header("If-Match", now["@odata.etag"]).delete();
    expect(await refusal(app.api(one).get())).toEqual([404, expect.any(String)]);
  });

  test("a promise goes into somebody's To Do list, with a link back, and is ticked off", async () => {
    const { value: lists } = await app.api(`${ANNA}/todo/lists`).get();
    const usual = lists.find(
      (list: { wellknownListName: string }) => list.wellknownListName === "defaultList",
    );
    const tasks = `${ANNA}/todo/lists/${usual.id}/tasks`;
    const task = await app.api(tasks).post({
      title: "Send the drawings",
      dueDateTime: berlin("2026-03-06T00:00:00"),
      linkedResources: [
        { webUrl: "https://deals.example/42", applicationName: "One Voice", displayName: "42" },
      ],
    });
    await app.api(`${tasks}/${task.id}`).patch({ status: "completed" });
    expect(await app.api(`${tasks}/${task.id}`).get()).toMatchObject({
      title: "Send the drawings",
      status: "completed",
      completedDateTime: expect.anything(),
    });
  });
});

describe("calendars and absences, by Microsoft's library", () => {
  test("what was met is read afterwards, with who was invited and what they said", async () => {
    const body = {
      subject: "Line 4",
      start: berlin("2026-03-02T14:00:00"),
      end: berlin("2026-03-02T15:00:00"),
      attendees: invited("pavel.orlov", "dmitri.bergmann"),
    };
    await clientOf(t.asUser("anna.kern")).api("/me/events").post(body);
    const pavel = clientOf(t.asUser("pavel.orlov"));
    const { value: own } = await pavel.api("/me/events").get();
    await pavel.api(`/me/events/${own[0].id}/accept`).post({ sendResponse: true });
    await advance("P3D");
    const { value } = await app
      .api(`${ANNA}/calendarView`)
      .query({ startDateTime: "2026-03-01T00:00:00Z", endDateTime: t.sandbox.clock.now().toString() })
      .header("Prefer", 'outlook.timezone="UTC"')
      .select("subject,start,attendees,isCancelled,organizer")
      .filter("isCancelled eq false")
      .orderby("start/dateTime")
      .get();
    expect(value).toMatchObject([
      {
        subject: "Line 4",
        start: { dateTime: "2026-03-02T13:00:00.0000000", timeZone: "UTC" },
        attendees: [{ status: { response: "accepted" } }, { status: { response: "none" } }],
      },
    ]);
  });

  test("an assistant moves and calls off what her chief organizes, in his name", async () => {
    const assistant = clientOf(t.asUser("katrin.vogel"));
    const event = await assistant.api(`${DMITRI}/events`).post({
      subject: "Board",
      start: berlin("2026-03-04T10:00:00"),
      end: berlin("2026-03-04T11:00:00"),
      attendees: invited("anna.kern"),
    });
    const annas = async () =>
      (await app.api(`${ANNA}/events`).select("subject,start,organizer,isCancelled").get()).value;
    const [start, end] = [berlin("2026-03-05T10:00:00"), berlin("2026-03-05T11:00:00")];
    await assistant.api(`${DMITRI}/events/${event.id}`).patch({ start, end });
    expect(await annas()).toMatchObject([
      {
        start: { dateTime: expect.stringContaining("2026-03-05") },
        organizer: { emailAddress: { address: "dmitri.bergmann@bergmann.example" } },
      },
    ]);
    await assistant.api(`${DMITRI}/events/${event.id}/cancel`).post({ comment: "He travels" });
    expect(await annas()).toMatchObject([{ isCancelled: true }]);
    const stranger = clientOf(t.asUser("pavel.orlov"));
    expect(await refusal(stranger.api(`${DMITRI}/events`).get())).toEqual([403, "ErrorAccessDenied"]);
  });

  test("an absence is written, read, and seen by those who are about to write", async () => {
    const automaticRepliesSetting = {
      status: "scheduled",
      scheduledStartDateTime: berlin("2026-03-02T00:00:00"),
      scheduledEndDateTime: berlin("2026-03-09T00:00:00"),
      internalReplyMessage: "Ask Pavel.",
    };
    await app.api(`${ANNA}/mailboxSettings`).patch({ automaticRepliesSetting });
    expect(await app.api(`${ANNA}/mailboxSettings/automaticRepliesSetting`).get()).toMatchObject({
      status: "scheduled",
    });
    const tips = await clientOf(t.asUser("pavel.orlov"))
      .api("/me/getMailTips")
      .post({ EmailAddresses: ["anna.kern@bergmann.example"], MailTipsOptions: "automaticReplies" });
    expect(tips.value).toMatchObject([
      { automaticReplies: { message: expect.stringContaining("Ask Pavel.") } },
    ]);
  });

  test("times to meet are looked for in a person's name, and free and busy ones by the application", async () => {
    const found = await clientOf(t.asUser("anna.kern"))
      .api("/me/findMeetingTimes")
      .post({
        attendees: invited("pavel.orlov"),
        meetingDuration: "PT1H",
      });
    expect(found.meetingTimeSuggestions[0]).toMatchObject({ confidence: 100 });
    const schedules = ["pavel.orlov@bergmann.example"];
    const [startTime, endTime] = [berlin("2026-03-03T09:00:00"), berlin("2026-03-03T11:00:00")];
    const { value } = await app.api(`${ANNA}/calendar/getSchedule`).post({ schedules, startTime, endTime });
    expect(value).toMatchObject([{ availabilityView: "0000" }]);
  });
});
