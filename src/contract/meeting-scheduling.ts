import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { concessionStep, whoAndHowLong } from "./meeting-wants.ts";
import { meeting } from "./meetings.ts";
import { instant, key, line, none, prose } from "./words.ts";

/**
 * Puts the meeting on everybody's calendar, with a Teams link or at its place. The account manager organizes it; an
 * assistant may book it for the account manager or an executive of the team, and is named. Sent any number of times with
 * one id it is one meeting. Calendars are read once more first: "meeting.slot-taken" when the time suits no longer, "meeting.no-mailbox" where nobody
 * can know whether it does. One that
 * repeats is so many meetings, each with a brief of its own, at the same hour by the organizer's clock.
 */
export const scheduleMeeting = endpoint({
  method: "post",
  path: "/api/deals/:dealId/meetings",
  params: z.strictObject({ dealId: z.uuid() }),
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
    "meeting.no-mailbox",
    "meeting.unknown",
    "graph.permission",
  ],
  audit: "meeting.scheduled",
});
