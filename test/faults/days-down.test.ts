import { afterAll, beforeAll, expect, test } from "vitest";
import { clientWrites, openWatchedDeal } from "./support/deal.ts";
import { openRig, type Rig, type Server } from "./support/rig.ts";

const DAY_MS = 86_400_000;
const AHEAD = new URL("support/ahead.mjs", import.meta.url).href;

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

/** Starts the server so many days later than the machine's clock shows; the tenant's clock was moved there before. */
async function startAfter(days: number): Promise<Server> {
  // Whoever is told something works round the clock, as read at the server's own time.
  await rig.query("update digest_plan set read_at = now() + make_interval(days => $1)", [days]);
  return rig.start({ env: { NODE_OPTIONS: `--import=${AHEAD}`, AHEAD_MS: String(days * DAY_MS) } });
}

const nextDay = () => rig.outside("POST", "/clock", { advance: "P1D" });

/** How often a mail was judged, flagged, marked in a mailbox and told of. */
async function flags(mailId: string): Promise<Record<string, number> | undefined> {
  const [found] = await rig.query(
    `select (select count(*)::int from judgement where internet_message_id = $1) as judged,
            (select count(*)::int from incident where internet_message_id = $1) as incidents,
            (select count(*)::int from incident_copy c join incident i on i.id = c.incident_id
               where internet_message_id = $1 and marked_at is not null) as marked,
            (select count(*)::int from incident where internet_message_id = $1 and told_at is not null) as told`,
    [mailId],
  );
  return found;
}

const ONCE = { judged: 1, incidents: 1, marked: 1, told: 1 };
const untilFlagged = (mailId: string) =>
  expect.poll(() => flags(mailId), { timeout: 60_000, interval: 200 }).toEqual(ONCE);

/** The subscriptions that Graph holds for us. */
async function subscriptions(): Promise<string[]> {
  const found = await rig.graph("GET", "/subscriptions");
  return (found["value"] as { id: string }[])
    .map(({ id }) => id)
    .sort((one, other) => (one < other ? -1 : 1));
}

test("14 down for four days, in which its subscriptions ended, the server finds all mail and hears new mail again", async () => {
  const first = await rig.start();
  await openWatchedDeal(rig);
  await untilFlagged(await clientWrites(rig, "Before"));
  const before = await subscriptions();
  await first.program.stop("SIGKILL");
  for (let day = 0; day < 3; day++) await nextDay();

  // Three days on, the subscriptions have three days left and are not renewed yet.
  const second = await startAfter(3);
  const last = await clientWrites(rig, "The last one heard");
  await untilFlagged(last);
  expect(await subscriptions()).toEqual(before);
  await second.program.stop("SIGKILL");

  const unheard: string[] = [];
  for (let day = 0; day < 4; day++) {
    unheard.push(await clientWrites(rig, `Day ${day} without a server`));
    await nextDay();
  }
  expect(await subscriptions()).toEqual([]);

  await startAfter(7);
  for (const mailId of unheard) await untilFlagged(mailId);
  await expect.poll(subscriptions, { timeout: 30_000, interval: 200 }).toHaveLength(before.length);
  expect((await subscriptions()).filter((id) => before.includes(id))).toEqual([]);
  // Its own notification, not the next look, brings this one: no look comes within a minute.
  await untilFlagged(await clientWrites(rig, "Heard again"));
  for (const mailId of [last, ...unheard]) expect(await flags(mailId)).toEqual(ONCE);
});
