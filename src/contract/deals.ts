import * as z from "zod/mini";
import {
  contact,
  dealId,
  dealWarning,
  milestone,
  money,
  seat,
  seatRole,
  sensitivity,
  speaker,
  stage,
} from "./deal-parts.ts";
import { room } from "./deal-rooms.ts";
import { endpoint } from "./endpoint.ts";
import { day, instant, none, person } from "./words.ts";

/**
 * Why a deal needs somebody's attention: client mail past the voice is open; the room is stuck; people in the room differ from
 * the team and nobody said why; a seat that the stage needs is empty; nobody speaks; its closing day has passed, or its tender's
 * while an offer is still being worked on; somebody whom the deal needs is away on one of its days.
 */
export const dealNeed = z.enum(["mail", "room", "drift", "seat", "voice", "date", "away"]);
export type DealNeed = z.infer<typeof dealNeed>;

/** A deal as a list shows it. `voiceShare` is the share of client mail on voice over four weeks, 0 to 1; null without mail. */
export const dealCard = z.object({
  id: z.string(),
  name: z.string(),
  account: z.string(),
  stage,
  value: z.nullable(money),
  closeDate: z.nullable(day),
  tenderDate: z.nullable(day),
  speaker: z.nullable(speaker),
  openIncidents: z.number(),
  voiceShare: z.nullable(z.number()),
  teamSize: z.number(),
  roomState: room.shape.state,
  /** The caller's own seat. */
  yourRole: seatRole,
  /** Put away by the account manager: shown only where archived deals are asked for. */
  archived: z.optional(z.boolean()),
  /** In the order of `dealNeed`; empty for a deal that is over. */
  needs: z.optional(z.array(dealNeed)),
});
export type DealCard = z.infer<typeof dealCard>;

/** A deal as its own page shows it. */
export const deal = z.extend(dealCard, {
  version: z.number(),
  sensitivity,
  domains: z.array(z.string()),
  contacts: z.array(contact),
  seats: z.array(seat),
  room,
  warnings: z.optional(z.array(dealWarning)),
  milestones: z.optional(z.array(milestone)),
});
export type Deal = z.infer<typeof deal>;

/**
 * The caller's deals. `search` finds parts of name, account and domains in any letter case; without `archived` only those
 * not put away. Sorted by closing day, the soonest first, unless asked otherwise; deals that are over come last. `clients`
 * and `leaders` are what could be chosen: of all the caller's deals, archived or not as asked, whatever else is asked for.
 */
export const listDeals = endpoint({
  method: "get",
  path: "/api/deals",
  params: none,
  query: z.strictObject({
    search: z.optional(z.string().check(z.trim(), z.maxLength(120))),
    stage: z.optional(stage),
    /** The account manager's id. */
    leader: z.optional(z.string().check(z.maxLength(64))),
    /** The client's name, whole, in any letter case. */
    client: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
    room: z.optional(room.shape.state),
    /** Only deals of which `needs` is not empty. */
    attention: z.optional(z.literal("yes")),
    sort: z.optional(z.enum(["close", "name", "account", "value", "voice"])),
    archived: z.optional(z.literal("yes")),
  }),
  body: none,
  reply: z.object({
    deals: z.array(dealCard),
    clients: z.optional(z.array(z.string())),
    leaders: z.optional(z.array(person)),
  }),
  problems: [],
  audit: null,
});

/** One deal; unknown to whoever has no seat in it. */
export const readDeal = endpoint({
  method: "get",
  path: "/api/deals/:dealId",
  params: dealId,
  query: none,
  body: none,
  reply: deal,
  problems: ["deal.unknown"],
  audit: null,
});

/** The deal whose room is a given channel: what the channel tab opens. */
export const readDealOfChannel = endpoint({
  method: "get",
  path: "/api/channels/:channelId/deal",
  params: z.strictObject({ channelId: z.string().check(z.minLength(1), z.maxLength(200)) }),
  query: none,
  body: none,
  reply: deal,
  problems: ["deal.unknown"],
  audit: null,
});

/** What people of other organisations may see of a deal: who it is for and who speaks. Nothing of its value, its dates, its course. */
export const openCard = z.object({
  name: z.string(),
  account: z.string(),
  speaker: z.nullable(z.object({ name: z.string(), mail: z.string(), since: instant })),
  team: z.array(z.object({ name: z.string(), title: z.nullable(z.string()) })),
});
export type OpenCard = z.infer<typeof openCard>;

/**
 * The live deal card for whoever looks at the deal's channel; the server decides what is on it. In a channel shared with
 * other organisations it is the open card for everybody, since all there look at the same screen; `dealId` leads those who
 * have a seat to the whole deal and is null for all others.
 */
export const readChannelCard = endpoint({
  method: "get",
  path: "/api/channels/:channelId/card",
  params: z.strictObject({ channelId: z.string().check(z.minLength(1), z.maxLength(200)) }),
  query: none,
  body: none,
  reply: z.discriminatedUnion("view", [
    z.object({ view: z.literal("whole"), deal }),
    z.object({ view: z.literal("open"), card: openCard, dealId: z.nullable(z.string()) }),
  ]),
  problems: ["deal.unknown"],
  audit: null,
});
