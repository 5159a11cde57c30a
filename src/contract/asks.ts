import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { instant, key, line, none, person, prose } from "./words.ts";

const dealId = z.strictObject({ dealId: z.uuid() });
const askId = z.strictObject({ dealId: z.uuid(), askId: z.uuid() });
const personId = z.string().check(z.minLength(1), z.maxLength(64));

/** Ways to make a meeting easier to say yes to; source: PRODUCT.md D4. */
export const optionKind = z.enum([
  "shorter",
  "remote",
  "opening-only",
  "beside",
  "rehearsal",
  "substitute",
  "assistant",
  "door-opening",
]);
export const declineReason = z.enum(["no-time", "not-prepared", "not-the-right-person", "away"]);
export const askState = z.enum([
  "drafted",
  "asked",
  "silent",
  "postponed",
  "declined",
  "accepted",
  "held",
  "debriefed",
  /** The meeting that was agreed to is off the calendars again. */
  "called-off",
  /** The deal is over: no answer is owed any more. */
  "ended",
]);

/** A way out that is ready to be sent: `to` whom, and what the meeting would then be. */
export const askOption = z.object({
  kind: optionKind,
  to: person,
  minutes: z.number(),
  remote: z.boolean(),
  substitute: z.nullable(person),
  /** Whether the substitute can come at the time asked for; null for every other kind. Unknown is never free. */
  availability: z.nullable(z.enum(["free", "busy", "unknown"])),
});
export type AskOption = z.infer<typeof askOption>;

/** An executive of ours who is asked to meet the client. */
export const ask = z.object({
  id: z.string(),
  dealId: z.string(),
  executive: person,
  subject: z.string(),
  /** What is at stake: facts, without pressure. */
  stake: z.string(),
  client: z.nullable(z.object({ name: z.string(), address: z.string() })),
  start: instant,
  minutes: z.number(),
  /** Where they would meet in person; null for a meeting in Teams. */
  place: z.nullable(z.string()),
  /** "silent" and what led there is told to the account manager alone; others read "asked". */
  state: askState,
  /** The meeting that was agreed to. */
  meeting: z.nullable(z.object({ start: instant, end: instant })),
  /** What the caller may do with it. */
  yours: z.nullable(z.enum(["send", "answer"])),
  /** The last answer, and whether somebody gave it for the executive; for the account manager and those who may answer. */
  answer: z.nullable(
    z.object({
      kind: z.enum(["accepted", "postponed", "declined"]),
      at: instant,
      by: person,
      forOther: z.boolean(),
      why: z.nullable(declineReason),
      instead: z.nullable(person),
    }),
  ),
  /** For the account manager alone: how often the executive stepped aside, what is due, and what can be done. */
  private: z.nullable(
    z.object({
      count: z.object({ silences: z.number(), postponed: z.number(), declined: z.number() }),
      due: z.nullable(
        z.object({ what: z.enum(["send", "answer", "move", "meeting", "debrief"]), at: instant }),
      ),
      options: z.array(askOption),
      /** When what was sent last goes out, while it waits for the morning of whom it is for; null or left out: it is out. */
      waitsUntil: z.optional(z.nullable(instant)),
    }),
  ),
});
export type Ask = z.infer<typeof ask>;

/** The deal's asks, newest first. */
export const listAsks = endpoint({
  method: "get",
  path: "/api/deals/:dealId/asks",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({ asks: z.array(ask) }),
  problems: ["deal.unknown"],
  audit: null,
});

/**
 * Asks an executive of the deal team to meet the client at a time, and tells them in the account manager's own words.
 * Account manager only. Sent twice with one id it is one ask.
 */
export const createAsk = endpoint({
  method: "post",
  path: "/api/deals/:dealId/asks",
  params: dealId,
  query: none,
  body: z.strictObject({
    id: key,
    executiveId: personId,
    subject: line(200),
    stake: prose(2000),
    client: z.nullable(
      z.strictObject({
        name: line(120),
        address: z.string().check(z.trim(), z.minLength(3), z.maxLength(320)),
        zone: z.nullable(z.string().check(z.minLength(1), z.maxLength(64))),
      }),
    ),
    /** How high the client's person stands: 1 for their chief executive, 2 for who reports to them, and so on. */
    clientRank: z.number().check(z.int(), z.gte(1), z.lte(9)),
    start: instant,
    minutes: z.number().check(z.int(), z.gte(5), z.lte(480)),
    inPerson: z.boolean(),
    /** Where they would meet in person; only with `inPerson`. */
    place: z.optional(z.nullable(line(200))),
    words: prose(4000),
  }),
  reply: ask,
  problems: ["deal.unknown", "deal.not-yours", "person.unknown", "meeting.past", "ask.unknown"],
  audit: "ask.sent",
});

/**
 * Sends one of the ready options, in the account manager's own words. Account manager only; one key sends once. `start`
 * null keeps the time asked for, as long as it is to come. `toId`: whom the sender saw; "ask.not-now" for anybody else.
 */
export const sendOption = endpoint({
  method: "post",
  path: "/api/deals/:dealId/asks/:askId/options",
  params: askId,
  query: none,
  body: z.strictObject({
    key,
    kind: optionKind,
    words: prose(4000),
    start: z.nullable(instant),
    toId: z.optional(personId),
  }),
  reply: ask,
  problems: ["deal.unknown", "deal.not-yours", "ask.unknown", "ask.not-now", "meeting.past"],
  audit: "ask.sent",
});

/** The answer in one tap, by the executive or their assistant in the team (who is then named). One key answers once. */
export const answerAsk = endpoint({
  method: "post",
  path: "/api/deals/:dealId/asks/:askId/answer",
  params: askId,
  query: none,
  body: z.strictObject({
    key,
    answer: z.discriminatedUnion("kind", [
      /** Yes, at the time asked for or at one of those offered: the meeting is put on the calendars. */
      z.strictObject({ kind: z.literal("yes"), start: instant }),
      z.strictObject({ kind: z.literal("another-time") }),
      z.strictObject({ kind: z.literal("colleague"), personId }),
      z.strictObject({ kind: z.literal("no"), why: z.nullable(declineReason) }),
    ]),
  }),
  reply: ask,
  problems: [
    "deal.unknown",
    "deal.not-yours",
    "ask.unknown",
    "ask.not-now",
    "meeting.past",
    "meeting.slot-taken",
  ],
  audit: "ask.answered",
});

/** What an executive can answer with: three other times that suit, and colleagues with their first free time. */
export const readOffers = endpoint({
  method: "get",
  path: "/api/deals/:dealId/asks/:askId/offers",
  params: askId,
  query: none,
  body: none,
  reply: z.object({
    times: z.array(z.object({ start: instant, end: instant })),
    colleagues: z.array(z.object({ person, freeAt: z.nullable(instant) })),
  }),
  problems: ["deal.unknown", "deal.not-yours", "ask.unknown"],
  audit: null,
});
