import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { day, instant, key, line, none, person, prose } from "./words.ts";

const dealId = z.strictObject({ dealId: z.uuid() });
const ids = z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(60));

/** Why a time is not offered. "unknown" is a calendar that could not be read: never taken for free. */
export const blockReason = z.enum([
  "busy",
  "tentative",
  "out-of-office",
  "out-of-hours",
  "holiday",
  "preference",
  "travel",
  "briefing",
  "debrief",
  "notice",
  "no-meeting-day",
  "unknown",
]);

/**
 * A person as the slot search sees them; `known` false: their calendar, zone or hours could not be read. A person of the
 * client is known by their address, which is their id here.
 */
export const slotPerson = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.nullable(z.string()),
  known: z.boolean(),
  required: z.boolean(),
  internal: z.boolean(),
});
export type SlotPerson = z.infer<typeof slotPerson>;

/** One true obstacle; `personId` is null only for "notice". */
export const obstacle = z.object({ personId: z.nullable(z.string()), why: blockReason });

export const slot = z.object({
  start: instant,
  end: instant,
  /** Higher is better; the sum of its terms. */
  score: z.number(),
  terms: z.array(
    z.object({
      name: z.enum(["sooner", "comfortable", "uncrowded", "preparation", "attendance"]),
      points: z.number(),
    }),
  ),
  /** Optional people who cannot come, and the first of their reasons. */
  without: z.array(obstacle),
  /** Whether Outlook suggests this start too; null where it was not asked, or did not answer. It decides nothing. */
  inOutlook: z.optional(z.nullable(z.boolean())),
});
export type Slot = z.infer<typeof slot>;

/** Neighbouring start times that are refused for the same reasons: first and last such start. */
export const rejection = z.object({
  from: instant,
  to: instant,
  because: z.array(obstacle),
});
export type Rejection = z.infer<typeof rejection>;

/** One thing given up. `minutes`: how far outside hours, or how short the meeting then is; null otherwise. */
export const concessionStep = z.strictObject({
  what: z.enum(["no-briefing", "no-debrief", "outside-hours", "make-optional", "over-tentative", "shorter"]),
  personId: z.nullable(z.string().check(z.maxLength(320))),
  minutes: z.nullable(z.number().check(z.int(), z.gte(1), z.lte(480))),
});
export type ConcessionStep = z.infer<typeof concessionStep>;

/** A time that would fit after one or two concessions. */
export const concession = z.object({ start: instant, end: instant, steps: z.array(concessionStep) });
export type Concession = z.infer<typeof concession>;

const zoneName = z.string().check(z.minLength(1), z.maxLength(64));
const kept = z.number().check(z.int(), z.gte(0), z.lte(120));

/** Who meets, for how long, and what our own people need before and after. */
const whoAndHowLong = {
  required: ids.check(z.minLength(1)),
  optional: ids,
  minutes: z.number().check(z.int(), z.gte(5), z.lte(480)),
  /** Minutes kept for our own people before and after; 0 for none. */
  briefing: kept,
  debrief: kept,
  /**
   * The client's people, whose calendars nobody here can read: their nine to six is kept in their IANA `zone`. Null:
   * nobody knows it, so no time is known to suit them.
   */
  clients: z
    .array(
      z.strictObject({
        name: line(120),
        address: z.string().check(z.trim(), z.minLength(3), z.maxLength(320)),
        zone: z.nullable(zoneName),
        /** Times that they named themselves: then only these are looked at, whatever their hours. */
        times: z.optional(
          z.array(z.strictObject({ start: instant, end: instant })).check(z.minLength(1), z.maxLength(20)),
        ),
      }),
    )
    .check(z.maxLength(60)),
  /** Where people meet in person, and our people's way there, in minutes one way; null or left out: in Teams. */
  place: z.optional(
    z.nullable(
      z.strictObject({
        name: line(200),
        travelMinutes: z.number().check(z.int(), z.gte(0), z.lte(720)),
      }),
    ),
  ),
};

/** Finds times for the people named, in the window from the start of day `from` to the end of day `to` (caller's zone). */
export const findSlots = endpoint({
  method: "post",
  path: "/api/deals/:dealId/slots",
  params: dealId,
  query: none,
  body: z.strictObject({
    ...whoAndHowLong,
    from: day,
    to: day,
    /** IANA zone that `from` and `to` are days of. */
    zone: zoneName,
    /** A meeting of this deal that shall be moved: it does not stand in its own way. */
    moving: z.optional(z.uuid()),
  }),
  reply: z.object({
    people: z.array(slotPerson),
    /** Best first, at most 20. */
    slots: z.array(slot),
    /** Every start that suits everybody required: ranges of neighbouring starts, first and last, a quarter hour apart. */
    fits: z.array(z.object({ from: instant, to: instant })),
    /** In order of time, at most 300. */
    rejected: z.array(rejection),
    /** Only when no slot fits; smallest first. */
    concessions: z.array(concession),
  }),
  problems: ["deal.unknown", "person.unknown", "meeting.window"],
  audit: null,
});

export const attendee = z.object({
  /** The directory id of one of ours; null for a person of the client. */
  personId: z.nullable(z.string()),
  name: z.string(),
  address: z.string(),
  /** Where a person of the client is, IANA; null for our people and where nobody said. */
  zone: z.nullable(z.string()),
  required: z.boolean(),
  response: z.enum(["none", "accepted", "tentative", "declined"]),
  /** Start of another time that this person proposed. */
  proposes: z.nullable(instant),
});

export const meeting = z.object({
  id: z.string(),
  dealId: z.string(),
  subject: z.string(),
  start: instant,
  end: instant,
  organizer: person,
  /** Who booked it on the organizer's behalf; null when the organizer did. */
  bookedBy: z.nullable(person),
  /** Where people meet in person; null for a meeting in Teams. */
  place: z.nullable(z.string()),
  /** Our people's way there, in minutes one way. */
  travel: z.number(),
  /** Which occurrence of a meeting that repeats it is, from 1 on, among so many; null for one that stands alone. */
  series: z.nullable(z.object({ place: z.number(), of: z.number() })),
  /**
   * "scheduling": asked for, or moved, not yet so on the calendars; "failed": Microsoft 365 refused, `why` says it. A
   * scheduled meeting with a `why` could not be moved and stays where it is.
   */
  state: z.enum(["scheduling", "scheduled", "failed", "cancelled"]),
  why: z.nullable(z.enum(["permission", "refused", "no-mailbox"])),
  /** What was done to it in Outlook, past us: "moved" or "deleted"; null when nothing was. */
  elsewhere: z.nullable(z.enum(["moved", "deleted"])),
  /** Minutes of the briefing before and the debrief after, on our own people's calendars. */
  briefing: z.number(),
  debrief: z.number(),
  joinUrl: z.nullable(z.string()),
  attendees: z.array(attendee),
  /** Whether the caller may call it off or move it. */
  yoursToCancel: z.boolean(),
});
export type Meeting = z.infer<typeof meeting>;

/**
 * Puts the meeting on everybody's calendar, with a Teams link or at its place. The account manager organizes it; an
 * assistant may book it for the account manager or an executive of the team, and is named. Sent any number of times with
 * one id it is one meeting. Calendars are read once more first: "meeting.slot-taken" when the time suits no longer. One that
 * repeats is so many meetings, each with a brief of its own, at the same hour by the organizer's clock.
 */
export const scheduleMeeting = endpoint({
  method: "post",
  path: "/api/deals/:dealId/meetings",
  params: dealId,
  query: none,
  body: z.strictObject({
    ...whoAndHowLong,
    id: key,
    subject: line(200),
    start: instant,
    agenda: prose(4000),
    /** What people agreed to: tentative entries of theirs, or time outside their hours. */
    conceded: z.array(concessionStep).check(z.maxLength(2)),
    /** On whose calendar the meeting lives and who invites; null or left out: the caller. */
    organizerId: z.optional(z.nullable(z.string().check(z.minLength(1), z.maxLength(64)))),
    /** How often it repeats, and how many meetings that makes; null or left out: once. */
    repeat: z.optional(
      z.nullable(
        z.strictObject({
          everyWeeks: z.number().check(z.int(), z.gte(1), z.lte(13)),
          times: z.number().check(z.int(), z.gte(2), z.lte(12)),
        }),
      ),
    ),
  }),
  /** `skipped`: starts of occurrences that do not suit and were left out; the first always suits. */
  reply: z.extend(meeting, { skipped: z.array(instant) }),
  problems: [
    "deal.unknown",
    "deal.not-yours",
    "person.unknown",
    "meeting.past",
    "meeting.slot-taken",
    "meeting.unknown",
    "graph.permission",
  ],
  audit: "meeting.scheduled",
});

/** The deal's meetings, soonest first. */
export const listMeetings = endpoint({
  method: "get",
  path: "/api/deals/:dealId/meetings",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({ meetings: z.array(meeting) }),
  problems: ["deal.unknown"],
  audit: null,
});

/**
 * Moves a meeting that is on the calendars; everybody invited is told and asked anew. Calendars are read once more first.
 * Whoever may call it off. A meeting that is called off or not on the calendars yet is "meeting.unknown".
 */
export const moveMeeting = endpoint({
  method: "post",
  path: "/api/deals/:dealId/meetings/:meetingId/move",
  params: z.strictObject({ dealId: z.uuid(), meetingId: z.uuid() }),
  query: none,
  body: z.strictObject({ start: instant, conceded: z.array(concessionStep).check(z.maxLength(2)) }),
  reply: meeting,
  problems: ["deal.unknown", "deal.not-yours", "meeting.unknown", "meeting.past", "meeting.slot-taken"],
  audit: "meeting.moved",
});

/**
 * Takes a meeting off everybody's calendar and tells them, with `comment` as the note. Organizer or account manager. With
 * `following`, those of its series that come after it go too.
 */
export const cancelMeeting = endpoint({
  method: "post",
  path: "/api/deals/:dealId/meetings/:meetingId/cancel",
  params: z.strictObject({ dealId: z.uuid(), meetingId: z.uuid() }),
  query: none,
  body: z.strictObject({ comment: prose(1000), following: z.optional(z.boolean()) }),
  reply: meeting,
  problems: ["deal.unknown", "deal.not-yours", "meeting.unknown"],
  audit: "meeting.cancelled",
});
