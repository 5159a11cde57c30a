import type { Temporal } from "temporal-polyfill";
import * as z from "zod";
import type { Interval } from "../../src/domain/time/interval.ts";
import { type Graph, path } from "./client.ts";
import { isForbidden, isGone } from "./errors.ts";
import { fromGraphTime } from "./zones.ts";

/** Somebody who is invited, or invites. The address is in lower case. */
export type Invited = {
  name: string;
  address: string;
  required: boolean;
  response: "none" | "accepted" | "tentative" | "declined";
};

/** One day of a meeting that repeats, as one calendar shows it: when and with whom, never what about. */
export type Occurrence = {
  /** Its id in that calendar. */
  eventId: string;
  /** Names this day in every calendar that it stands in, whatever becomes of its time. */
  key: string;
  /** Names the whole series in that calendar. */
  seriesId: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  isCancelled: boolean;
  /** Its owner wants it read by nobody: then only that it is there may be used. */
  isPrivate: boolean;
  /** Whether the owner of the calendar invites. */
  isOrganizer: boolean;
  organizer: { name: string; address: string };
  attendees: Invited[];
};

const who = z.object({
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }).nullish(),
});
const status = z.object({ response: z.string().nullish() }).nullish();
const moment = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });
const event = z.object({
  id: z.string(),
  type: z.string().nullish(),
  iCalUId: z.string().nullish(),
  seriesMasterId: z.string().nullish(),
  originalStart: z.string().nullish(),
  start: moment,
  end: moment,
  isCancelled: z.boolean().nullish(),
  isOrganizer: z.boolean().nullish(),
  sensitivity: z.string().nullish(),
  organizer: who.nullish(),
  attendees: z.array(who.extend({ type: z.string().nullish(), status })).nullish(),
});
type Seen = z.output<typeof event>;
/** Neither subject nor place nor body is asked for. */
const SELECT =
  "$select=id,type,iCalUId,seriesMasterId,originalStart,start,end,isCancelled,isOrganizer,sensitivity,organizer,attendees&$top=100";
const IN_UTC = { headers: { Prefer: 'outlook.timezone="UTC"' } };

/** Meetings that people repeat in Outlook, by the application permission Calendars.ReadBasic. */
export function calendarSeries(graph: Graph) {
  return {
    /** Every day of a repeated meeting in the window; null for a calendar that cannot be read: nothing is known of it. */
    async occurrences(personId: string, { start, end }: Interval): Promise<Occurrence[] | null> {
      const bounds = `startDateTime=${start.toString()}&endDateTime=${end.toString()}`;
      const view = path`/users/${personId}/calendarView` + `?${bounds}&${SELECT}`;
      const found: Occurrence[] = [];
      try {
        for await (const page of graph.pages(view, event, IN_UTC)) found.push(...page.flatMap(occurrenceOf));
      } catch (error) {
        if (!isGone(error) && !isForbidden(error)) throw error;
        return null;
      }
      return found;
    },
  };
}

function occurrenceOf(seen: Seen): Occurrence[] {
  const start = fromGraphTime(seen.start);
  const end = fromGraphTime(seen.end);
  const organizer = personOf(seen.organizer ?? {});
  const { id, type, iCalUId, seriesMasterId, originalStart } = seen;
  const isDay = type === "occurrence" || type === "exception";
  if (!isDay || !iCalUId || !seriesMasterId || organizer === null || start === null || end === null)
    return [];
  return [
    {
      eventId: id,
      // Microsoft says that each day has an iCalUId of its own; the day of its plan makes sure.
      key: `${iCalUId} ${(originalStart ?? start.toString()).slice(0, 10)}`,
      seriesId: seriesMasterId,
      start,
      end,
      isCancelled: seen.isCancelled ?? false,
      isPrivate: seen.sensitivity === "private" || seen.sensitivity === "confidential",
      isOrganizer: seen.isOrganizer ?? false,
      organizer,
      attendees: attendeesOf(seen),
    },
  ];
}

const RESPONSES: Readonly<Record<string, Invited["response"]>> = {
  accepted: "accepted",
  organizer: "accepted",
  tentativelyAccepted: "tentative",
  declined: "declined",
};

function attendeesOf({ attendees }: Seen): Invited[] {
  return (attendees ?? []).flatMap(({ type, status: said, ...rest }) => {
    const person = personOf(rest);
    if (person === null || type === "resource") return [];
    return [
      { ...person, required: type !== "optional", response: RESPONSES[said?.response ?? ""] ?? "none" },
    ];
  });
}

function personOf({ emailAddress }: z.output<typeof who>): { name: string; address: string } | null {
  const address = emailAddress?.address?.toLowerCase();
  return address ? { name: emailAddress?.name || address, address } : null;
}
