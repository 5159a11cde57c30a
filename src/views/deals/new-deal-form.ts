import type * as z from "zod/mini";
import { createDeal } from "../../contract/deal-edits.ts";
import type { Person } from "../../contract/words.ts";
import { type DealDraft, factsOf, type Wrong, wrongFields } from "./deal-draft.ts";

type Body = z.input<typeof createDeal.body>;

/** A colleague as the form holds them. */
export type SeatDraft = { person: Person; role: Body["seats"][number]["role"] };

/** What the form for a new deal holds while somebody fills it in. */
export type NewDealDraft = DealDraft & {
  id: string;
  sensitivity: Body["sensitivity"];
  seats: readonly SeatDraft[];
};

/** What is sent, or which fields stand in the way. */
export type Filled = { body: Body } | { wrong: Wrong };

/** An empty form with sensible beginnings: the currency of the reader's language, a deal that is just being qualified. */
export function emptyDraft(id: string, language: string): NewDealDraft {
  const currency = language === "ru" ? "RUB" : "EUR";
  const texts = { account: "", name: "", domains: "", amount: "", closeDate: "", tenderDate: "" };
  const lists = { seats: [], milestones: [], contacts: [] };
  return { id, ...texts, ...lists, currency, stage: "qualified", sensitivity: "standard" };
}

/** Whether something was typed or added that would be lost. */
export function isBegun(draft: NewDealDraft): boolean {
  const { account, name, domains, amount, closeDate, tenderDate, seats, milestones, contacts } = draft;
  const texts = [account, name, domains, amount, closeDate, tenderDate];
  return (
    texts.some((text) => text.trim() !== "") || [seats, milestones, contacts].some(({ length }) => length > 0)
  );
}

/** Reads the form by the contract. */
export function readDraft(draft: NewDealDraft): Filled {
  const body: Body = {
    id: draft.id,
    ...factsOf(draft),
    sensitivity: draft.sensitivity,
    seats: draft.seats.map(({ person, role }) => ({ personId: person.id, role })),
  };
  const wrong = wrongFields(draft, createDeal.body.safeParse(body).error?.issues ?? []);
  return wrong.size === 0 ? { body } : { wrong };
}
