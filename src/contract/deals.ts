import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { day, instant, key, line, none, person } from "./words.ts";

/** Stages in their order; won and lost end a deal. */
export const stage = z.enum(["lead", "qualified", "proposal", "negotiation", "contract", "won", "lost"]);
/** Stages of a deal that is worked on. */
export const openStage = z.enum(["lead", "qualified", "proposal", "negotiation", "contract"]);
export const seatRole = z.enum([
  "accountManager",
  "expert",
  "backOffice",
  "legal",
  "finance",
  "assistant",
  "executiveSponsor",
  "managerCoach",
]);
export const buyingRole = z.enum(["economicBuyer", "champion", "coach", "technicalBuyer", "user", "blocker"]);
export const sensitivity = z.enum(["standard", "private"]);

/** Money: `amount` is a decimal number of whole units with at most two decimals, `currency` ISO 4217. */
export const money = z.strictObject({
  amount: z.string().check(z.regex(/^\d{1,12}(\.\d{1,2})?$/)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});

/** Who speaks to the client, since when; `until` is null while the turn lasts. `zone` IANA, null when not known. */
export const speaker = z.object({
  person,
  since: instant,
  until: z.nullable(instant),
  zone: z.nullable(z.string()),
});
export type Speaker = z.infer<typeof speaker>;

export const roomStepName = z.enum(["channel", "members", "app", "tab", "welcome"]);
export type RoomStepName = z.infer<typeof roomStepName>;

export const roomStep = z.object({
  name: roomStepName,
  /** "needs-you": only a signed-in person can do it (the welcome card); press Resume. */
  state: z.enum(["waiting", "done", "failed", "needs-you"]),
  /** Why it failed, from a closed list; null otherwise. */
  why: z.nullable(
    z.enum(["permission", "refused", "busy", "person-unknown", "team-unknown", "app-unknown", "app-refused"]),
  ),
  /** Names of the people for whom it failed. */
  people: z.array(z.string()),
});

/** The deal's Teams channel. "none": not asked for; "working": being made; "stuck": a step failed, Resume tries again. */
export const room = z.object({
  state: z.enum(["none", "working", "ready", "stuck"]),
  webUrl: z.nullable(z.string()),
  channelName: z.nullable(z.string()),
  steps: z.array(roomStep),
});
export type Room = z.infer<typeof room>;

export const contact = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  role: z.nullable(buyingRole),
});

/** A place in the deal team. `backup` stands in while its holder is away. */
export const seat = z.object({ person, role: seatRole, backup: z.optional(z.nullable(person)) });

/** What needs a look before the deal's own days come. All days are days where the person is. */
export const dealWarning = z.discriminatedUnion("kind", [
  /** A seat that the deal cannot do without at its stage, and that nobody holds. */
  z.object({ kind: z.literal("empty-seat"), role: seatRole }),
  /** Somebody is away on the tender's or the closing day, or in the two days before; `backup` is who could stand in. */
  z.object({
    kind: z.literal("away"),
    person,
    role: seatRole,
    from: day,
    /** The last day away; null where no end is known. */
    to: z.nullable(day),
    clashes: z.array(z.enum(["tender", "close"])),
    backup: z.nullable(person),
  }),
]);
export type DealWarning = z.infer<typeof dealWarning>;

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
});
export type DealCard = z.infer<typeof dealCard>;

export const deal = z.extend(dealCard, {
  version: z.number(),
  sensitivity,
  domains: z.array(z.string()),
  contacts: z.array(contact),
  seats: z.array(seat),
  room,
  warnings: z.optional(z.array(dealWarning)),
});
export type Deal = z.infer<typeof deal>;

/** A deal's id in an address. */
export const dealId = z.strictObject({ dealId: z.uuid() });

/**
 * The caller's deals. `search` finds parts of name, account and domains in any letter case; without `archived` only those
 * not put away. Sorted by closing day, the soonest first, unless asked otherwise; deals that are over come last.
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
    sort: z.optional(z.enum(["close", "name", "account", "value", "voice"])),
    archived: z.optional(z.literal("yes")),
  }),
  body: none,
  reply: z.object({ deals: z.array(dealCard) }),
  problems: [],
  audit: null,
});

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

const personId = z.string().check(z.minLength(1), z.maxLength(64));
/** The version of a deal that an editor saw: a change of any other is refused. */
export const version = z.number();

/** What a deal is, as a person types it. */
const facts = {
  name: line(120),
  account: line(120),
  domains: z
    .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(253)))
    .check(z.minLength(1), z.maxLength(20)),
  value: z.nullable(money),
  closeDate: z.nullable(day),
  tenderDate: z.nullable(day),
  contacts: z
    .array(
      z.strictObject({
        name: line(120),
        address: z.string().check(z.trim(), z.minLength(3), z.maxLength(320)),
        role: z.nullable(buyingRole),
      }),
    )
    .check(z.maxLength(60)),
};

/** Creates a deal; the caller becomes its account manager and first spokesperson. Sent twice with one id it is one deal. */
export const createDeal = endpoint({
  method: "post",
  path: "/api/deals",
  params: none,
  query: none,
  body: z.strictObject({
    id: key,
    ...facts,
    stage,
    sensitivity,
    /** Everyone but the caller, each once. */
    seats: z.array(z.strictObject({ personId, role: seatRole })).check(z.maxLength(60)),
  }),
  reply: deal,
  problems: ["person.unknown"],
  audit: "deal.created",
});

/** Makes the deal's room, or goes on where making it stopped; a second call adopts the room that exists. */
export const createRoom = endpoint({
  method: "post",
  path: "/api/deals/:dealId/room",
  params: dealId,
  query: none,
  body: none,
  reply: room,
  problems: ["deal.unknown", "deal.not-yours", "room.refused"],
  audit: "room.asked",
});

/** Passes the voice to another person of the deal team from this moment on. Account manager only. */
export const handOverVoice = endpoint({
  method: "post",
  path: "/api/deals/:dealId/spokesperson",
  params: dealId,
  query: none,
  body: z.strictObject({ personId, version }),
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed", "person.unknown"],
  audit: "voice.handed-over",
});

/** Changes what the deal is. `version` is the one that the editor saw; contacts are known by their addresses. */
export const editDeal = endpoint({
  method: "put",
  path: "/api/deals/:dealId",
  params: dealId,
  query: none,
  body: z.strictObject({ version, ...facts, stage: openStage }),
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed"],
  audit: "deal.edited",
});

/**
 * Changes who is in the deal team: everyone, with exactly one account manager, who may be a new one. A spokesperson who
 * leaves the team passes the voice to the account manager. The room follows by itself.
 */
export const editTeam = endpoint({
  method: "put",
  path: "/api/deals/:dealId/team",
  params: dealId,
  query: none,
  body: z.strictObject({
    version,
    seats: z
      .array(z.strictObject({ personId, role: seatRole, backupId: z.nullable(personId) }))
      .check(z.minLength(1), z.maxLength(61)),
  }),
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed", "person.unknown"],
  audit: "deal.team-changed",
});
