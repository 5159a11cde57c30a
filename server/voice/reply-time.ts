import { Temporal } from "temporal-polyfill";
import { workingIntervals } from "../../src/domain/time/working-hours.ts";
import type { AnswerClock } from "./answer-clock.ts";
import type { Colleague, Diary, Trouble } from "./ports.ts";

/** Nobody can promise an answer sooner, and a client need not wait longer for a word. */
const SOONEST = Temporal.Duration.from({ hours: 2 });
const LATEST = Temporal.Duration.from({ hours: 7 * 24 });
const GRID_MINUTES = 30;

/** When the spokesperson can truly write or call. */
export type ReplyTime = {
  /** The start of the first half hour, within their working hours and free in their calendar; null when there is none in a week. */
  next(person: Colleague): Promise<{ at: Temporal.Instant; zone: string } | null>;
};

export function replyTime(parts: {
  diary: Diary;
  clock: AnswerClock;
  now: () => Temporal.Instant;
  troubleOf(error: unknown): Trouble | null;
}): ReplyTime {
  const { diary, clock, now, troubleOf } = parts;

  /** A calendar that does not tell leaves the working hours alone: the time is a courtesy, not a booking. */
  async function busy(person: Colleague, from: Temporal.Instant, to: Temporal.Instant) {
    const found = await diary.busy(person.id, person.mail, from, to).catch((error: unknown) => {
      if (troubleOf(error) === null) throw error;
      return null;
    });
    return found ?? [];
  }

  return {
    async next(person) {
      const { hours, holidays } = await clock.timesOf(person);
      const from = onGrid(now().add(SOONEST));
      const to = from.add(LATEST);
      const taken = await busy(person, from, to);
      for (const { start, end } of workingIntervals(hours, { start: from, end: to }, holidays)) {
        for (let at = onGrid(start); isBefore(at.add({ minutes: GRID_MINUTES - 1 }), end); at = later(at)) {
          const until = later(at);
          if (taken.every((one) => !isBefore(one.start, until) || !isBefore(at, one.end)))
            return { at, zone: hours.zone };
        }
      }
      return null;
    },
  };
}

function later(at: Temporal.Instant): Temporal.Instant {
  return at.add({ minutes: GRID_MINUTES });
}

function onGrid(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: "minute", roundingIncrement: GRID_MINUTES, roundingMode: "ceil" });
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
