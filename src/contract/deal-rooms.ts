import * as z from "zod/mini";
import { dealId } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { none } from "./words.ts";

/** The steps in which a room is made, in their order. "team" only where the room gets a team of its own. */
export const roomStepName = z.enum([
  "team",
  "app",
  "channel",
  "members",
  "tab",
  "folders",
  "plan",
  "welcome",
]);
export type RoomStepName = z.infer<typeof roomStepName>;

/** How one step of making a room stands. */
export const roomStep = z.object({
  name: roomStepName,
  /**
   * "waiting" with why "later": Teams does it in its own time, and it goes on by itself. "needs-you": only a signed-in
   * person can do it (the welcome card); press Resume.
   */
  state: z.enum(["waiting", "done", "failed", "needs-you"]),
  /**
   * Why it failed or waits, from a closed list; null otherwise. "team-full": the team holds as many channels as it may.
   * "team-unknown", "channel-gone": somebody deleted the team, or the channel; going on makes the room anew.
   */
  why: z.nullable(
    z.enum([
      "permission",
      "refused",
      "busy",
      "later",
      "person-unknown",
      "team-unknown",
      "team-full",
      "channel-gone",
      "app-unknown",
      "app-refused",
    ]),
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
  /** True while, and after, somebody asked to take the room back: steps then go from done to waiting, last to first. */
  undoing: z.optional(z.boolean()),
  /** True for a channel that was there before and became the room. */
  adopted: z.optional(z.boolean()),
  /** Channels that were the room before the deal's sensitivity changed, the last first. They keep what is in them. */
  former: z.optional(
    z.array(z.object({ name: z.string(), webUrl: z.nullable(z.string()), archived: z.boolean() })),
  ),
});
export type Room = z.infer<typeof room>;

/**
 * Makes the deal's room, or goes on where making it stopped; a second call adopts the room that exists. `team` "own": in a
 * team of its own, made from the standard template; without effect once there is a channel.
 */
export const createRoom = endpoint({
  method: "post",
  path: "/api/deals/:dealId/room",
  params: dealId,
  query: none,
  body: z.strictObject({ team: z.optional(z.enum(["ours", "own"])) }),
  reply: room,
  problems: ["deal.unknown", "deal.not-yours", "room.refused"],
  audit: "room.asked",
});

/**
 * Takes a room back that did not become whole: steps go backwards, and only what we made is taken away, in a channel that was
 * there before too. What was there before stays, and so do folders with something in them and a team of its own. A card can be
 * taken away by its author alone ("needs-you", or refused once and left when asked again). Asked again, it goes on. "room.ready"
 * for one that is whole.
 */
export const undoRoom = endpoint({
  method: "post",
  path: "/api/deals/:dealId/room/undo",
  params: dealId,
  query: none,
  body: none,
  reply: room,
  problems: ["deal.unknown", "deal.not-yours", "room.unknown", "room.ready"],
  audit: "room.undo-asked",
});

/** A channel that could become the deal's room. */
export const roomCandidate = z.object({
  id: z.string(),
  name: z.string(),
  webUrl: z.nullable(z.string()),
  /** Why it is offered: it bears the deal's name, one that is close to it, or the client's name. */
  why: z.enum(["same-name", "close-name", "client-name"]),
});

/** Channels of the same purpose that are nobody's room yet, the likeliest first; at most five. */
export const listRoomCandidates = endpoint({
  method: "get",
  path: "/api/deals/:dealId/room/channels",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({ channels: z.array(roomCandidate) }),
  problems: ["deal.unknown", "deal.not-yours"],
  audit: null,
});

/**
 * Makes a channel that exists the deal's room, and completes it. "channel.unknown": not there, or of another kind than the
 * deal wants; "channel.taken": it is another deal's room. Where the deal has a room already, that one is answered.
 */
export const adoptChannel = endpoint({
  method: "post",
  path: "/api/deals/:dealId/room/adopt",
  params: dealId,
  query: none,
  body: z.strictObject({ channelId: z.string().check(z.minLength(1), z.maxLength(200)) }),
  reply: room,
  problems: ["deal.unknown", "deal.not-yours", "room.refused", "channel.unknown", "channel.taken"],
  audit: "room.adopted",
});
