import type { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { type Graph, nothing, path } from "./client.ts";
import { GraphRefused, isGone } from "./errors.ts";
import { fromGraphTime, toGraphTime } from "./zones.ts";

/** An event to be made. `key` is ours for ever: however often it is asked for with one key, there is one event. */
export type NewEvent = {
  key: string;
  subject: string;
  html: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  /** With a Teams link. */
  online: boolean;
  /** Where people meet in person. */
  place?: string;
  /** Shown as tentative. */
  tentative?: boolean;
  attendees: readonly { name: string; address: string; required: boolean }[];
};

/** An event as its organizer's calendar holds it: the only copy that knows the answers. */
export type CalendarEvent = {
  start: Temporal.Instant;
  end: Temporal.Instant;
  isCancelled: boolean;
  joinUrl: string | null;
  attendees: {
    name: string;
    /** Lower case. */
    address: string;
    required: boolean;
    response: "none" | "accepted" | "tentative" | "declined";
    /** Start of another time that this person proposed. */
    proposes: Temporal.Instant | null;
  }[];
};

const moment = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });
const made = z.object({
  id: z.string(),
  transactionId: z.string().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
});
const attendee = z.object({
  type: z.string().nullish(),
  status: z.object({ response: z.string().nullish() }).nullish(),
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }),
  proposedNewTime: z.object({ start: moment }).nullish(),
});
const event = z.object({
  start: moment,
  end: moment,
  isCancelled: z.boolean().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
  attendees: z.array(attendee).nullish(),
});
const named = z.object({ iCalUId: z.string() });
const copies = z.object({ value: z.array(z.object({ id: z.string() })) });
const described = z.object({
  body: z.object({ content: z.string().nullish() }).nullish(),
  isOnlineMeeting: z.boolean().nullish(),
});
/** How Teams' block begins: a marked division, or in older mailboxes a line of underscores. */
const TEAMS_BLOCK = /<div[^>]*class="[^"]*me-email|<(?:div|span|p)[^>]*>\s*_{20,}/i;
const READ = "$select=start,end,isCancelled,onlineMeeting,attendees";
const IN_UTC = { headers: { Prefer: 'outlook.timezone="UTC"' } };

/** Organizers' calendars by the application permission Calendars.ReadWrite. */
export function calendars(graph: Graph) {
  return {
    /** Makes the event and invites everybody; the one that exists when its key was used before. */
    async create(ownerId: string, wanted: NewEvent): Promise<{ id: string; joinUrl: string | null }> {
      const found = await graph.post(path`/users/${ownerId}/events`, bodyOf(wanted), made).catch((error) => {
        // Graph's answer to a key that it knows, where it does not hand out the event itself.
        if (error instanceof GraphRefused && error.status === 409) return findMade(graph, ownerId, wanted);
        throw error;
      });
      if (found === null) throw new GraphRefused(409, "ErrorDuplicateTransactionId", "POST /users/…/events");
      return { id: found.id, joinUrl: found.onlineMeeting?.joinUrl ?? null };
    },

    /** The event made with that key, if it still lies about where it was put; null when there is none. */
    async find(
      ownerId: string,
      wanted: Pick<NewEvent, "key" | "start" | "end">,
    ): Promise<{ id: string } | null> {
      return findMade(graph, ownerId, wanted).catch(unlessGone);
    },

    /** The event with its answers; null when the calendar has it no more. */
    async read(ownerId: string, eventId: string): Promise<CalendarEvent | null> {
      const found = await graph
        .get(path`/users/${ownerId}/events/${eventId}` + `?${READ}`, event, IN_UTC)
        .catch(unlessGone);
      return found && readEvent(found);
    },

    /** Moves the event; everybody invited is told. One that is gone is fine. */
    async move(
      ownerId: string,
      eventId: string,
      { start, end }: { start: Temporal.Instant; end: Temporal.Instant },
    ): Promise<void> {
      const body = { start: toGraphTime(start), end: toGraphTime(end) };
      await graph.patch(path`/users/${ownerId}/events/${eventId}`, body).catch(unlessGone);
    },

    /**
     * Accepts the invitation in an attendee's own calendar, so that the organizer sees it answered. False while it has not
     * arrived there; an event that is gone needs no answer.
     */
    async accept(ownerId: string, eventId: string, attendeeId: string): Promise<boolean> {
      const own = await graph
        .get(path`/users/${ownerId}/events/${eventId}` + "?$select=iCalUId", named)
        .catch(unlessGone);
      if (own === null) return true;
      const same = encodeURIComponent(`iCalUId eq '${own.iCalUId.replaceAll("'", "''")}'`);
      const events = path`/users/${attendeeId}/events`;
      const { value } = await graph.get(`${events}?$filter=${same}&$select=id`, copies);
      const [copy] = value;
      if (copy === undefined) return false;
      await graph.post(`${events}/${encodeURIComponent(copy.id)}/accept`, { sendResponse: true }, nothing);
      return true;
    },

    /** Takes the event off everybody's calendar, with a note to them. One that is gone is fine. */
    async cancel(ownerId: string, eventId: string, comment: string): Promise<void> {
      await graph
        .post(path`/users/${ownerId}/events/${eventId}/cancel`, { comment }, nothing)
        .catch(unlessGone);
    },

    /** Puts a text in the place of the one that stands there; Teams' own block beneath it has to stay. Gone is fine. */
    async describe(ownerId: string, eventId: string, html: string): Promise<void> {
      const one = path`/users/${ownerId}/events/${eventId}`;
      const found = await graph.get(`${one}?$select=body,isOnlineMeeting`, described).catch(unlessGone);
      if (found === null) return;
      const block = found.isOnlineMeeting ? teamsBlock(found.body?.content ?? "") : "";
      // Without knowing where the block begins nothing is replaced: the meeting would lose its link.
      const content = block === null ? `${html}${found.body?.content ?? ""}` : `${html}${block}`;
      await graph.patch(one, { body: { contentType: "html", content } }).catch(unlessGone);
    },

    /** Deletes an event that nobody was invited to. One that is gone is fine. */
    async remove(ownerId: string, eventId: string): Promise<void> {
      await graph.remove(path`/users/${ownerId}/events/${eventId}`).catch(unlessGone);
    },
  };
}

function bodyOf({ key, subject, html, start, end, online, place, tentative, attendees }: NewEvent): object {
  return {
    transactionId: key,
    subject,
    body: { contentType: "html", content: html },
    start: toGraphTime(start),
    end: toGraphTime(end),
    attendees: attendees.map(({ name, address, required }) => ({
      type: required ? "required" : "optional",
      emailAddress: { name, address },
    })),
    allowNewTimeProposals: true,
    ...(place !== undefined && { location: { displayName: place } }),
    ...(tentative && { showAs: "tentative", isReminderOn: false }),
    ...(online && { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" }),
  };
}

async function findMade(
  graph: Graph,
  ownerId: string,
  { key, start, end }: Pick<NewEvent, "key" | "start" | "end">,
): Promise<z.output<typeof made> | null> {
  const bounds = `startDateTime=${start.toString()}&endDateTime=${end.toString()}`;
  const view = path`/users/${ownerId}/calendarView` + `?${bounds}&$select=id,transactionId,onlineMeeting`;
  for await (const page of graph.pages(view, made)) {
    const found = page.find(({ transactionId }) => transactionId === key);
    if (found) return found;
  }
  return null;
}

function teamsBlock(content: string): string | null {
  const at = content.search(TEAMS_BLOCK);
  return at === -1 ? null : content.slice(at);
}

const RESPONSES: Readonly<Record<string, CalendarEvent["attendees"][number]["response"]>> = {
  accepted: "accepted",
  tentativelyAccepted: "tentative",
  declined: "declined",
};

function readEvent(found: z.output<typeof event>): CalendarEvent {
  const start = fromGraphTime(found.start);
  const end = fromGraphTime(found.end);
  if (start === null || end === null) throw new RangeError("An event stands in a zone that nobody knows.");
  return {
    start,
    end,
    isCancelled: found.isCancelled ?? false,
    joinUrl: found.onlineMeeting?.joinUrl ?? null,
    attendees: (found.attendees ?? []).flatMap(({ type, status, emailAddress, proposedNewTime }) => {
      if (!emailAddress.address) return [];
      return [
        {
          name: emailAddress.name || emailAddress.address,
          address: emailAddress.address.toLowerCase(),
          required: type !== "optional",
          response: RESPONSES[status?.response ?? ""] ?? "none",
          proposes: proposedNewTime ? fromGraphTime(proposedNewTime.start) : null,
        },
      ];
    }),
  };
}

function unlessGone(error: unknown): null {
  if (isGone(error)) return null;
  throw error;
}
