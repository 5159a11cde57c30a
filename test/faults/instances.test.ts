import { afterAll, beforeAll, expect, test } from "vitest";
import { clientWrites, effectsOf, openWatchedDeal } from "./support/deal.ts";
import { freePort, openRig, type Rig } from "./support/rig.ts";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
  const first = await rig.start();
  await openWatchedDeal(rig);
  await first.program.stop();
});
afterAll(() => rig.close());

test("17 three servers on one database prolong each subscription once, and flag each mail once", async () => {
  await rig.query("update watch set expires_at = now() + interval '1 hour'");
  await rig.query("delete from timer");
  const since = Number((await rig.outside("GET", "/requests"))["last"]);
  await Promise.all([
    rig.start(),
    rig.start({ port: await freePort() }),
    rig.start({ port: await freePort() }),
  ]);
  const prolonged = async () => {
    const { value } = (await rig.outside("GET", `/requests?since=${since}`)) as {
      value: { method: string; url: string }[];
    };
    return value.filter(({ method, url }) => method === "PATCH" && url.includes("/subscriptions/")).length;
  };
  const watches = () => rig.query("select 1 from watch where expires_at > now() + interval '5 days'");
  await expect.poll(async () => (await watches()).length, { timeout: 30_000 }).toBe(3);
  const mails = await Promise.all([1, 2, 3, 4, 5].map((n) => clientWrites(rig, `Race ${n}`)));
  for (const mailId of mails)
    await expect
      .poll(() => effectsOf(rig, mailId), { timeout: 30_000, interval: 300 })
      .toEqual({ incidents: 1, marks: 1, told: mails.length });
  expect(await prolonged()).toBe(3);
  const { value } = (await rig.graph("GET", "/subscriptions")) as { value: unknown[] };
  expect(value.length).toBe(3);
});
