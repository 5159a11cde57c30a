import { afterAll, beforeAll, expect, test } from "vitest";
import { openFeed } from "../../src/outside/feed/feed.ts";
import { rawLetter } from "../../src/outside/tenant/letter.ts";
import { openMeeting } from "../../src/outside/tenant/open-meeting.ts";
import { openTenant, TenantRefused } from "../../src/outside/tenant/tenant.ts";
import { openTestSandbox, type TestSandbox } from "../sandbox/support/open.ts";

let sandbox: TestSandbox;
let tenant: ReturnType<typeof openTenant>;
beforeAll(async () => {
  sandbox = await openTestSandbox({ seed: "demo" });
  tenant = openTenant({ fetch, url: sandbox.sandbox.url });
});
afterAll(() => sandbox.close());

const DOMAIN = "bergmann.example";
const dmitri = `dmitri.bergmann@${DOMAIN}`;

test("the feed begins without the mail of earlier days, and tells what happens from then on, once", async () => {
  const feed = openFeed(tenant);
  expect(await feed.look()).toBe(false);
  expect(feed.lines()).toEqual([]);

  await sandbox.graph(sandbox.asUser("anna.kern"), "POST", "/me/sendMail", {
    body: {
      message: {
        subject: "Our answer",
        body: { contentType: "text", content: "Dear Alexei" },
        toRecipients: [{ emailAddress: { address: "alexei.volkov@steelworks.example" } }],
      },
    },
  });
  await expect.poll(async () => (await tenant.sentOutside()).at(-1)?.subject).toBe("Our answer");
  expect(await feed.look()).toBe(true);
  const whats = () => feed.lines().map(({ what, side }) => `${side} ${what}`);
  expect(whats()).toEqual(["client clientGot", "app mailed"]);
  expect(await feed.look()).toBe(false);
  expect(whats()).toHaveLength(2);
});

test("two looks at the same time tell nothing twice", async () => {
  const feed = openFeed(tenant);
  await feed.look();
  await sandbox.graph(sandbox.asUser("anna.kern"), "POST", "/me/events", {
    body: {
      subject: "Boards",
      start: { dateTime: "2026-03-04T13:00:00", timeZone: "UTC" },
      end: { dateTime: "2026-03-04T14:00:00", timeZone: "UTC" },
      attendees: [{ emailAddress: { address: dmitri }, type: "required" }],
    },
  });
  await Promise.all([feed.look(), feed.look()]);
  const meetings = feed.lines().filter(({ what }) => what === "meeting");
  expect(meetings).toMatchObject([{ words: { subject: "Boards" }, count: 1 }]);
});

test("the chief's newest invitation is found, and his answer reaches the organizer", async () => {
  const now = sandbox.sandbox.clock.now().epochMilliseconds;
  const invited = openMeeting(await tenant.meetings(dmitri), now);
  expect(invited?.subject).toBe("Boards");
  await tenant.answer(invited!.id, { attendee: dmitri, response: "declined", comment: "Not this week" });
  const anna = sandbox.asUser("anna.kern");
  const events = await sandbox.graph(anna, "GET", "/me/events?$filter=subject eq 'Boards'");
  expect(events.body["value"]?.[0]?.["attendees"]).toMatchObject([{ status: { response: "declined" } }]);
  // Whoever declined has the meeting no more; what is left in his calendar is his own, or a series.
  expect(openMeeting(await tenant.meetings(dmitri), now)).toBeNull();
});

test("the page's letter arrives in the mailbox under the name that the page then looks for", async () => {
  const sentAt = await tenant.now();
  await tenant.deliver(
    rawLetter({
      messageId: "<x1@steelworks.example>",
      from: { name: "Алексей Волков", address: "alexei.volkov@steelworks.example" },
      to: [`pavel.orlov@${DOMAIN}`],
      cc: [],
      subject: "Сроки",
      text: "Когда?",
      sentAt,
      automatic: false,
    }),
  );
  const [first] = await tenant.messages(`pavel.orlov@${DOMAIN}`);
  expect(first).toMatchObject({ internetMessageId: "<x1@steelworks.example>", subject: "Сроки" });
});

test("people go away and come back; a notification is about to be lost", async () => {
  const ivan = `ivan.petrov@${DOMAIN}`;
  expect(await tenant.isAway(ivan)).toBe(false);
  await tenant.setAway(ivan, "On vacation");
  expect(await tenant.isAway(ivan)).toBe(true);
  await tenant.setAway(ivan, null);
  expect(await tenant.isAway(ivan)).toBe(false);

  expect(await tenant.isLosing()).toBe(false);
  await tenant.loseNotifications(1);
  expect(await tenant.isLosing()).toBe(true);
});

test("what the sandbox refuses is said in its own words, and a sandbox that is gone is no refusal", async () => {
  await expect(tenant.messages("nobody@nowhere.example")).rejects.toBeInstanceOf(TenantRefused);
  const gone = openTenant({ fetch, url: "http://localhost:9" });
  await expect(gone.now()).rejects.toMatchObject({ name: "Offline" });
});

test("after a fresh start of the sandbox, which counts anew, the feed goes on", async () => {
  const counts = [
    { last: 500, value: [] },
    { last: 500, value: [] },
    { last: 2, value: [] },
  ];
  const asked: number[] = [];
  const feed = openFeed({
    requests: async (since) => {
      asked.push(since);
      return counts[asked.length - 1] ?? { last: 2, value: [] };
    },
    sentOutside: async () => [],
  });
  for (let turn = 0; turn < 3; turn += 1) await feed.look();
  expect(asked.slice(1)).toEqual([440, 500, 0]);
});

test("the chief executive answers the meeting, not the briefing that was put before it afterwards", () => {
  const invitation = (subject: string, hour: string) => ({
    id: subject,
    subject,
    start: { dateTime: `2026-03-04T${hour}:00:00.0000000`, timeZone: "UTC" },
    end: { dateTime: `2026-03-04T${hour}:30:00.0000000`, timeZone: "UTC" },
    type: "singleInstance",
    isOrganizer: false,
    isCancelled: false,
    isAllDay: false,
    responseStatus: { response: "notResponded" },
  });
  const meeting = invitation("Line 4: meeting", "11");
  const all = [
    invitation("Briefing: Line 4: meeting", "10"),
    invitation("Debrief: Line 4: meeting", "12"),
    meeting,
  ];
  const now = Date.parse("2026-03-02T09:00:00Z");
  expect(openMeeting(all, now)).toBe(meeting);
  expect(openMeeting(all.slice(0, 2), now)?.subject).toBe("Briefing: Line 4: meeting");
});
