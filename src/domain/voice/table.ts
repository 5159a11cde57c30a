import type { Temporal } from "temporal-polyfill";
import type { Address } from "../people/address.ts";
import type { Domain } from "../people/domain.ts";
import type { PersonId } from "./person-id.ts";
import type { Turn } from "./turns.ts";

/** A stretch of time: `since` counts, `until` does not; null is open on that side. Exact to the millisecond. */
export type Term = { since: Temporal.Instant | null; until: Temporal.Instant | null };

/** One of ours, with every address that leads to them, the main one first. */
export type Member = { id: PersonId; addresses: readonly Address[] };

/** A client's person by address: needed for free mail, and wherever the domain does not tell. Outside its term the address is nobody's. */
export type Contact = { address: Address } & Term;

/** Someone who cannot speak for a while, and who speaks instead; no deputy when null. */
export type Absence = { person: PersonId; deputy: PersonId | null } & Term;

/** Someone else may speak on one topic: with these client people, or all when null; in this conversation, or any when null. */
export type Delegation = {
  id: string;
  person: PersonId;
  clients: readonly Address[] | null;
  conversationId: string | null;
} & Term;

/** Tender silence: towards the client nobody speaks but this one of ours, not even with them in copy. */
export type QuietPeriod = { contact: PersonId } & Term;

/** Members of groups and lists by the group's address, groups within groups allowed; null when they could not be read. */
export type Groups = ReadonlyMap<Address, readonly Address[] | null>;

/** Who sits on which side of one deal, and who speaks when. Read once and kept: never changed in place. */
export type Table = {
  dealId: string;
  team: readonly Member[];
  ourDomains: readonly Domain[];
  clientDomains: readonly Domain[];
  contacts: readonly Contact[];
  turns: readonly Turn[];
  absences?: readonly Absence[] | undefined;
  delegations?: readonly Delegation[] | undefined;
  quiet?: readonly QuietPeriod[] | undefined;
  groups?: Groups | undefined;
  /** While the deal is worked on; always when not given. */
  live?: Term | undefined;
};
