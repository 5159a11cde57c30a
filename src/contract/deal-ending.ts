import * as z from "zod/mini";
import { dealId, version } from "./deal-parts.ts";
import { deal } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { none, person } from "./words.ts";

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

/** What passes on to another spokesperson. */
export const readHandOver = endpoint({
  method: "get",
  path: "/api/deals/:dealId/spokesperson/preview",
  params: dealId,
  query: none,
  body: none,
  reply: z.object(openWork),
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
  }),
  problems: ["deal.unknown", "deal.not-yours"],
  audit: null,
});

/**
 * Ends the deal. From that moment nobody's turn lasts and no mail is judged; the room becomes read-only after a minute, in
 * which reopening leaves no trace.
 */
export const closeDeal = endpoint({
  method: "post",
  path: "/api/deals/:dealId/close",
  params: dealId,
  query: none,
  body: z.strictObject({ version, outcome: z.enum(["won", "lost"]) }),
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed"],
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
