import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { messageId } from "./voice.ts";
import { instant, key, line, none, person } from "./words.ts";

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
