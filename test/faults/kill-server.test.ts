import { afterAll, beforeAll, expect, test } from "vitest";
import { openRig, type Rig, rounds } from "./support/rig.ts";

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

test("1 killed again and again while notifications come in, the server loses none it acknowledged", async () => {
  let server = await rig.start();
  const ledger = await rig.ledger();
  const firstAnswers: number[] = [];
  for (let round = 0; round < rounds(2, 100); round++) {
    const wanted = ledger.acknowledged.length + 300;
    const dead = new AbortController();
    const sender = async () => {
      while (!dead.signal.aborted) await ledger.post(server.url, 10).catch(() => null);
    };
    const senders = [1, 2, 3, 4].map(sender);
    await expect
      .poll(() => ledger.acknowledged.length, { timeout: 20_000, interval: 5 })
      .toBeGreaterThan(wanted);
    await server.program.stop("SIGKILL");
    dead.abort();
    await Promise.all(senders);
    server = await rig.start();
    firstAnswers.push(await untilAcknowledged(() => ledger.post(server.url, 1)));
  }
  expect(await ledger.compare()).toEqual({ lost: 0, doubled: 0 });
  expect(ledger.acknowledged.length).toBeGreaterThan(600);
  expect(Math.max(...firstAnswers)).toBeLessThan(2_000);
});

/** Milliseconds from now until a notification is acknowledged. */
async function untilAcknowledged(post: () => Promise<{ status: number }>): Promise<number> {
  const startedMs = performance.now();
  await expect.poll(async () => (await post()).status, { timeout: 20_000, interval: 10 }).toBe(202);
  return performance.now() - startedMs;
}
