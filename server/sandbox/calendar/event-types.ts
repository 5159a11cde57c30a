import type { Moment } from "./moment.ts";
import type { Recurrence } from "./recurrence.ts";

/** A person or list by mail address, as Graph writes it. */
export type Recipient = { emailAddress: { name: string; address: string } };

export type AttendeeType = "required" | "optional" | "resource";

export type Response =
  | "none"
  | "organizer"
  | "tentativelyAccepted"
  | "accepted"
  | "declined"
  | "notResponded";

export type ShowAs = "unknown" | "free" | "tentative" | "busy" | "oof" | "workingElsewhere";

export type Sensitivity = "normal" | "personal" | "private" | "confidential";

/** What someone answered, and when (milliseconds; null when never). */
export type Answer = { response: Response; ms: number | null };

/** One invited address. */
export type Attendee = Recipient & { type: AttendeeType };

/** What reached the organizer from one attendee. */
export type Given = { answer: Answer; proposed: { start: Moment; end: Moment } | null };

/** A place, with whichever of Graph's properties it was given. */
export type Location = Readonly<Record<string, unknown>> & { displayName: string };

export type Body = { contentType: "html" | "text"; content: string };

/** A Teams meeting's ways in. */
export type OnlineInfo = { joinUrl: string; conferenceId: string };

/** All that the organizer decides. Never changed in place: a change makes a new one, which every copy then holds. */
export type Meeting = {
  subject: string;
  body: Body;
  start: Moment;
  end: Moment;
  isAllDay: boolean;
  locations: readonly Location[];
  attendees: readonly Attendee[];
  recurrence: Recurrence | null;
  importance: "low" | "normal" | "high";
  online: OnlineInfo | null;
  responseRequested: boolean;
  allowNewTimeProposals: boolean;
  hideAttendees: boolean;
  /** What the organizer's own time counts as; an attendee who accepts takes it over. */
  showAs: ShowAs;
  sensitivity: Sensitivity;
  /** Days of the series ("20260301") that differ from it, and how. */
  exceptions: ReadonlyMap<string, Partial<Single>>;
  /** Days of the series that do not take place. */
  removed: ReadonlySet<string>;
};

/** What one day of a series may have of its own. */
export type Single = Omit<Meeting, "recurrence" | "exceptions" | "removed">;

/** What the owner of a copy decides for themselves. */
export type Own = {
  showAs: ShowAs;
  sensitivity: Sensitivity;
  categories: readonly string[];
  isReminderOn: boolean;
  reminderMinutes: number;
  answer: Answer;
  /** Open extensions by name. */
  extensions: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
};

/** One mailbox's copy of an event. */
export type Copy = {
  readonly core: string;
  readonly ownerId: string;
  /** The same in every copy of one event. */
  readonly iCalUId: string;
  readonly organizer: Recipient;
  readonly isOrganizer: boolean;
  readonly transactionId: string | null;
  readonly createdMs: number;
  meeting: Meeting;
  own: Own;
  /** Days of a series that this owner keeps differently (an answer, a reminder). */
  ownDays: ReadonlyMap<string, Partial<Own>>;
  /** Days of a series that this owner took off their calendar. */
  ownRemoved: ReadonlySet<string>;
  /** On the organizer's copy: what was answered, by address in lower case, or "address/20260301" for one day only. */
  answers: ReadonlyMap<string, Given>;
  /** True once the organizer called the event off or took this person from the list. */
  isCancelled: boolean;
  modifiedMs: number;
  /** Counts every change of this copy, and changes of its series as a whole, and of single days. */
  version: number;
  wholeVersion: number;
  dayVersions: ReadonlyMap<string, number>;
};
