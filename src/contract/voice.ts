import * as z from "zod/mini";
import { speaker } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { instant, key, none, person, prose } from "./words.ts";

/** How the one-voice rule reads one mail for one deal; `reason` is a code with a sentence in each language. */
export const verdict = z.object({
  kind: z.enum(["heard", "delegated", "exempt", "bypass", "vacant", "outside", "unclear"]),
  direction: z.nullable(z.enum(["from-client", "to-client"])),
  reason: z.string(),
});
export type VerdictReply = z.infer<typeof verdict>;

const clientPerson = z.object({ name: z.string(), address: z.string() });

/** "open": nobody took it; "handed": passed to the spokesperson; "taken": the spokesperson took it; "dismissed": not about the deal. */
export const incidentState = z.enum(["open", "handed", "taken", "dismissed"]);

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
  }),
  reply: z.object({ forwarded: z.boolean(), replied: z.boolean() }),
  problems: ["mail.unreadable", "mail.not-client", "deal.unknown"],
  audit: "mail.handed-over",
});
