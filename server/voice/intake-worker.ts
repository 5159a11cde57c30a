import type { Logger } from "pino";
import type { Db } from "../store/db.ts";
import type { Arrival, Claimed, IntakeStore } from "./intake-store.ts";
import type { Trouble } from "./ports.ts";

/** So many arrivals are looked at at a time; Graph allows four requests a mailbox, and mailboxes are many. */
const AT_A_TIME = 8;
/** Without a signal the worker looks by itself: another server may have written something. In milliseconds. */
const POLL_MS = 1_000;
/** An arrival that fails so often is given up, and holds nothing up. */
const TRIES = 5;
/** The wait after the first failure, in seconds; each next one is twice as long. */
const FIRST_WAIT = 1;

export type IntakeWorker = {
  start(): void;
  /** Says that something was written. */
  wake(): void;
  /** Lets what runs end. */
  stop(): Promise<void>;
};

/** Looks at what arrived, soonest first; several servers on one database share the work. */
export function intakeWorker(parts: {
  db: Db;
  store: IntakeStore;
  handle: (arrival: Arrival) => Promise<void>;
  troubleOf(error: unknown): Trouble | null;
  log: Logger;
}): IntakeWorker {
  const { db, store, handle, log } = parts;
  const bell = openBell();
  const running = new Set<Promise<void>>();
  let looking = Promise.resolve();
  let stopped = false;

  async function work(claimed: Claimed): Promise<void> {
    const { mark, attempts } = claimed;
    // Counted when it is taken, so that one which ends the process is given up too.
    if (attempts > TRIES) return store.bury(db, mark);
    try {
      await handle(claimed);
      return await store.finish(db, mark);
    } catch (error) {
      const trouble = parts.troubleOf(error);
      if (trouble?.kind === "busy") return store.postpone(db, mark, trouble.seconds, true);
      log.error({ err: error, intake: mark, attempts }, "an arrival could not be dealt with");
      if (attempts >= TRIES) return store.bury(db, mark);
      return store.postpone(db, mark, FIRST_WAIT * 2 ** (attempts - 1), false);
    }
  }

  /** Takes up as much as there are hands free for, and looks again when a hand or news is free. */
  async function look(): Promise<void> {
    while (!stopped) {
      const free = AT_A_TIME - running.size;
      const claimed = await store.claim(db, free).catch(waitsForDatabase);
      for (const each of claimed ?? []) begin(each);
      // Fewer than asked for: no more is due. Else there may be, and hands may have become free meanwhile.
      if ((claimed?.length ?? 0) < free) await bell.rung(POLL_MS);
      else if (running.size === AT_A_TIME) await Promise.race(running);
    }
  }

  function begin(claimed: Claimed): void {
    const one = work(claimed)
      .catch(waitsForDatabase)
      .finally(() => running.delete(one));
    running.add(one);
  }

  /** The database is away; what was taken comes back when its lease ends. */
  function waitsForDatabase(error: unknown): void {
    log.warn({ err: error }, "the intake waits for the database");
  }

  return {
    start() {
      looking = look();
    },
    wake: () => bell.ring(),
    async stop() {
      stopped = true;
      bell.ring();
      await looking;
      await Promise.all(running);
    },
  };
}

/** Wakes all who wait for it. A ring that nobody heard wakes the next who comes. */
function openBell() {
  let waiting: (() => void)[] = [];
  let missed = false;
  return {
    ring(): void {
      missed = waiting.length === 0;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    rung(atMostMs: number): Promise<void> {
      if (missed) {
        missed = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(wake, atMostMs);
        function wake(): void {
          clearTimeout(timer);
          waiting = waiting.filter((other) => other !== wake);
          resolve();
        }
        waiting.push(wake);
      });
    },
  };
}
