import type { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { type Graph, path } from "./client.ts";
import { isForbidden, isGone } from "./errors.ts";
import { fromGraphTime, ianaZone, toGraphTime } from "./zones.ts";

const settings = z.object({
  timeZone: z.string().nullish(),
  workingHours: z
    .object({
      daysOfWeek: z.array(z.string()).nullish(),
      startTime: z.string().nullish(),
      endTime: z.string().nullish(),
      timeZone: z.object({ name: z.string().nullish() }).nullish(),
    })
    .nullish(),
});
const time = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });
const schedules = z.object({
  value: z.array(
    z.object({
      error: z.unknown().optional(),
      scheduleItems: z.array(z.object({ status: z.string().nullish(), start: time, end: time })).nullish(),
    }),
  ),
});

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** When somebody works and is free: MailboxSettings.Read and Calendars.ReadBasic. No subject is read. */
export function mailDiary(graph: Graph) {
  return {
    /** Null when the mailbox does not tell. Days 1 Monday to 7 Sunday, times as "09:00". */
    async hours(personId: string) {
      const found = await graph
        .get(path`/users/${personId}/mailboxSettings` + "?$select=timeZone,workingHours", settings)
        .catch(unlessUnreadable);
      const hours = found?.workingHours;
      const zone = ianaZone(hours?.timeZone?.name ?? found?.timeZone ?? null);
      if (!hours?.startTime || !hours.endTime || !hours.daysOfWeek || zone === null) return null;
      const days = hours.daysOfWeek
        .map((day) => DAYS.indexOf(day.toLowerCase()) + 1)
        .filter((day) => day > 0);
      if (days.length === 0) return null;
      return { zone, days, start: hours.startTime.slice(0, 5), end: hours.endTime.slice(0, 5) };
    },

    /** Stretches that are not free in a window of at most 62 days; null when the calendar does not tell. */
    async busy(personId: string, mail: string, from: Temporal.Instant, to: Temporal.Instant) {
      const body = { schedules: [mail], startTime: toGraphTime(from), endTime: toGraphTime(to) };
      const found = await graph
        .post(path`/users/${personId}/calendar/getSchedule`, body, schedules, {
          headers: { Prefer: 'outlook.timezone="UTC"' },
        })
        .catch(unlessUnreadable);
      const [own] = found?.value ?? [];
      if (own === undefined || own.error || !own.scheduleItems) return null;
      return own.scheduleItems
        .filter(({ status }) => status?.toLowerCase() !== "free")
        .flatMap(({ start, end }) => {
          const interval = { start: fromGraphTime(start), end: fromGraphTime(end) };
          return interval.start && interval.end ? [{ start: interval.start, end: interval.end }] : [];
        });
    },
  };
}

function unlessUnreadable(error: unknown): null {
  if (isGone(error) || isForbidden(error)) return null;
  throw error;
}
