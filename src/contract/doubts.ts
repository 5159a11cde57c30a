import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { instant, none, person } from "./words.ts";

/** A client's mail of which the rule cannot tell ("unclear"), or for which nobody held the voice ("vacant"). */
export const doubt = z.object({
  client: z.object({ name: z.string(), address: z.string() }),
  kind: z.enum(["unclear", "vacant"]),
  reason: z.string(),
  sentAt: instant,
  /** Read from a mailbox at this moment and not kept; null when no mailbox still has the mail. */
  subject: z.nullable(z.string()),
  /** Colleagues whose mailbox it reached: each of them can settle it in Outlook. */
  readers: z.array(person),
  /** The mail in the caller's own mailbox, where they have it: then they can settle it here. */
  yourMessageId: z.nullable(z.string()),
});
export type Doubt = z.infer<typeof doubt>;

/** The doubts of a deal that wait for somebody's word, newest first: of the last thirty days, not answered by the voice. */
export const listDoubts = endpoint({
  method: "get",
  path: "/api/deals/:dealId/doubts",
  params: z.strictObject({ dealId: z.uuid() }),
  query: none,
  body: none,
  reply: z.object({ doubts: z.array(doubt) }),
  problems: ["deal.unknown"],
  audit: null,
});
