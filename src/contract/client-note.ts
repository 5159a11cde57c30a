import * as z from "zod/mini";
import { dealId } from "./deal-parts.ts";
import { endpoint } from "./endpoint.ts";
import { instant, line, none, person, prose } from "./words.ts";

/**
 * The note to the client after a change of spokesperson or at the end of a deal. It is drafted once the minute to undo has
 * passed. When everyone named has signed it, it lies as a draft in the mailbox of `sender`, who sends it.
 */
export const clientNote = z.object({
  id: z.string(),
  kind: z.enum(["hand-over", "won", "lost"]),
  /** Counts up with each change of its words; a change takes every signature away. */
  version: z.number(),
  language: z.enum(["en", "ru"]),
  to: z.array(z.object({ name: z.string(), address: z.string() })),
  subject: z.string(),
  text: z.string(),
  sender: person,
  signers: z.array(z.object({ person, signedAt: z.nullable(instant) })),
  /** "open": waits for signatures; "signed": on its way to the drafts; "drafted": there; "dropped": nobody wants it. */
  state: z.enum(["open", "signed", "drafted", "dropped"]),
});
export type ClientNote = z.infer<typeof clientNote>;

const reply = z.object({ note: z.nullable(clientNote) });
const which = z.strictObject({ id: z.uuid(), version: z.number() });
const problems = ["deal.unknown", "deal.not-yours", "note.unknown", "note.changed"] as const;

/** The latest note of the deal; null where none was drafted. */
export const readClientNote = endpoint({
  method: "get",
  path: "/api/deals/:dealId/note",
  params: dealId,
  query: none,
  body: none,
  reply,
  problems: ["deal.unknown"],
  audit: null,
});

/** Changes the words of an open note. Its signers and the account manager. */
export const writeClientNote = endpoint({
  method: "put",
  path: "/api/deals/:dealId/note",
  params: dealId,
  query: none,
  body: z.extend(which, { subject: line(200), text: prose(4000) }),
  reply,
  problems,
  audit: "note.written",
});

/** Signs an open note as it is. Its signers only. */
export const signClientNote = endpoint({
  method: "post",
  path: "/api/deals/:dealId/note/signature",
  params: dealId,
  query: none,
  body: which,
  reply,
  problems,
  audit: "note.signed",
});

/** Puts an open note away without a draft. Its signers and the account manager. */
export const dropClientNote = endpoint({
  method: "post",
  path: "/api/deals/:dealId/note/drop",
  params: dealId,
  query: none,
  body: which,
  reply,
  problems,
  audit: "note.dropped",
});
