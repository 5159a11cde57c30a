import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { clientPerson, messageId } from "./voice.ts";
import { key, none, person, prose } from "./words.ts";

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
