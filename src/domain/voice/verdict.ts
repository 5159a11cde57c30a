/** How the one-voice rule reads one mail for one deal. Each reason belongs to one kind and has one sentence on screen. */
import type { Address } from "../people/address.ts";
import type { PersonId } from "./person-id.ts";

export const DIRECTIONS = ["from-client", "to-client"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How the spokesperson, or whoever stands in, was part of the mail. */
export const HEARD_REASONS = [
  "author", // wrote it
  "delegate", // wrote it through someone else's hands, or for someone else
  "on-to",
  "on-cc",
  "alias", // under another address of theirs, or with a tag
  "in-group", // through a group or list
  "own-copy", // a copy came to their mailbox another way
  "deputy", // away, and the deputy was part of it
] as const;
export type HeardReason = (typeof HEARD_REASONS)[number];

/** Someone else was entitled. */
export const DELEGATED_REASONS = ["topic", "thread"] as const;
export type DelegatedReason = (typeof DELEGATED_REASONS)[number];

/** Not a person's word to a person. */
export const EXEMPT_REASONS = [
  "auto-reply",
  "automatic", // sent by a machine, without being an answer
  "bounce",
  "receipt", // read or delivered
  "calendar",
  "bulk", // newsletters and lists
  "no-reply",
  "own-product", // sent by One Voice
  "internal-forward", // passes a client's mail on among ourselves; the original is judged
] as const;
export type ExemptReason = (typeof EXEMPT_REASONS)[number];

export const BYPASS_REASONS = [
  "left-out",
  "quiet-period", // somebody spoke to the client in tender silence
] as const;
export type BypassReason = (typeof BYPASS_REASONS)[number];

export const VACANT_REASONS = ["nobody-in-turn"] as const;
export type VacantReason = (typeof VACANT_REASONS)[number];

/** Why the mail did not pass between the client and us, or not in this deal. */
export const OUTSIDE_REASONS = [
  "no-client", // nobody of the client is on it
  "among-us",
  "among-them",
  "third-party", // written by neither side
  "no-author",
  "not-live", // sent before the deal began or after it ended
  "not-about-deals", // answered: about none of the deals
  "other-deal", // about another deal: by answer, subject, or a closer claim
] as const;
export type OutsideReason = (typeof OUTSIDE_REASONS)[number];

/** Why the rule cannot tell. Never to be read as a bypass, nor as heard. */
export const UNCLEAR_REASONS = [
  "which-deal",
  "group-unknown", // a group could not be read, and the spokesperson may be in it
  "sender-unproved", // one of ours as author, sent by a stranger
  "spokesperson-unknown", // no address is known of whoever held the turn
] as const;
export type UnclearReason = (typeof UNCLEAR_REASONS)[number];

/** All kinds, in the order in which screens sort them: what needs a person first. */
export const KINDS = ["bypass", "unclear", "vacant", "delegated", "heard", "exempt", "outside"] as const;

export type Verdict =
  | {
      kind: "heard";
      direction: Direction;
      reason: HeardReason;
      spokesperson: PersonId;
      /** Who was part of it: the spokesperson, the deputy, or the contact of a quiet period. */
      by: PersonId;
      /** The address or group that shows it; null for a copy found in the mailbox. */
      via: Address | null;
    }
  | { kind: "delegated"; direction: Direction; reason: DelegatedReason; person: PersonId; delegation: string }
  | { kind: "exempt"; direction: Direction | null; reason: ExemptReason }
  | {
      kind: "bypass";
      direction: Direction;
      reason: BypassReason;
      /** Who should have been part of it. */
      spokesperson: PersonId;
      /** The client's person who wrote, or the first who was written to. */
      client: Address;
      /** Addresses of ours on the mail, each once: one incident however many. Empty when only hidden copies came. */
      reached: readonly Address[];
    }
  | {
      kind: "vacant";
      direction: Direction;
      reason: VacantReason;
      client: Address;
      reached: readonly Address[];
    }
  | { kind: "outside"; direction: null; reason: OutsideReason }
  | {
      kind: "unclear";
      direction: Direction;
      reason: UnclearReason;
      client: Address;
      reached: readonly Address[];
      /** For "which-deal": the deals it may be about, this one included. Else empty. */
      deals: readonly string[];
      /** For "group-unknown": the group. Else null. */
      group: Address | null;
    };

export type Kind = Verdict["kind"];
export type Reason = Verdict["reason"];
