import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { concessionStep, whoAndHowLong, zoneName } from "./meeting-wants.ts";
import { day, instant, none } from "./words.ts";

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
  /** False for one of ours without a mailbox: their time is never known. Left out where nobody said so. */
  hasMailbox: z.optional(z.boolean()),
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

/** A time that would fit after one or two concessions. */
export const concession = z.object({ start: instant, end: instant, steps: z.array(concessionStep) });
export type Concession = z.infer<typeof concession>;

/** Finds times for the people named, in the window from the start of day `from` to the end of day `to` (caller's zone). */
export const findSlots = endpoint({
  method: "post",
  path: "/api/deals/:dealId/slots",
  params: z.strictObject({ dealId: z.uuid() }),
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
