import { afterAll, beforeAll, expect, test } from "vitest";
import { clientWrites, effectsOf, openWatchedDeal } from "./support/deal.ts";
import { openRig, type Rig, rounds, type Server } from "./support/rig.ts";

let rig: Rig;
let server: Server;
beforeAll(async () => {
  rig = await openRig();
  server = await rig.start();
  await openWatchedDeal(rig);
});
afterAll(() => rig.close());

type Logged = { method: string; url: string };

/** Whether Graph was asked something since that request; the log counts a request when it arrives or when it ends. */
async function wasAsked(since: number, method: string, url: RegExp): Promise<boolean> {
  const { value } = (await rig.outside("GET", `/requests?since=${since}`)) as { value: Logged[] };
  return value.some((each) => each.method === method && url.test(each.url));
}

const lastRequest = async () => Number((await rig.outside("GET", "/requests"))["last"]);

const mailsInWork = () =>
  rig.query("select 1 from intake where leased_until is not null and subject = 'mail'");
const incidentsOf = (mailId: string) =>
  rig.query("select 1 from incident where internet_message_id = $1", [mailId]);

/** A step, held up at Graph for so long that the kill meets it; `isThere` tells when. */
const STEPS: readonly [string, object, (mailId: string, since: number) => Promise<boolean>][] = [
  [
    "while the head was being read",
    { match: { method: "GET", url: "internetMessageHeaders" }, latencyMs: 4_000 },
    async () => (await mailsInWork()).length > 0,
  ],
  [
    "while the message was being marked",
    { match: { method: "PATCH", url: "/messages/" }, latencyMs: 4_000 },
    async (mailId) => (await incidentsOf(mailId)).length > 0,
  ],
  [
    "after the message was marked, before that was noted",
    { match: { method: "PATCH", url: "/messages/" }, dropReply: true },
    async (_mailId, since) => wasAsked(since, "PATCH", /\/messages\//),
  ],
  [
    "while the spokesperson was being told",
    { match: { method: "POST", url: "sendActivityNotification" }, latencyMs: 4_000 },
    async (mailId) => (await incidentsOf(mailId)).length > 0,
  ],
  [
    "after the spokesperson was told, before that was noted",
    { match: { method: "POST", url: "sendActivityNotification" }, dropReply: true },
    async (_mailId, since) => wasAsked(since, "POST", /sendActivityNotification/),
  ],
];

// Each kill costs the half minute after which a dead worker is noticed; the long run tries every step.
const tried = STEPS.filter((_step, place) => rounds(place % 2 === 0 ? 1 : 0, 1) === 1);

test.each(tried)(
  "2 killed %s, the work goes on within a minute, and each thing happens once",
  async (story, fault, isThere) => {
    const before = await effectsOf(rig, "none");
    const since = await lastRequest();
    await rig.outside("POST", "/faults", fault);
    const mailId = await clientWrites(rig, story);
    await expect.poll(() => isThere(mailId, since), { timeout: 20_000, interval: 20 }).toBe(true);
    await server.program.stop("SIGKILL");
    await rig.outside("DELETE", "/faults");
    server = await rig.start();
    await expect
      .poll(() => effectsOf(rig, mailId), { timeout: 70_000, interval: 500 })
      .toEqual({ incidents: 1, marks: 1, told: before.told + 1 });
  },
);
