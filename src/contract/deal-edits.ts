import * as z from "zod/mini";
import {
  buyingRole,
  dealId,
  milestone,
  money,
  openStage,
  seatRole,
  sensitivity,
  stage,
  version,
} from "./deal-parts.ts";
import { deal } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { day, key, line, none } from "./words.ts";

const personId = z.string().check(z.minLength(1), z.maxLength(64));

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
  /** Left out: none at creation, as they were at an edit. Each name once. */
  milestones: z.optional(z.array(milestone).check(z.maxLength(40))),
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
  makes: "deal",
});

/**
 * Passes the voice to another person of the deal team from this moment on. Account manager only. Once the minute to undo has
 * passed, they are invited to the meetings to come ("join", as when it is left out), in the stead of whoever spoke before
 * ("replace": who is taken out where somebody else invites), or not at all ("none").
 */
export const handOverVoice = endpoint({
  method: "post",
  path: "/api/deals/:dealId/spokesperson",
  params: dealId,
  query: none,
  body: z.strictObject({
    personId,
    version,
    meetings: z.optional(z.enum(["join", "replace", "none"])),
  }),
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

/**
 * Changes who gets into the deal's room. Teams cannot make another kind of channel of one that exists: where there is one,
 * `old` says what becomes of it, and a new room of the right kind is made. The old channel keeps its people, files and talk;
 * "archive" makes it read-only, "keep" leaves it as it is. "room.kind-fixed": there is a channel, or Teams makes one at this
 * moment, and `old` is missing.
 */
export const changeSensitivity = endpoint({
  method: "post",
  path: "/api/deals/:dealId/sensitivity",
  params: dealId,
  query: none,
  body: z.strictObject({ version, sensitivity, old: z.optional(z.enum(["archive", "keep"])) }),
  reply: deal,
  problems: ["deal.unknown", "deal.not-yours", "deal.changed", "room.kind-fixed", "room.refused"],
  audit: "deal.sensitivity-changed",
});
