import * as z from "zod/mini";
import { speaker } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { day, instant, none, person } from "./words.ts";

/** How the one-voice rule reads one mail for one deal; `reason` is a code with a sentence in each language. */
export const verdict = z.object({
  kind: z.enum(["heard", "delegated", "exempt", "bypass", "vacant", "outside", "unclear"]),
  direction: z.nullable(z.enum(["from-client", "to-client"])),
  reason: z.string(),
});
export type VerdictReply = z.infer<typeof verdict>;

/** A person of the client, by the name that they write under. */
export const clientPerson = z.object({ name: z.string(), address: z.string() });

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

/** A mail of the caller's own mailbox, by Graph's id in any of Outlook's forms. */
export const messageId = z.string().check(z.minLength(1), z.maxLength(600));

/** One deal that a mail concerns, and how the rule reads it. */
export const reading = z.object({
  deal: z.object({ id: z.string(), name: z.string(), account: z.string(), stage: z.string() }),
  speaker: z.nullable(speaker),
  /** Who stands in while the speaker is away; null when nobody has to. */
  deputy: z.optional(z.nullable(person)),
  /** The speaker's presence as Teams names it ("Available", "Busy", "Away", …); null when it could not be read. */
  presence: z.nullable(z.string()),
  verdict,
  /** Where it is heard: who had it of us, as spokesperson at that time or standing in; null where nobody knows them any more. */
  heardBy: z.optional(z.nullable(person)),
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
    /** Who wrote it; null where nobody did, and for a colleague whose mail is about no deal. */
    sender: z.nullable(clientPerson),
    /** Other colleagues who received it, as the mail's own To and Cc name them. */
    others: z.array(z.string()),
    /** The domain of a client of the caller's that the sender's looks like without being it; null when none. */
    resembles: z.optional(z.nullable(z.string())),
  }),
  problems: ["mail.unreadable"],
  audit: null,
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
