import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { concessionStep } from "./meeting-wants.ts";
import { instant, none, person, prose } from "./words.ts";

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
   * "outlook": a day of a meeting that people repeat in Outlook, of which times and people alone are read; its subject is
   * ours, and it is moved and called off there. "here" or left out: booked with us.
   */
  origin: z.optional(z.enum(["here", "outlook"])),
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

/** The deal's meetings, soonest first. */
export const listMeetings = endpoint({
  method: "get",
  path: "/api/deals/:dealId/meetings",
  params: z.strictObject({ dealId: z.uuid() }),
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
  problems: [
    "deal.unknown",
    "deal.not-yours",
    "meeting.unknown",
    "meeting.past",
    "meeting.slot-taken",
    "meeting.no-mailbox",
  ],
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
