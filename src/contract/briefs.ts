import * as z from "zod/mini";
import { buyingRole } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { instant, none, prose } from "./words.ts";

const meetingId = z.strictObject({ dealId: z.uuid(), meetingId: z.uuid() });

/** The parts of a brief, each of which can change. */
export const briefPart = z.enum(["why", "outcome", "position", "neverSay", "people", "touches"]);

/** Two minutes to read before a meeting; for our people alone. */
export const brief = z.object({
  /** Why you. */
  why: z.string(),
  /** The wanted outcome. */
  outcome: z.string(),
  /** The agreed position: price, terms, dates. */
  position: z.string(),
  neverSay: z.string(),
  /** Whom of the client you meet; the role is null where nobody knows it, and for people who are no contact yet. */
  people: z.array(z.object({ name: z.string(), role: z.nullable(buyingRole) })),
  /** The last meetings with any of them, newest first. */
  touches: z.array(z.object({ at: instant, subject: z.string() })),
  /** What differs from the version before. */
  changed: z.array(briefPart),
  /** From one hour before the meeting the brief stays as it is. */
  frozen: z.boolean(),
  yoursToWrite: z.boolean(),
  /** Whether it stands in the deal's room as it is now; null where it cannot: no room, or outsiders in it. */
  inRoom: z.nullable(z.boolean()),
  /**
   * Why it was not posted by itself when it was written just now: whoever wrote has to sign in anew or to consent, Teams
   * does not let them, or is busy. Null or left out: nothing hindered.
   */
  roomTrouble: z.optional(z.nullable(z.enum(["sign-in", "permission", "busy"]))),
});
export type Brief = z.infer<typeof brief>;

/** The brief of a meeting, as fresh as it may be. */
export const readBrief = endpoint({
  method: "get",
  path: "/api/deals/:dealId/meetings/:meetingId/brief",
  params: meetingId,
  query: none,
  body: none,
  reply: brief,
  problems: ["deal.unknown", "meeting.unknown"],
  audit: null,
});

/**
 * Writes what only people know. The organizer and the account manager, until one hour before the meeting. It is then posted
 * in the deal's room by itself, or takes the place of the version there; `roomTrouble` says what hindered that.
 */
export const writeBrief = endpoint({
  method: "put",
  path: "/api/deals/:dealId/meetings/:meetingId/brief",
  params: meetingId,
  query: none,
  body: z.strictObject({
    why: prose(1000),
    outcome: prose(1000),
    position: prose(1000),
    neverSay: prose(1000),
  }),
  reply: brief,
  problems: ["deal.unknown", "deal.not-yours", "meeting.unknown", "meeting.past"],
  audit: "brief.written",
});

/**
 * Posts the brief in the deal's room, in the caller's name: channel posts have no application permission. A later version
 * takes the place of the caller's own post. A room that outsiders are in is refused: "room.refused".
 */
export const postBrief = endpoint({
  method: "post",
  path: "/api/deals/:dealId/meetings/:meetingId/brief/post",
  params: meetingId,
  query: none,
  body: none,
  reply: brief,
  problems: ["deal.unknown", "deal.not-yours", "meeting.unknown", "room.refused"],
  audit: "brief.posted",
});
