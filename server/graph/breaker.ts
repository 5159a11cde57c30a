/** Leaves a service alone that does not answer, so that it can recover and nobody waits for nothing. */
export type Breaker = {
  /** How long it is still to be left alone, in milliseconds; 0: ask. Once the rest is over, one who asks is let through to try. */
  restMs(): number;
  /** It answered, whatever it said. */
  answered(): void;
  /** It was out of reach or out of service. */
  failed(): void;
};

const LONGEST_REST_MS = 60_000;

/**
 * Opens after so many failures in a row, for `restMs`; then one attempt tries, and while it fails the rest gets twice as
 * long, up to a minute. `clock` counts milliseconds and never goes back.
 */
export function openBreaker(
  failures: number,
  restMs: number,
  clock: () => number = () => performance.now(),
): Breaker {
  let inARow = 0;
  /** Null while it is asked as usual. */
  let rest: { until: number; ms: number; isTried: boolean } | null = null;
  return {
    restMs() {
      if (rest === null) return 0;
      const left = rest.until - clock();
      if (left > 0) return left;
      // Whoever comes now tries; all others rest on until it is known how that went.
      rest = { ...rest, until: clock() + restMs, isTried: true };
      return 0;
    },
    answered() {
      inARow = 0;
      rest = null;
    },
    failed() {
      inARow += 1;
      if (rest === null) {
        if (inARow >= failures) rest = { until: clock() + restMs, ms: restMs, isTried: false };
        return;
      }
      // What was asked before the rest began tells nothing new.
      if (!rest.isTried) return;
      const ms = Math.min(rest.ms * 2, LONGEST_REST_MS);
      rest = { until: clock() + ms, ms, isTried: false };
    },
  };
}
