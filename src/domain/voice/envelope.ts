import type { Temporal } from "temporal-polyfill";
import type { Address } from "../people/address.ts";
import type { Mark } from "./marks.ts";
import type { PersonId } from "./person-id.ts";

/** What the team answered when asked which deal a conversation is about; "none": none of the deals. */
export type Answer = { deal: string } | "none";

/**
 * The outside of one mail. The rule never sees a subject or a body, and a Bcc line is no witness: who got a hidden
 * copy shows in `seenBy`, once the copy was found.
 */
export type Envelope = {
  /** Who speaks. Null for the null sender and for what cannot be read; the first where a mail names several. */
  from: Address | null;
  /** Who pressed Send, where that is somebody else (a delegate). */
  sender?: Address | null | undefined;
  to: readonly Address[];
  cc: readonly Address[];
  /** By the mail's own date, but never later than it was received. */
  sentAt: Temporal.Instant;
  conversationId?: string | null | undefined;
  /** What the headers say about the kind of mail: the result of `markOf`. */
  mark?: Mark | null | undefined;
  /** Of ours, in whose mailbox a copy with this very Message-ID was found. */
  seenBy?: readonly PersonId[] | undefined;
  /** A mail among ourselves that passes on a mail of the client. */
  forwardsClientMail?: boolean | undefined;
  /** What was answered for this conversation; null when nobody was asked. */
  answer?: Answer | null | undefined;
  /** Deals that the subject names; compared where subjects may be read. */
  subjectNames?: readonly string[] | undefined;
};
