import * as z from "zod/mini";
import { dealId, version } from "./deal-parts.ts";
import { deal } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { instant, none, person, prose } from "./words.ts";

const versionOnly = z.strictObject({ version });

/** How much is still open in a deal and passes on, or ends, with it. */
const openWork = {
  openIncidents: z.number(),
  /** Meetings still to come; they stay on the calendars. */
  meetings: z.number(),
  /** Executives who were asked to meet the client and have not done so. At the end of a deal they are called off. */
  asks: z.optional(z.number()),
  /** Topics on which others may speak. At the end of a deal they end; whoever becomes spokesperson needs none. */
  delegations: z.optional(z.number()),
  /** Quiet periods that last, and times offered to the client that were not chosen. */
  rules: z.optional(z.number()),
  offers: z.optional(z.number()),
};

/** A meeting of the deal still to come. `organizer` and `client` by name; `client` is the first of theirs, null for none. */
export const comingMeeting = z.object({
  id: z.string(),
  subject: z.string(),
  start: instant,
  organizer: z.string(),
  client: z.nullable(z.string()),
  /** Only before a change of spokesperson: the next one is in it already, and it passes on without a word. */
  isIn: z.optional(z.boolean()),
  /** Only there: whoever speaks now is invited to it and could be taken out; never so where they invite themselves. */
  canLeave: z.optional(z.boolean()),
});
export type ComingMeeting = z.infer<typeof comingMeeting>;

/**
 * What passes on to another spokesperson. `to`: whom the voice may pass to; only then is told of each meeting whether they
 * are in it already.
 */
export const readHandOver = endpoint({
  method: "get",
  path: "/api/deals/:dealId/spokesperson/preview",
  params: dealId,
  query: z.strictObject({ to: z.optional(z.string().check(z.minLength(1), z.maxLength(64))) }),
  body: none,
  reply: z.object({
    ...openWork,
    /** The soonest first. */
    toCome: z.optional(z.array(comingMeeting)),
  }),
  problems: ["deal.unknown", "deal.not-yours"],
  audit: null,
});

/** What ends, and what is left open, when a deal closes. */
export const readClosing = endpoint({
  method: "get",
  path: "/api/deals/:dealId/closing",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({
    ...openWork,
    /** Whose mailboxes are no longer watched, because this was their last open deal. */
    unwatched: z.array(person),
    /** The name of the channel that becomes read-only; null without a room. */
    channelName: z.nullable(z.string()),
    /** Meetings that may be called off with the deal, the soonest first. */
    toCome: z.optional(z.array(comingMeeting)),
  }),
  problems: ["deal.unknown", "deal.not-yours"],
  audit: null,
});

/**
 * Ends the deal. From that moment nobody's turn lasts and no mail is judged; after a minute, in which reopening leaves no
 * trace, the room becomes read-only, executives owe no answer any more and hear so, and the meetings in `cancel` are called
 * off with `comment`. No other meeting is touched. "meeting.unknown": one of them is not a meeting of the deal to come.
 */
export const closeDeal = endpoint({
  method: "post",
  path: "/api/deals/:dealId/close",
  params: dealId,
  query: none,
  body: z.strictObject({
    version,
    outcome: z.enum(["won", "lost"]),
    cancel: z.optional(z.array(z.uuid()).check(z.maxLength(200))),
    comment: z.optional(prose(1000)),
  }),
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed", "meeting.unknown"],
  audit: "deal.closed",
});

/** Opens a closed deal again at the stage it was closed at; whoever spoke then speaks again. */
export const reopenDeal = endpoint({
  method: "post",
  path: "/api/deals/:dealId/reopen",
  params: dealId,
  query: none,
  body: versionOnly,
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed"],
  audit: "deal.reopened",
});

/** Puts a deal away, or fetches it back. It goes on living: only lists leave it out. */
export const archiveDeal = endpoint({
  method: "post",
  path: "/api/deals/:dealId/archive",
  params: dealId,
  query: none,
  body: z.strictObject({ version, archived: z.boolean() }),
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed"],
  audit: "deal.archived",
});

/** Takes back a hand-over of the last minute: the turn that it ended goes on as if nothing had been. */
export const undoHandOver = endpoint({
  method: "post",
  path: "/api/deals/:dealId/spokesperson/undo",
  params: dealId,
  query: none,
  body: versionOnly,
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed"],
  audit: "voice.taken-back",
});
