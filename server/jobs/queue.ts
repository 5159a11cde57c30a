import { fromKysely, type PgBoss } from "pg-boss";
import type { Store } from "../store/store.ts";
import { watchDue } from "./due.ts";
import { type Ask, isForAll, JOB_NAMES, type JobName, type Jobs } from "./names.ts";

/** Thrown by work that cannot go on yet: the queue tries again after so many seconds, without counting it as a failure. */
export class Later extends Error {
  readonly seconds: number;

  constructor(seconds: number, cause?: unknown) {
    super(`Not yet; again in ${seconds} s.`, { cause });
    this.name = "Later";
    this.seconds = seconds;
  }
}

export type Queue = {
  ask: Ask;
  /** Names who does a kind of work. To be called before `start`. */
  work<Name extends JobName>(name: Name, run: (data: Jobs[Name]) => Promise<void>): void;
  start(): Promise<void>;
  /** Lets running work end, at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
};

/** Each failure waits twice as long as the one before, from 2 s on; after eight the job stays in the queue's failures. */
const RETRY = { retryLimit: 8, retryDelay: 2, retryBackoff: true };
/** Quality asks that what a killed server had begun goes on within a minute: this, and the first wait of a retry. */
export const USUAL_LEASE_SECONDS = 30;
/** A long job that beats may take its time, in seconds. */
const LONGEST_JOB = 1_800;
/** The library takes no shorter beat, in seconds. */
const SHORTEST_BEAT = 10;
/** How often a worker looks for work of which nobody told it, in seconds: should all else have failed. */
const POLL = 60;

type Handlers = { [Name in JobName]?: (data: Jobs[Name]) => Promise<void> };

/**
 * The queue of named work on the product's own database. A worker that was killed stops beating, and its job goes to
 * another one within `leaseSeconds`. `onError` hears of every failed attempt.
 */
export function openQueue(
  store: Store,
  leaseSeconds: number,
  onError: (error: unknown, job: string) => void,
): Queue {
  const lookEvery = Math.ceil(leaseSeconds / 3);
  const life = {
    heartbeatSeconds: Math.max(SHORTEST_BEAT, leaseSeconds - lookEvery),
    expireInSeconds: LONGEST_JOB,
  };
  const boss: PgBoss = store.boss(lookEvery);
  const handlers: Handlers = {};
  const workers = new Map<string, string>();
  let endWatch = async () => {};
  boss.on("error", (error) => onError(error, "queue"));

  function wake(name: string): void {
    const worker = workers.get(name);
    if (worker !== undefined) boss.notifyWorker(worker);
  }

  const run = async (name: JobName, data: never): Promise<void> => {
    try {
      await handlers[name]?.(data);
    } catch (error) {
      onError(error, name);
      if (!(error instanceof Later)) throw error;
      await boss.send(name, data, { startAfter: error.seconds, singletonKey: keyOf(data) });
    }
  };

  return {
    async ask(db, name, data) {
      await boss.send(name, data, { db: fromKysely(db), singletonKey: keyOf(data) });
    },
    work(name, handler) {
      handlers[name] = handler as Handlers[typeof name];
    },
    async start() {
      await boss.start();
      const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
      for (const name of JOB_NAMES) {
        const before = known.get(name);
        // "short": while one such job waits, another like it is not added.
        if (before === undefined)
          await boss.createQueue(name, { policy: "short", notify: true, ...RETRY, ...life });
        // An earlier start may have had another lease.
        else if (before.heartbeatSeconds !== life.heartbeatSeconds) await boss.updateQueue(name, life);
      }
      for (const name of Object.keys(handlers) as JobName[]) {
        const forAll = isForAll(name);
        const options = {
          ...{ pollingIntervalSeconds: POLL, notifyPollingIntervalSeconds: POLL },
          ...{ batchSize: 1, localConcurrency: forAll ? 1 : 2 },
        };
        const worker = await boss.work<never>(name, options, async ([job]) => {
          if (job) await run(name, job.data);
          // A worker is woken once however many jobs came, so it is woken again after each; of work for all only one waits.
          if (!forAll) wake(name);
        });
        workers.set(name, worker);
      }
      endWatch = watchDue(store.db, wake, (error) => onError(error, "queue"));
    },
    async stop(graceMs) {
      await endWatch();
      await boss.stop({ graceful: true, timeout: graceMs, close: true });
    },
  };
}

/** One text for one data, also when it comes back from the database with its parts in another order. */
export function keyOf(data: object): string {
  const parts = Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1));
  return parts.map(([, value]) => value).join("/");
}
