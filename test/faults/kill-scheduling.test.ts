import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scheduleMeeting } from "../../src/contract/meeting-scheduling.ts";
import { openWatchedDeal } from "./support/deal.ts";
import { openRig, type Rig, rounds, type Server } from "./support/rig.ts";

let rig: Rig;
let server: Server;
let dealId: string;
beforeAll(async () => {
  rig = await openRig();
  server = await rig.start();
  dealId = await openWatchedDeal(rig);
});
afterAll(() => rig.close());

type Logged = { method: string; url: string };

const lastRequest = async () => Number((await rig.outside("GET", "/requests"))["last"]);
const placing = () => rig.query("select 1 from pgboss.job where name = 'meeting.place' and state = 'active'");

async function madeEvents(since: number): Promise<number> {
  const { value } = (await rig.outside("GET", `/requests?since=${since}`)) as { value: Logged[] };
  return value.filter(({ method, url }) => method === "POST" && /\/events$/.test(url)).length;
}

/** How often the meeting stands on a person's calendar. */
async function onCalendar(name: string, subject: string): Promise<number> {
  const { value } = await rig.graph("GET", `/users/${rig.id(name)}/events?$top=100`);
  return (value as { subject: string }[]).filter((event) => event.subject === subject).length;
}

/** What happens to the event being made, held up or cut off at Graph, and how one sees that it is the moment to kill. */
const STEPS: readonly [string, object, (since: number) => Promise<boolean>][] = [
  [
    "after Outlook made the event, before that was noted",
    { match: { method: "POST", url: "/events$" }, dropReply: true },
    async (since) => (await madeEvents(since)) > 0,
  ],
  [
    "while Outlook was making the event",
    { match: { method: "POST", url: "/events$" }, latencyMs: 4_000 },
    async () => (await placing()).length > 0,
  ],
];
/** Each kill costs the time after which a dead worker is noticed; the long run tries every step. */
const tried = STEPS.slice(0, rounds(1, STEPS.length));

test.each(tried)("8 killed %s, a meeting is on every calendar once", async (story, fault, isThere) => {
  const since = await lastRequest();
  await rig.outside("POST", "/faults", fault);
  const id = randomUUID();
  const today = rig.sandbox.clock.now().toZonedDateTimeISO("Europe/Berlin").toPlainDate();
  const step = STEPS.findIndex(([name]) => name === story);
  const day = today.add({ days: 8 - today.dayOfWeek + step }); // the Monday to come, and the days after it
  const start = day.toZonedDateTime({ timeZone: "Europe/Berlin", plainTime: "10:00" }).toInstant();
  await rig.as("anna.kern")(scheduleMeeting, {
    params: { dealId },
    body: {
      id,
      subject: story,
      agenda: "",
      start: start.toString(),
      minutes: 45,
      briefing: 15,
      debrief: 0,
      required: [rig.id("anna.kern"), rig.id("pavel.orlov")],
      optional: [],
      clients: [],
      conceded: [],
    },
  });
  await expect.poll(() => isThere(since), { timeout: 20_000, interval: 100 }).toBe(true);
  await server.program.stop("SIGKILL");
  await rig.outside("DELETE", "/faults");
  server = await rig.start();
  const state = async () =>
    (await rig.query<{ state: string }>("select state from meeting where id = $1", [id]))[0]?.state;
  await expect.poll(state, { timeout: 90_000, interval: 500 }).toBe("scheduled");
  const briefing = `Briefing: ${story}`;
  await expect.poll(() => onCalendar("pavel.orlov", briefing), { timeout: 30_000 }).toBe(1);
  for (const name of ["anna.kern", "pavel.orlov"]) {
    expect(await onCalendar(name, story), name).toBe(1);
    expect(await onCalendar(name, briefing), name).toBe(1);
  }
});
