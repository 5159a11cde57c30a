import { Temporal } from "temporal-polyfill";
import type { Holiday } from "../../src/domain/time/weekday.ts";
import { addWorkingTime, NoWorkingTime } from "../../src/domain/time/working-clock.ts";
import { type WorkingHours, workingHours } from "../../src/domain/time/working-hours.ts";
import { UnknownZone } from "../../src/domain/time/zone.ts";
import type { Quiet } from "./deal-ports.ts";
import type { Colleague, Diary, Trouble } from "./ports.ts";

/** A client should have an answer within half a working day of the spokesperson's. */
const ANSWER_WITHIN = Temporal.Duration.from({ hours: 4 });
/** A mailbox's working hours are believed so long. */
const FRESH_HOURS = 12;

/** When somebody works. */
type Times = { hours: WorkingHours; holidays: readonly Holiday[] };

/** By when a client should hear from the spokesperson, by the spokesperson's own working hours and holidays. */
export function answerClock(parts: {
  diary: Diary;
  quiet: Quiet;
  now: () => Temporal.Instant;
  troubleOf(error: unknown): Trouble | null;
}) {
  const { diary, quiet, now, troubleOf } = parts;
  const known = new Map<string, Times & { until: number }>();

  async function read(person: Colleague): Promise<WorkingHours> {
    try {
      const found = await diary.hours(person.id);
      if (found !== null) return workingHours(found.zone, found.days, found.start, found.end);
    } catch (error) {
      if (troubleOf(error) === null && !(error instanceof UnknownZone)) throw error;
    }
    return workingHours(person.zone ?? "UTC", [1, 2, 3, 4, 5], "09:00", "18:00");
  }

  /** Where nobody can tell, no day is a holiday. */
  async function holidaysOf(person: Colleague): Promise<readonly Holiday[]> {
    return quiet.holidays(person.id).catch((error: unknown) => {
      if (troubleOf(error) === null) throw error;
      return [];
    });
  }

  async function timesOf(person: Colleague): Promise<Times> {
    const at = now();
    const before = known.get(person.id);
    if (before !== undefined && before.until > at.epochMilliseconds) return before;
    const [hours, holidays] = await Promise.all([read(person), holidaysOf(person)]);
    const until = at.add({ hours: FRESH_HOURS }).epochMilliseconds;
    known.set(person.id, { hours, holidays, until });
    return { hours, holidays };
  }

  return {
    timesOf,

    /** Null when these working hours never come. */
    async answerBy(person: Colleague, sentAt: Temporal.Instant): Promise<Temporal.Instant | null> {
      try {
        const { hours, holidays } = await timesOf(person);
        return addWorkingTime(sentAt, ANSWER_WITHIN, hours, holidays);
      } catch (error) {
        if (error instanceof NoWorkingTime) return null;
        throw error;
      }
    },
  };
}

export type AnswerClock = ReturnType<typeof answerClock>;
