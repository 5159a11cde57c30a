import type { Temporal } from "temporal-polyfill";
import type { Block } from "../../src/domain/meetings/slot-request.ts";
import type { Interval } from "../../src/domain/time/interval.ts";

/** One of ours, as the people book knows them. */
export type Colleague = {
  id: string;
  name: string;
  mail: string;
  title: string | null;
  zone: string | null;
  language: string | null;
  /** Every address that leads to them, lower case. */
  addresses: readonly string[];
};

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

/** A line in a person's activity feed. */
export type Feed = {
  tell(
    personId: string,
    news: {
      type: "meetingAnswered" | "meetingChanged" | "meetingAsked" | "askDue" | "briefWaits";
      topic: string;
      preview: string;
      link: string;
      values: Record<string, string>;
      /** News told twice with one number shows once. */
      chainId: number;
    },
  ): Promise<void>;
};

/** When something may be said to a person; null: now. server/deals/quiet-hours.ts provides it. */
export type Quiet = { until(personId: string): Promise<Temporal.Instant | null> };

/** What went wrong with Microsoft 365; server/graph/trouble.ts reads it from errors. */
export type Trouble =
  | { kind: "busy"; seconds: number }
  | { kind: "forbidden" }
  | { kind: "gone"; code: string }
  | { kind: "refused"; status: number; code: string };

/** A letter to be sent or drafted. */
export type Letter = {
  key: string;
  to: readonly { name: string; address: string }[];
  subject: string;
  html: string;
};

/** Posts in channels, in a person's name; see server/graph/team-posts.ts. */
export type Posts = {
  findCard(teamId: string, channelId: string, key: string): Promise<string | null>;
  postCard(teamId: string, channelId: string, key: string, card: object): Promise<string>;
  /** Puts another card in the place of the one in the person's own post; false when the post is gone. */
  changeCard(
    teamId: string,
    channelId: string,
    postId: string,
    wanted: { key: string; card: object },
  ): Promise<boolean>;
};

/** Everything that this room needs of the world. */
export type MeetingPorts = {
  people: {
    person(id: string): Promise<Colleague | null>;
    people(ids: readonly string[]): Promise<Map<string, Colleague>>;
    byAddress(addresses: readonly string[]): Promise<Colleague[]>;
  };
  schedules: Schedules;
  calendars: Calendars;
  feed: Feed;
  quiet: Quiet;
  /** Letters in a person's own name; one key is one letter. A draft waits until the person sends it; its id. */
  letters: {
    send(fromId: string, letter: Letter): Promise<void>;
    draft(fromId: string, letter: Letter): Promise<string>;
  };
  /** People's own task lists; one key is one task. Its id, null where the person has no list. */
  tasks: {
    ensure(
      personId: string,
      task: { key: string; title: string; due: string | null; about: { name: string; url: string } },
    ): Promise<string | null>;
  };
  /** Tasks in the plan of a team, each of one person; one key is one task. Its id, null where the plan is gone. */
  plans: {
    ensure(
      planId: string,
      task: {
        key: string;
        column: string;
        title: string;
        due: string | null;
        ownerId: string;
        about: { name: string; url: string };
      },
      knownIds: ReadonlySet<string>,
    ): Promise<string | null>;
  };
  /** Whom a person's calendar shows them with: other people's addresses in lower case, never what about. */
  diary: { met(personId: string, window: Interval): Promise<{ at: Temporal.Instant; address: string }[]> };
  /** What repeats in a person's calendar, by day; null where it cannot be read. */
  series: { occurrences(personId: string, window: Interval): Promise<Occurrence[] | null> };
  /** What Outlook itself would suggest, asked on behalf of the person who holds this token for our API. */
  suggestionsOf(token: string): {
    suggest(addresses: readonly string[], minutes: number, window: Interval): Promise<Temporal.Instant[]>;
  };
  /** Posts in channels on behalf of the person who holds this token for our API. */
  postsOf(token: string): Posts;
  /** How high somebody stands: 1 for the chief executive. */
  ranks: { rankOf(personId: string): Promise<number> };
  /** Null for an error that is not Microsoft's. */
  troubleOf(error: unknown): Trouble | null;
  /** The manifest id of the Teams app, for deep links. */
  teamsAppId: string;
  /** Whether the administrator lets the product write to calendars. */
  maySchedule: boolean;
};
