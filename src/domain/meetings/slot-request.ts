import type { Temporal } from "temporal-polyfill";
import type { Interval } from "../time/interval.ts";
import type { Holiday, Weekday } from "../time/weekday.ts";
import type { WorkingHours } from "../time/working-hours.ts";

/** What a calendar says about a stretch of time, in Graph's words for scheduleItem.status; free time is not listed. */
export type BusyStatus = "busy" | "tentative" | "oof" | "workingElsewhere" | "unknown";

/**
 * One entry of a calendar, from `start` until before `end` in milliseconds since 1970: numbers, because a search reads
 * tens of thousands of them. Without length it takes no time; ending before it starts is refused.
 */
export type Block = { start: number; end: number; status: BusyStatus };

/**
 * What is known of a person's time:
 * - `read`: their calendar. `covers` is the time that was read; beyond it nothing is known. Left out, it covers all.
 * - `unread`: they have a calendar and it could not be read. Every time is unknown, none is free.
 * - `outside`: a person of the client. No calendar to ask: their working hours are all there is.
 * - `offered`: a person of the client who named times. Only these, whatever the working hours.
 */
export type Calendar =
  | { kind: "read"; blocks: readonly Block[]; covers?: Interval | undefined }
  | { kind: "unread" }
  | { kind: "outside" }
  | { kind: "offered"; times: readonly Interval[] };

/** When a person wants no meetings, by the clock on their wall. Meetings start at or after `notBefore` and end by `notAfter`. */
export type Preferences = {
  notBefore?: Temporal.PlainTime | undefined;
  notAfter?: Temporal.PlainTime | undefined;
  noDays?: readonly Weekday[] | undefined;
};

/** One person the meeting is for. */
export type SlotPerson = {
  /** Any text that is theirs alone in this request. */
  id: string;
  /** The meeting cannot be without them. */
  required: boolean;
  /** One of ours: takes part in the briefing and the debrief, keeps our no-meeting days. */
  internal: boolean;
  /** Null when their hours or their zone are not known: then no time is known to suit them. */
  hours: WorkingHours | null;
  calendar: Calendar;
  holidays?: readonly Holiday[] | undefined;
  preferences?: Preferences | undefined;
  /** Their way to and from a meeting in person, in minutes, 0 to 720. Taken before the briefing and after the debrief. */
  travel?: { beforeMinutes: number; afterMinutes: number } | undefined;
};

/** Who, and when at all: what calendars are read for. */
export type SlotScope = {
  /** The meeting lies wholly within. At most 62 days, Graph's own limit for getSchedule. */
  window: Interval;
  /** 1 to 200, at least one of them required. */
  people: readonly SlotPerson[];
  /** Starts are tried on multiples of this in universal time: 5, 10, 15, 30 or 60; 15 when left out. */
  gridMinutes?: number | undefined;
  /** At a place: travel counts, and who works elsewhere is not there. */
  inPerson?: boolean | undefined;
  /** Weekdays on which our own people hold no meetings, each in their own zone. */
  noMeetingDays?: readonly Weekday[] | undefined;
};

/** What kind of meeting. */
export type SlotTerms = {
  now: Temporal.Instant;
  /** Length, 1 to 1440. */
  minutes: number;
  /** How long before the start people must hear of it, 0 to 89280; 0 when left out. */
  noticeMinutes?: number | undefined;
  /** Time that our own people need together directly before, 0 to 240. */
  briefingMinutes?: number | undefined;
  /** Time that our own people need together directly after, 0 to 240. */
  debriefMinutes?: number | undefined;
  /** How many slots to name, 1 to 1000; 20 when left out. */
  most?: number | undefined;
  /** How many ranges of rejected starts to explain, from the first on, 0 to 10000; 300 when left out. */
  mostRejected?: number | undefined;
};

/** A search for meeting times. */
export type SlotRequest = SlotScope & SlotTerms;
