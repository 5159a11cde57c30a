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

type Step = {
  story: string;
  /** What goes wrong at Graph, so that the kill meets the step. */
  faults: readonly object[];
  /** Tells when the step is under way. */
  isThere(mailId: string, since: number): Promise<boolean>;
};

const mark = { method: "PATCH", url: "/messages/" };
const tell = { method: "POST", url: "sendActivityNotification" };
const isMarked = (since: number) => wasAsked(since, "PATCH", /\/messages\//);
const isTold = (since: number) => wasAsked(since, "POST", /sendActivityNotification/);

const STEPS: readonly Step[] = [
  {
    story: "after the message was marked and the spokesperson told, before either was noted",
    faults: [
      { match: mark, dropReply: true },
      { match: tell, dropReply: true },
    ],
    isThere: async (_mailId, since) => (await isMarked(since)) && (await isTold(since)),
  },
  {
    story: "while the head was being read",
    faults: [{ match: { method: "GET", url: "internetMessageHeaders" }, latencyMs: 4_000 }],
    isThere: async () => (await mailsInWork()).length > 0,
  },
  {
    story: "while the message was being marked",
    faults: [{ match: mark, latencyMs: 4_000 }],
    isThere: async (mailId) => (await incidentsOf(mailId)).length > 0,
  },
  {
    story: "while the spokesperson was being told",
    faults: [{ match: tell, latencyMs: 4_000 }],
    isThere: async (mailId) => (await incidentsOf(mailId)).length > 0,
  },
];

// Each kill costs the seconds after which a dead worker is noticed; the long run tries every step.
const tried = STEPS.slice(0, rounds(1, STEPS.length));

test.each(tried)(
  "2 killed $story, the work goes on within a minute, and each thing happens once",
  async ({ story, faults, isThere }) => {
    const before = await effectsOf(rig, "none");
    const since = await lastRequest();
    for (const fault of faults) await rig.outside("POST", "/faults", fault);
    const mailId = await clientWrites(rig, story);
    await expect.poll(() => isThere(mailId, since), { timeout: 20_000, interval: 100 }).toBe(true);
    await server.program.stop("SIGKILL");
    await rig.outside("DELETE", "/faults");
    server = await rig.start();
    await expect
      .poll(() => effectsOf(rig, mailId), { timeout: 60_000, interval: 200 })
      .toEqual({ incidents: 1, marks: 1, told: before.told + 1 });
  },
);
