import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { none, person } from "./words.ts";

const dealId = z.strictObject({ dealId: z.uuid() });
const weekdays = z.array(z.number().check(z.int(), z.gte(1), z.lte(7))).check(z.maxLength(7));
const wallTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** When somebody wants no meetings, by the clock on their wall: meetings start at or after `notBefore` and end by `notAfter`. */
export const wish = z.strictObject({
  notBefore: z.nullable(wallTime),
  notAfter: z.nullable(wallTime),
  /** 1 Monday to 7 Sunday. */
  noDays: weekdays,
});
export type Wish = z.infer<typeof wish>;

/** How the deal's team meets: days without meetings for all of ours, and how long ahead people hear of a meeting. */
export const meetingRule = z.strictObject({
  noDays: weekdays,
  noticeMinutes: z.number().check(z.int(), z.gte(0), z.lte(20_160)),
});
export type MeetingRule = z.infer<typeof meetingRule>;

/** What times are looked for by, besides calendars and working hours. */
export const meetingWishes = z.object({
  rule: meetingRule,
  /** Whether the caller may change the rule. */
  yoursToRule: z.boolean(),
  people: z.array(z.object({ person, wish, /** Whether the caller may change it. */ yours: z.boolean() })),
});
export type MeetingWishes = z.infer<typeof meetingWishes>;

/** The deal's rule, and what everybody in its team wishes. */
export const readWishes = endpoint({
  method: "get",
  path: "/api/deals/:dealId/meeting-wishes",
  params: dealId,
  query: none,
  body: none,
  reply: meetingWishes,
  problems: ["deal.unknown"],
  audit: null,
});

/** Changes the deal's rule. Account manager only. */
export const keepRule = endpoint({
  method: "put",
  path: "/api/deals/:dealId/meeting-wishes",
  params: dealId,
  query: none,
  body: meetingRule,
  reply: meetingWishes,
  problems: ["deal.unknown", "deal.not-yours"],
  audit: "meeting.rule-kept",
});

/** Changes what one person of the team wishes, in every deal: they themselves, or an assistant of the team for them. */
export const keepWish = endpoint({
  method: "put",
  path: "/api/deals/:dealId/meeting-wishes/:personId",
  params: z.strictObject({ dealId: z.uuid(), personId: z.string().check(z.minLength(1), z.maxLength(64)) }),
  query: none,
  body: wish,
  reply: meetingWishes,
  problems: ["deal.unknown", "deal.not-yours", "person.unknown"],
  audit: "meeting.wish-kept",
});
