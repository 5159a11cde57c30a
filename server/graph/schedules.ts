import * as z from "zod";
import type { Interval } from "../../src/domain/time/interval.ts";
import { DAY_MS } from "../../src/domain/time/offsets.ts";
import { type Graph, path } from "./client.ts";
import { GraphRefused, isForbidden, isGone } from "./errors.ts";
import { fromGraphTime, ianaZone, toGraphTime } from "./zones.ts";

/** What a calendar says of a stretch of time, from `start` until before `end` in milliseconds since 1970. */
export type ScheduleBlock = {
  start: number;
  end: number;
  status: "busy" | "tentative" | "oof" | "workingElsewhere" | "unknown";
};

/** When a person works, and where. `hours` null: their mailbox does not tell, or names a zone nobody knows. */
export type WorkTimes = {
  hours: { zone: string; days: number[]; start: string; end: string } | null;
  /** ISO 3166 country of two letters; null when the directory does not tell. */
  country: string | null;
  /** False for somebody without a mailbox, such as one without a licence for Exchange. */
  hasMailbox: boolean;
};

/** Microsoft answers for at most so many people in one question. Source: Graph, calendar getSchedule. */
const PEOPLE_MOST = 20;
/** Its window must be shorter than 62 days. */
const DAYS_MOST = 61;
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const STATUSES = new Set(["busy", "tentative", "oof", "workingElsewhere"]);

const moment = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });
// Subjects and places, which Graph also sends for calendars that show them, are not even parsed.
const schedule = z.object({
  scheduleId: z.string().nullish(),
  error: z.unknown().optional(),
  scheduleItems: z.array(z.object({ status: z.string().nullish(), start: moment, end: moment })).nullish(),
});
const replied = z.object({ value: z.array(schedule) });
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
const place = z.object({ usageLocation: z.string().nullish() });

/** People's free and busy times by the application permissions Calendars.ReadBasic, MailboxSettings.Read, User.Read.All. */
export function schedules(graph: Graph) {
  return {
    /**
     * What the calendars behind the addresses hold in the window, asked through `ownerId`'s mailbox.
     * Addresses whose calendar could not be read are missing: that is unknown time, never free time.
     */
    async blocks(
      ownerId: string,
      addresses: readonly string[],
      window: Interval,
    ): Promise<Map<string, ScheduleBlock[]>> {
      const parts = cut(window);
      const asked = batchesOf(addresses).map(async (batch) => {
        const found = await Promise.all(parts.map((part) => ask(graph, ownerId, batch, part)));
        // Who is missing in one part of the time is not known.
        return batch.flatMap((address): [string, ScheduleBlock[]][] => {
          const blocks = found.flatMap((part) => part.get(address) ?? []);
          return found.every((part) => part.has(address)) ? [[address, blocks]] : [];
        });
      });
      return new Map((await Promise.all(asked)).flat());
    },

    /** When the person works. A mailbox or directory entry that cannot be read leaves its part null. */
    async workTimes(personId: string): Promise<WorkTimes> {
      const [mailbox, user] = await Promise.all([
        graph.get(path`/users/${personId}/mailboxSettings`, settings).catch(unlessMissing),
        graph.get(path`/users/${personId}` + "?$select=usageLocation", place).catch(unlessUnreadable),
      ]);
      const country = user?.usageLocation ?? null;
      if (mailbox === "none") return { hours: null, country, hasMailbox: false };
      return { hours: mailbox && hoursOf(mailbox), country, hasMailbox: true };
    },
  };
}

async function ask(
  graph: Graph,
  ownerId: string,
  batch: readonly string[],
  { start, end }: Interval,
): Promise<Map<string, ScheduleBlock[]>> {
  const body = {
    schedules: batch,
    startTime: toGraphTime(start),
    endTime: toGraphTime(end),
    availabilityViewInterval: 30,
  };
  const options = { headers: { Prefer: 'outlook.timezone="UTC"' } };
  const reply = await graph
    .post(path`/users/${ownerId}/calendar/getSchedule`, body, replied, options)
    .catch(unlessUnreadable);
  // Graph answers in the order of the question; a reply of another length tells nothing for certain.
  if (reply?.value.length !== batch.length) return new Map();
  return new Map(
    reply.value.flatMap((one, i): [string, ScheduleBlock[]][] => {
      const blocks = blocksOf(one);
      return blocks === null ? [] : [[batch[i] as string, blocks]];
    }),
  );
}

function batchesOf(addresses: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let i = 0; i < addresses.length; i += PEOPLE_MOST) batches.push(addresses.slice(i, i + PEOPLE_MOST));
  return batches;
}

/** The window in as few equal parts as Microsoft's bound asks for. */
function cut({ start, end }: Interval): Interval[] {
  const length = end.epochMilliseconds - start.epochMilliseconds;
  const count = Math.ceil(length / (DAYS_MOST * DAY_MS));
  const edge = (n: number) =>
    n === count ? end : start.add({ milliseconds: Math.floor((length * n) / count) });
  return Array.from({ length: count }, (_, n) => ({ start: edge(n), end: edge(n + 1) }));
}

/** Null when Graph could not tell this person's time, or tells it in a zone nobody knows. */
function blocksOf({ error, scheduleItems }: z.output<typeof schedule>): ScheduleBlock[] | null {
  if (error !== undefined && error !== null) return null;
  if (!scheduleItems) return null;
  const blocks: ScheduleBlock[] = [];
  for (const { status, start, end } of scheduleItems) {
    if (status === "free") continue;
    const from = fromGraphTime(start);
    const to = fromGraphTime(end);
    if (from === null || to === null) return null;
    blocks.push({
      start: from.epochMilliseconds,
      end: to.epochMilliseconds,
      status: STATUSES.has(status ?? "") ? (status as ScheduleBlock["status"]) : "unknown",
    });
  }
  return blocks;
}

function hoursOf({ timeZone, workingHours }: z.output<typeof settings>): WorkTimes["hours"] {
  const { daysOfWeek, startTime, endTime, timeZone: own } = workingHours ?? {};
  const zone = ianaZone(own?.name ?? null) ?? ianaZone(timeZone ?? null);
  if (zone === null || !daysOfWeek || !startTime || !endTime) return null;
  const days = daysOfWeek.map((day) => DAYS.indexOf(day.toLowerCase()) + 1).filter((day) => day > 0);
  return { zone, days, start: startTime, end: endTime };
}

/** Microsoft's word for people without Exchange, and for mailboxes that it does not keep. Source: Graph, error codes. */
const NO_MAILBOX = ["MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI"];

function unlessMissing(error: unknown): "none" | null {
  if (error instanceof GraphRefused && NO_MAILBOX.includes(error.code)) return "none";
  return unlessUnreadable(error);
}

function unlessUnreadable(error: unknown): null {
  if (isGone(error) || isForbidden(error)) return null;
  throw error;
}
