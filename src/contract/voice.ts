import * as z from "zod/mini";
import { speaker } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { day, instant, key, line, none, person, prose } from "./words.ts";

/** How the one-voice rule reads one mail for one deal; `reason` is a code with a sentence in each language. */
export const verdict = z.object({
  kind: z.enum(["heard", "delegated", "exempt", "bypass", "vacant", "outside", "unclear"]),
  direction: z.nullable(z.enum(["from-client", "to-client"])),
  reason: z.string(),
});
export type VerdictReply = z.infer<typeof verdict>;

const clientPerson = z.object({ name: z.string(), address: z.string() });

/**
 * "open": nobody took it; "handed": passed to the spokesperson; "taken": the spokesperson took it; "answered": the
 * spokesperson answered in the conversation; "dismissed": not about the deal.
 */
export const incidentState = z.enum(["open", "handed", "taken", "answered", "dismissed"]);

/** One client mail that went around the spokesperson, however many colleagues got it. */
export const incident = z.object({
  id: z.string(),
  dealId: z.string(),
  dealName: z.string(),
  client: clientPerson,
  /** Colleagues whose mailbox it reached. */
  recipients: z.array(person),
  speaker: z.nullable(person),
  reason: z.string(),
  sentAt: instant,
  /** Read from a mailbox at this moment and not kept; null when no mailbox still has the mail. */
  subject: z.nullable(z.string()),
  state: incidentState,
  /** By when the client should have an answer, by the spokesperson's working hours; null when settled or nobody speaks. */
  answerBy: z.nullable(instant),
  /** Whether the caller may take it: they are the spokesperson now. */
  yoursToTake: z.boolean(),
});
export type Incident = z.infer<typeof incident>;

/** Incidents of the caller's deals, newest first, at most 200; of one deal when `dealId` is given. */
export const listIncidents = endpoint({
  method: "get",
  path: "/api/incidents",
  params: none,
  query: z.strictObject({ dealId: z.optional(z.uuid()), state: z.optional(z.enum(["open", "all"])) }),
  body: none,
  reply: z.object({ incidents: z.array(incident) }),
  problems: ["deal.unknown"],
  audit: null,
});

const incidentId = z.strictObject({ incidentId: z.uuid() });

/** Settles an incident ("taken" by the spokesperson, "dismissed" by anyone of the team), or opens it again (undo). */
export const settleIncident = endpoint({
  method: "post",
  path: "/api/incidents/:incidentId/state",
  params: incidentId,
  query: none,
  body: z.strictObject({ state: z.enum(["open", "taken", "dismissed"]) }),
  reply: incident,
  problems: ["incident.unknown", "deal.not-yours"],
  audit: "incident.settled",
});

const messageId = z.string().check(z.minLength(1), z.maxLength(600));

/** One deal that a mail concerns, and how the rule reads it. */
export const reading = z.object({
  deal: z.object({ id: z.string(), name: z.string(), account: z.string(), stage: z.string() }),
  speaker: z.nullable(speaker),
  /** Who stands in while the speaker is away; null when nobody has to. */
  deputy: z.optional(z.nullable(person)),
  /** The speaker's presence as Teams names it ("Available", "Busy", "Away", …); null when it could not be read. */
  presence: z.nullable(z.string()),
  verdict,
  incident: z.nullable(z.object({ id: z.string(), state: incidentState })),
});
export type Reading = z.infer<typeof reading>;

/** Reads one mail of the caller's own mailbox by the rule, for every deal it concerns, the surest first. */
export const checkMessage = endpoint({
  method: "post",
  path: "/api/messages/check",
  params: none,
  query: none,
  body: z.strictObject({ messageId }),
  reply: z.object({
    readings: z.array(reading),
    sender: z.nullable(clientPerson),
    /** Other colleagues who received it, as the mail's own To and Cc name them. */
    others: z.array(z.string()),
    /** The domain of a client of the caller's that the sender's looks like without being it; null when none. */
    resembles: z.optional(z.nullable(z.string())),
  }),
  problems: ["mail.unreadable"],
  audit: null,
});

const language = z.enum(["en", "ru"]);

/** Drafts both texts of a hand-over; nothing is sent. `language` defaults to the client's. */
export const previewHandOver = endpoint({
  method: "post",
  path: "/api/messages/hand-over/preview",
  params: none,
  query: none,
  body: z.strictObject({ messageId, dealId: z.uuid(), language: z.optional(language) }),
  reply: z.object({
    toSpeaker: z.object({ person, note: z.string() }),
    toClient: z.object({ client: clientPerson, text: z.string(), language }),
  }),
  problems: ["mail.unreadable", "mail.not-client", "deal.unknown"],
  audit: null,
});

/** Forwards the mail to the spokesperson and, when `reply` is not null, answers the client. Sent twice with one key it happens once. */
export const handOver = endpoint({
  method: "post",
  path: "/api/messages/hand-over",
  params: none,
  query: none,
  body: z.strictObject({
    key,
    messageId,
    dealId: z.uuid(),
    note: prose(2000),
    reply: z.nullable(prose(4000)),
    /** Seconds in which both wait as drafts and can be taken back; none when left out. */
    sendAfter: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(60))),
  }),
  /** `undo`: what takes it back within so many seconds; null when it is out. */
  reply: z.object({
    forwarded: z.boolean(),
    replied: z.boolean(),
    undo: z.optional(z.nullable(z.object({ key, seconds: z.number() }))),
  }),
  problems: ["mail.unreadable", "mail.not-client", "deal.unknown"],
  audit: "mail.handed-over",
});

/** Takes a hand-over back while both texts wait; `undone` is false when they went out meanwhile. */
export const undoHandOver = endpoint({
  method: "post",
  path: "/api/messages/hand-over/undo",
  params: none,
  query: none,
  body: z.strictObject({ key }),
  reply: z.object({ undone: z.boolean() }),
  problems: [],
  audit: "hand-over.undone",
});

/** Says what the conversation of a mail is about: one deal, none of them, or (null) takes the answer back. Remembered for the conversation. */
export const answerConversation = endpoint({
  method: "post",
  path: "/api/messages/about",
  params: none,
  query: none,
  body: z.strictObject({
    messageId,
    about: z.nullable(z.union([z.literal("none"), z.strictObject({ deal: z.uuid() })])),
  }),
  reply: z.object({ readings: z.array(reading) }),
  problems: ["mail.unreadable", "deal.unknown"],
  audit: "conversation.answered",
});

const dealId = z.strictObject({ dealId: z.uuid() });
const clientAddresses = z
  .array(z.string().check(z.trim(), z.minLength(3), z.maxLength(320)))
  .check(z.maxLength(60));

/** Somebody else may speak on one topic. `clients` null: with everybody of the client. `until` null: until it is ended. */
export const delegation = z.object({
  id: z.string(),
  person,
  topic: z.string(),
  clients: z.nullable(z.array(z.string())),
  /** Whether it holds for one conversation only. */
  isForConversation: z.boolean(),
  since: instant,
  until: z.nullable(instant),
  isInForce: z.boolean(),
});
export type Delegation = z.infer<typeof delegation>;

/** Tender silence: nobody speaks to the client but `contact`. `rule` is quoted to whoever is about to write. */
export const quietPeriod = z.object({
  id: z.string(),
  contact: person,
  rule: z.string(),
  since: instant,
  until: z.nullable(instant),
  isInForce: z.boolean(),
});
export type QuietPeriod = z.infer<typeof quietPeriod>;

const exceptions = z.object({
  delegations: z.array(delegation),
  quietPeriods: z.array(quietPeriod),
  /** What the caller may do here: the server decides, and screens show it. */
  may: z.object({ delegate: z.boolean(), declareQuiet: z.boolean() }),
});

/** Who else may speak in a deal, and when nobody may; those in force first. */
export const listExceptions = endpoint({
  method: "get",
  path: "/api/deals/:dealId/exceptions",
  params: dealId,
  query: none,
  body: none,
  reply: exceptions,
  problems: ["deal.unknown"],
  audit: null,
});

/** Lets somebody of the team speak on one topic. By the account manager or the spokesperson. Sent twice with one id it is one. */
export const delegateTopic = endpoint({
  method: "post",
  path: "/api/deals/:dealId/delegations",
  params: dealId,
  query: none,
  body: z.strictObject({
    id: key,
    personId: z.string().check(z.minLength(1), z.maxLength(64)),
    topic: line(120),
    clients: z.nullable(clientAddresses.check(z.minLength(1))),
    /** A mail of the caller's: only its conversation is meant. Null: any conversation. */
    messageId: z.nullable(messageId),
    until: z.nullable(instant),
  }),
  reply: exceptions,
  problems: ["deal.unknown", "deal.not-yours", "person.unknown", "mail.unreadable"],
  audit: "topic.delegated",
});

/** Declares a time in which nobody speaks to the client but one. By the account manager. */
export const declareQuiet = endpoint({
  method: "post",
  path: "/api/deals/:dealId/quiet-periods",
  params: dealId,
  query: none,
  body: z.strictObject({
    id: key,
    contactId: z.string().check(z.minLength(1), z.maxLength(64)),
    rule: line(300),
    since: instant,
    until: z.nullable(instant),
  }),
  reply: exceptions,
  problems: ["deal.unknown", "deal.not-yours", "person.unknown"],
  audit: "quiet.declared",
});

/** Ends a delegation or a quiet period at this moment. Mail sent before is judged as before. */
export const endException = endpoint({
  method: "post",
  path: "/api/deals/:dealId/exceptions/:exceptionId/end",
  params: z.strictObject({ dealId: z.uuid(), exceptionId: z.uuid() }),
  query: none,
  body: none,
  reply: exceptions,
  problems: ["deal.unknown", "deal.not-yours"],
  audit: "exception.ended",
});

/** What could help with a client's person who goes around. Says nothing of any colleague. */
export const suggestion = z.enum(["introduce", "remind", "delegate"]);

/** How a deal's mail kept to one voice, and who of the client goes around. */
export const readVoice = endpoint({
  method: "get",
  path: "/api/deals/:dealId/voice",
  params: dealId,
  query: none,
  body: none,
  reply: z.object({
    /** The last twelve weeks that had mail, oldest first; `week` is a Monday. `share` 0 to 1. */
    weeks: z.array(
      z.object({ week: day, onVoice: z.number(), around: z.number(), share: z.nullable(z.number()) }),
    ),
    /** Client people who went around in that time, most often first. */
    patterns: z.array(
      z.object({ client: clientPerson, count: z.number(), since: instant, last: instant, suggestion }),
    ),
    /** All client people who wrote in that time, those who go around most first. `share` 0 to 1. */
    clients: z.array(
      z.object({
        client: clientPerson,
        onVoice: z.number(),
        around: z.number(),
        share: z.nullable(z.number()),
      }),
    ),
    /** How many mails of that time had which verdict's reason, the most frequent first. */
    reasons: z.array(z.object({ kind: verdict.shape.kind, reason: z.string(), count: z.number() })),
    /** Whether the caller may delegate a topic in this deal. */
    mayDelegate: z.boolean(),
    /** How far the past of the team's mailboxes was read: shares from 0 to 1, one a person whose past is still being read. */
    reading: z.array(z.object({ person, done: z.number(), mails: z.number() })),
  }),
  problems: ["deal.unknown"],
  audit: null,
});
