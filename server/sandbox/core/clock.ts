import { Temporal } from "temporal-polyfill";

/** Takes back what was planned or listened to. Harmless when called twice. */
export type Cancel = () => void;

/**
 * The tenant's own clock: it runs at the speed of real time from wherever it was set, and can be moved on.
 * Whatever the tenant will do later (retry a notification, lapse a subscription) is planned here, so that moving
 * the clock makes it happen.
 */
export type Clock = {
  now(): Temporal.Instant;
  /** Runs `task` once the clock reaches `when`; at once (but not before returning) when that has passed. */
  at(when: Temporal.Instant, task: () => void | Promise<void>): Cancel;
  /** Moves the clock on, doing what falls due on the way in order; settles when all of it was done. */
  advance(by: Temporal.Duration): Promise<void>;
  /** Puts the clock to an instant. Going back is allowed and does nothing twice. */
  set(to: Temporal.Instant): Promise<void>;
  /** Puts the clock to an instant and tells nobody: for filling a tenant with a past. */
  jump(to: Temporal.Instant): void;
  /** Calls back after each move by `advance` or `set`. */
  onMove(listener: () => void | Promise<void>): Cancel;
  /** Forgets all that was planned; the time stays. */
  clear(): void;
  close(): void;
};

type Plan = { when: number; order: number; task: () => void | Promise<void> };

/** The longest wait a Node timer takes, in milliseconds. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Opens a clock that starts at `start` (default: real time) on top of `real`, the machine's monotonic milliseconds. */
export function openClock(
  start: Temporal.Instant | null = null,
  real: () => number = () => performance.timeOrigin + performance.now(),
): Clock {
  let offsetMs = start === null ? 0 : start.epochMilliseconds - real();
  let plans: Plan[] = [];
  let order = 0;
  let timer: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void | Promise<void>>();

  const nowMs = () => Math.floor(real() + offsetMs);

  function wake(): void {
    clearTimeout(timer);
    const next = plans[0];
    if (next === undefined) return;
    const waitMs = Math.min(Math.max(next.when - nowMs(), 0), LONGEST_WAIT_MS);
    timer = setTimeout(() => void runDue(nowMs()), waitMs);
    timer.unref();
  }

  function takeDue(untilMs: number): Plan | undefined {
    const first = plans[0];
    return first !== undefined && first.when <= untilMs ? plans.shift() : undefined;
  }

  async function runDue(untilMs: number): Promise<void> {
    for (let plan = takeDue(untilMs); plan; plan = takeDue(untilMs)) await plan.task();
    wake();
  }

  async function moveTo(targetMs: number): Promise<void> {
    for (let plan = takeDue(targetMs); plan; plan = takeDue(targetMs)) {
      if (plan.when > nowMs()) offsetMs += plan.when - nowMs();
      await plan.task();
    }
    offsetMs += targetMs - nowMs();
    wake();
    for (const listener of [...listeners]) await listener();
  }

  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(nowMs()),
    at(when, task) {
      const plan = { when: when.epochMilliseconds, order: order++, task };
      plans.push(plan);
      plans.sort((a, b) => a.when - b.when || a.order - b.order);
      wake();
      return () => {
        plans = plans.filter((other) => other !== plan);
      };
    },
    advance: (by) => moveTo(nowMs() + by.total("milliseconds")),
    set: (to) => moveTo(to.epochMilliseconds),
    jump(to) {
      offsetMs += to.epochMilliseconds - nowMs();
    },
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      plans = [];
      wake();
    },
    close() {
      plans = [];
      clearTimeout(timer);
    },
  };
}
