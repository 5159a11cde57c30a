import { Temporal } from "temporal-polyfill";
import { addWorkingTime, NoWorkingTime } from "../../src/domain/time/working-clock.ts";
import { type WorkingHours, workingHours } from "../../src/domain/time/working-hours.ts";
import { UnknownZone } from "../../src/domain/time/zone.ts";
import type { Colleague, Diary, Trouble } from "./ports.ts";

/** A client should have an answer within half a working day of the spokesperson's. */
const ANSWER_WITHIN = Temporal.Duration.from({ hours: 4 });
/** A mailbox's working hours are believed so long. */
const FRESH_HOURS = 12;

/** By when a client should hear from the spokesperson, by the spokesperson's own working hours. */
export function answerClock(parts: {
  diary: Diary;
  now: () => Temporal.Instant;
  troubleOf(error: unknown): Trouble | null;
}) {
  const { diary, now, troubleOf } = parts;
  const known = new Map<string, { hours: WorkingHours; until: number }>();

  async function read(person: Colleague): Promise<WorkingHours> {
    try {
      const found = await diary.hours(person.id);
      if (found !== null) return workingHours(found.zone, found.days, found.start, found.end);
    } catch (error) {
      if (troubleOf(error) === null && !(error instanceof UnknownZone)) throw error;
    }
    return workingHours(person.zone ?? "UTC", [1, 2, 3, 4, 5], "09:00", "18:00");
  }

  async function hoursOf(person: Colleague): Promise<WorkingHours> {
    const at = now();
    const before = known.get(person.id);
    if (before !== undefined && before.until > at.epochMilliseconds) return before.hours;
    const hours = await read(person);
    known.set(person.id, { hours, until: at.add({ hours: FRESH_HOURS }).epochMilliseconds });
    return hours;
  }

  return {
    hoursOf,

    /** Null when these working hours never come. */
    async answerBy(person: Colleague, sentAt: Temporal.Instant): Promise<Temporal.Instant | null> {
      try {
        return addWorkingTime(sentAt, ANSWER_WITHIN, await hoursOf(person));
      } catch (error) {
        if (error instanceof NoWorkingTime) return null;
        throw error;
      }
    },
  };
}

export type AnswerClock = ReturnType<typeof answerClock>;
