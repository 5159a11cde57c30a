import type * as z from "zod/mini";
import type { createAsk } from "../../contract/asks.ts";
import type { Deal } from "../../contract/deals.ts";

/** How high the client's person may stand: 1 is at the top. */
export const RANKS = [1, 2, 3, 4] as const;

/** An ask while somebody makes it. Day "2026-03-02" and time "10:00" by the reader's clock. */
export type AskDraft = {
  executiveId: string;
  contactId: string;
  /** "" for nobody knows; null while the reader said nothing, so that what is known counts. */
  zone: string | null;
  inPerson: boolean;
  place: string;
  rank: number;
  day: string;
  time: string;
  minutes: number;
  stake: string;
  words: string;
};

/** An ask to begin with: the first executive is asked to meet the first of the client's people, for an hour. */
export function firstAsk(deal: Deal, executives: Deal["seats"]): AskDraft {
  return {
    executiveId: executives[0]?.person.id ?? "",
    contactId: deal.contacts[0]?.id ?? "",
    ...{ zone: null, inPerson: false, place: "" },
    ...{ rank: 2, day: "", time: "10:00", minutes: 60, stake: "", words: "" },
  };
}

type Body = z.input<typeof createAsk.body>;
type Said = Pick<Body, "id" | "subject" | "start"> & {
  contact: Deal["contacts"][number] | null;
  zone: string;
  /** The words that count while the reader wrote none. */
  usual: string;
};

/** The ask as it is sent. */
export function askOf(draft: AskDraft, { id, subject, start, contact, zone, usual }: Said): Body {
  const { executiveId, rank, minutes, stake, inPerson } = draft;
  return {
    ...{ id, executiveId, subject, stake, start, minutes, inPerson },
    client: contact && { name: contact.name, address: contact.address, zone: zone === "" ? null : zone },
    clientRank: rank,
    place: inPerson ? draft.place.trim() : null,
    words: draft.words.trim() === "" ? usual : draft.words,
  };
}
