import type { Temporal } from "temporal-polyfill";
import type { Holiday } from "../../src/domain/time/weekday.ts";
import type { Tally } from "../../src/domain/voice/tally.ts";
import type { Db } from "../store/db.ts";

/** The client's people of deals, kept by whoever keeps deals. */
export type Contacts = {
  /** False when the deal has one with that address already. */
  add(tx: Db, dealId: string, contact: { id: string; name: string; address: string }): Promise<boolean>;
  /** The address that was removed; null when the deal has no such contact. */
  remove(tx: Db, dealId: string, id: string): Promise<string | null>;
};

/** What the report of the voice audit says of one deal. */
export type Report = {
  deal: { name: string; account: string };
  /** Names, in the order of their turns. */
  spokespersons: readonly string[];
  tally: Tally;
  /** Mails that were judged for the deal. */
  mails: number;
};

/** When something may be said to a person; server/deals/quiet-hours.ts provides it. */
export type Quiet = {
  /** When their working hours begin again; null while they last. */
  until(personId: string): Promise<Temporal.Instant | null>;
  /** Whether they want to hear at once, within their hours, of what waits for an answer of theirs. */
  wantsAtOnce(personId: string): Promise<boolean>;
  /** The public holidays where they live. */
  holidays(personId: string): Promise<readonly Holiday[]>;
};
