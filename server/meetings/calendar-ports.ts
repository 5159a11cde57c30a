import type { Temporal } from "temporal-polyfill";
import type { Block } from "../../src/domain/meetings/slot-request.ts";
import type { Interval } from "../../src/domain/time/interval.ts";

/** When a person works, and in which country; null where nobody knows. */
export type WorkTimes = {
  hours: { zone: string; days: readonly number[]; start: string; end: string } | null;
  country: string | null;
  /** False for somebody without a mailbox. */
  hasMailbox: boolean;
};

/** Free and busy times; server/graph/schedules.ts provides it. Who is missing from `blocks` could not be read. */
export type Schedules = {
  blocks(ownerId: string, addresses: readonly string[], window: Interval): Promise<Map<string, Block[]>>;
  workTimes(personId: string): Promise<WorkTimes>;
};

/** An event to be made; see server/graph/calendars.ts, which provides the calendars. */
export type NewEvent = {
  key: string;
  subject: string;
  html: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  online: boolean;
  /** Where people meet in person. */
  place?: string;
  /** Shown as tentative. */
  tentative?: boolean;
  attendees: readonly { name: string; address: string; required: boolean }[];
};

/** What an attendee said, in the product's words. */
export type Response = "none" | "accepted" | "tentative" | "declined";

/** An event as its organizer's calendar holds it. Addresses in lower case. */
export type CalendarEvent = {
  start: Temporal.Instant;
  end: Temporal.Instant;
  isCancelled: boolean;
  joinUrl: string | null;
  attendees: {
    name: string;
    address: string;
    required: boolean;
    response: Response;
    proposes: Temporal.Instant | null;
  }[];
};

/** Organizers' calendars. Whatever is gone already is fine. */
export type Calendars = {
  create(ownerId: string, wanted: NewEvent): Promise<{ id: string; joinUrl: string | null }>;
  find(ownerId: string, wanted: Pick<NewEvent, "key" | "start" | "end">): Promise<{ id: string } | null>;
  read(ownerId: string, eventId: string): Promise<CalendarEvent | null>;
  move(ownerId: string, eventId: string, to: Interval): Promise<void>;
  /** Invites people to an event that exists and takes others out; nobody is told where all is so already. */
  changeAttendees(
    ownerId: string,
    eventId: string,
    change: {
      add: readonly { name: string; address: string; required: boolean }[];
      remove: readonly string[];
    },
  ): Promise<void>;
  /** Accepts the invitation in the attendee's own calendar; false while it has not arrived there. */
  accept(ownerId: string, eventId: string, attendeeId: string): Promise<boolean>;
  cancel(ownerId: string, eventId: string, comment: string): Promise<void>;
  remove(ownerId: string, eventId: string): Promise<void>;
  /** Puts a text in the place of the one that stands there; the way into the online meeting stays beneath it. */
  describe(ownerId: string, eventId: string, html: string): Promise<void>;
};

/** One day of a meeting that people repeat in Outlook; server/graph/calendar-series.ts provides it. Addresses in lower case. */
export type Occurrence = {
  /** Its id in the calendar that was read. */
  eventId: string;
  /** Names this day in every calendar that it stands in. */
  key: string;
  /** Names the series in the calendar that was read. */
  seriesId: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  isCancelled: boolean;
  isPrivate: boolean;
  /** Whether the owner of the calendar invites. */
  isOrganizer: boolean;
  organizer: { name: string; address: string };
  attendees: { name: string; address: string; required: boolean; response: Response }[];
};
