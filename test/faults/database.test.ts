import { readFileSync } from "node:fs";
import process from "node:process";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../support/postgres.ts";
import { hasProc, isAlive, postmasterOf, processesOf, signalAll } from "./support/postgres-processes.ts";
import { type Ledger, openRig, type Rig, rounds, type Server } from "./support/rig.ts";

let postgres: Postgres;
let rig: Rig;
let server: Server;
let ledger: Ledger;
beforeAll(async () => {
  postgres = await startPostgres();
  rig = await openRig(postgres);
  server = await rig.start();
  ledger = await rig.ledger();
});
afterAll(async () => {
  await rig.close();
  await postgres.stop();
});

/** Graph waits three seconds; a machine that does several things at once may add a little to the two we promise. */
const IN_TIME_MS = 2_600;

type Answer = Awaited<ReturnType<Ledger["post"]>>;

/** The server did not answer at all: it is dead. */
const UNANSWERED: Answer = { status: 0, ms: 0, retryAfter: null };

/** Posts without a pause from several senders until told to stop. */
function keepPosting(): { stop(): Promise<Answer[]>; answers: Answer[] } {
  const done = new AbortController();
  const answers: Answer[] = [];
  const sender = async () => {
    while (!done.signal.aborted) answers.push(await ledger.post(server.url, 5).catch(() => UNANSWERED));
  };
  const senders = [1, 2, 3, 4].map(sender);
  return {
    answers,
    async stop() {
      done.abort();
      await Promise.all(senders);
      return answers;
    },
  };
}

const untilTaken = () =>
  expect
    .poll(async () => (await ledger.post(server.url, 1)).status, { timeout: 15_000, interval: 50 })
    .toBe(202);

const count = (answers: readonly Answer[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

test("3 with the database ended at once and started again, nothing acknowledged is lost, and Graph is told to come again", async () => {
  for (let round = 0; round < rounds(1, 10); round++) {
    const load = keepPosting();
    await expect.poll(() => count(load.answers, 202), { timeout: 15_000 }).toBeGreaterThan(50);
    const postmaster = postmasterOf(postgres);
    process.kill(postmaster, "SIGQUIT");
    await expect.poll(() => count(load.answers, 503), { timeout: 15_000 }).toBeGreaterThan(5);
    await expect.poll(() => isAlive(postmaster), { timeout: 15_000 }).toBe(false);
    await postgres.start();
    await untilTaken();
    const answers = await load.stop();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 503]));
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(IN_TIME_MS);
  }
  expect(await ledger.compare()).toEqual({ lost: 0, doubled: 0 });
});

test.skipIf(!hasProc)(
  "4 while the database hangs, every answer comes in time, and afterwards all is as before",
  async () => {
    await untilTaken();
    const pids = processesOf(postgres);
    const load = keepPosting();
    await expect.poll(() => count(load.answers, 202), { timeout: 15_000 }).toBeGreaterThan(20);
    signalAll(pids, "SIGSTOP");
    const stoppedMs = performance.now();
    const hung = load.answers.length;
    const longMs = rounds(3_000, 30_000);
    await expect
      .poll(() => performance.now() - stoppedMs, { timeout: longMs + 5_000, interval: 100 })
      .toBeGreaterThan(longMs);
    signalAll(pids, "SIGCONT");
    await untilTaken();
    const answers = await load.stop();
    expect(count(answers.slice(hung), 503)).toBeGreaterThan(3);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(IN_TIME_MS);
    expect(await ledger.compare()).toEqual({ lost: 0, doubled: 0 });
  },
);

test("5 a thousand requests at once, while every connection to the database is taken, are told to come again", async () => {
  await untilTaken();
  const blocker = new pg.Client({ connectionString: rig.databaseUrl });
  await blocker.connect();
  await blocker.query("begin");
  await blocker.query("lock table intake in access exclusive mode");
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => ledger.post(server.url, 1)));
  expect(new Set(answers.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(
    new Set(["503 2"]),
  );
  if (hasProc) expect(residentMb(server.program.child.pid)).toBeLessThan(512);
  await blocker.query("rollback");
  await blocker.end();
  await untilTaken();
  expect(await ledger.compare()).toEqual({ lost: 0, doubled: 0 });
});

function residentMb(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
