import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { type As, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { openPnp, type Pnp } from "./pnp.ts";

let t: TestSandbox;
let graph: Pnp;
beforeAll(async () => {
  t = await openTestSandbox();
  graph = await open(t.asApp);
});
beforeEach(() => t.sandbox.reset());
afterAll(() => t.close());

const open = async (as: As) => openPnp(await t.token(as), `${t.sandbox.url}/v1.0`);
const personOf = (name: string) => graph.users.getById(`${name}@bergmann.example`);
const utc = (dateTime: string) => ({ dateTime, timeZone: "UTC" });

test("PnPjs walks through all people page by page, and sees their faces", async () => {
  const names: string[] = [];
  for await (const page of graph.users.select("displayName").top(7))
    names.push(...page.map((person) => person["displayName"]!));
  expect(new Set(names).size).toBe(25);
  const photo = await personOf("anna.kern").photo.getBuffer();
  expect(Buffer.from(photo).subarray(1, 4).toString()).toBe("PNG");
});

test("PnPjs sends a letter that arrives, and reads a folder's changes", async () => {
  const inbox = personOf("pavel.orlov").mailFolders.getById("inbox");
  await personOf("anna.kern").sendMail({
    subject: "Offer",
    body: { contentType: "text", content: "Ten machines" },
    toRecipients: [{ emailAddress: { address: "pavel.orlov@bergmann.example" } }],
  });
  expect(await inbox.messages.select("subject")()).toMatchObject([{ subject: "Offer" }]);
  const { values } = await inbox.messages.delta()();
  expect(values).toMatchObject([{ subject: "Offer", bodyPreview: "Ten machines" }]);
});

test("PnPjs puts a meeting into a calendar, and asks who is free then", async () => {
  const [start, end] = [utc("2026-03-03T10:00:00"), utc("2026-03-03T11:00:00")];
  await personOf("pavel.orlov").calendar.events.add({ subject: "Kick-off", start, end });
  const view = await personOf("pavel.orlov").calendarView("2026-03-03", "2026-03-04")();
  expect(view).toMatchObject([{ subject: "Kick-off" }]);
  const anna = await open(t.asUser("anna.kern"));
  const [schedule] = await anna.me.calendar.getSchedule({
    schedules: ["pavel.orlov@bergmann.example"],
    startTime: utc("2026-03-03T09:00:00"),
    endTime: utc("2026-03-03T12:00:00"),
    availabilityViewInterval: 60,
  });
  expect(schedule?.availabilityView).toBe("020");
});

test("PnPjs adds a channel to a team, and finds it among the others", async () => {
  const team = graph.teams.getById(KEY_ACCOUNTS_TEAM);
  await team.channels.add("Deal 9", "All about deal nine");
  const channels = await team.channels();
  expect(channels.map((channel) => channel["displayName"])).toEqual(["General", "Deal 9"]);
  expect(await team.primaryChannel()).toMatchObject({ displayName: "General" });
  const members = await graph.groups.getById(KEY_ACCOUNTS_TEAM).members();
  expect(members.map((member) => member["mail"])).toContain("anna.kern@bergmann.example");
});

test("PnPjs asks several things in one batch, and hears of the one that failed", async () => {
  const [batched, run] = graph.batched();
  const replies = Promise.allSettled([
    batched.users.getById("anna.kern@bergmann.example")(),
    batched.users.getById("nobody@bergmann.example")(),
  ]);
  await run();
  expect(await replies).toMatchObject([
    { status: "fulfilled", value: { displayName: "Anna Kern" } },
    { status: "rejected", reason: { message: expect.stringContaining("Request_ResourceNotFound") } },
  ]);
});
