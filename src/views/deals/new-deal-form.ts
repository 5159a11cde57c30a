import type * as z from "zod/mini";
import { createDeal } from "../../contract/deals.ts";
import type { Person } from "../../contract/words.ts";

type Body = z.input<typeof createDeal.body>;

/** A colleague as the form holds them. */
export type SeatDraft = { person: Person; role: Body["seats"][number]["role"] };

/** A client's person as the form holds them; a line with nothing in it is not sent. */
export type ContactDraft = {
  key: string;
  name: string;
  address: string;
  role: Body["contacts"][number]["role"];
};

/** What the form holds while somebody fills it in. Texts are as typed. */
export type NewDealDraft = {
  id: string;
  account: string;
  name: string;
  domains: string;
  amount: string;
  currency: string;
  stage: Body["stage"];
  closeDate: string;
  tenderDate: string;
  sensitivity: Body["sensitivity"];
  seats: readonly SeatDraft[];
  contacts: readonly ContactDraft[];
};

/** Fields that can be wrong; a contact's parts are named with its place, e.g. "contacts.0.address". */
export type Wrong = ReadonlySet<string>;

/** What is sent, or which fields stand in the way. */
export type Filled = { body: Body } | { wrong: Wrong };

/** An empty form with sensible beginnings: the currency of the reader's language, a deal that is just being qualified. */
export function emptyDraft(id: string, language: string): NewDealDraft {
  const currency = language === "ru" ? "RUB" : "EUR";
  const texts = { account: "", name: "", domains: "", amount: "", closeDate: "", tenderDate: "" };
  return { id, ...texts, currency, stage: "qualified", sensitivity: "standard", seats: [], contacts: [] };
}

/** The form without lines that nothing was typed into, so that places in it and in what is sent agree. */
export function withoutEmptyLines(draft: NewDealDraft): NewDealDraft {
  const isFilled = ({ name, address }: ContactDraft) => name.trim() !== "" || address.trim() !== "";
  return { ...draft, contacts: draft.contacts.filter(isFilled) };
}

/** Reads the form by the contract; what the client's people's addresses tell about domains is used when none is typed. */
export function readDraft(draft: NewDealDraft): Filled {
  const { contacts } = draft;
  const amount = draft.amount.replace(/[\s']/g, "").replace(",", ".");
  const body: Body = {
    id: draft.id,
    name: draft.name.trim() === "" ? draft.account : draft.name,
    account: draft.account,
    domains: domainsOf(draft),
    value: amount === "" ? null : { amount, currency: draft.currency },
    stage: draft.stage,
    closeDate: draft.closeDate === "" ? null : draft.closeDate,
    tenderDate: draft.tenderDate === "" ? null : draft.tenderDate,
    sensitivity: draft.sensitivity,
    seats: draft.seats.map(({ person, role }) => ({ personId: person.id, role })),
    contacts: contacts.map(({ name, address, role }) => ({ name, address, role })),
  };
  const wrong = new Set<string>();
  const parsed = createDeal.body.safeParse(body);
  for (const { path } of parsed.error?.issues ?? []) wrong.add(fieldOf(path.join(".")));
  // A deal without a name of its own bears the client's: then the client is what is wrong.
  if (draft.name.trim() === "") wrong.delete("name");
  if (body.domains.some((domain) => !/^[^\s@/]+\.[^\s@/.]{2,}$/.test(domain))) wrong.add("domains");
  for (const [place, { address }] of contacts.entries()) {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address.trim())) wrong.add(`contacts.${place}.address`);
  }
  return wrong.size === 0 ? { body } : { wrong };
}

/** The form's field for a field of the contract: lists that are typed as one text are one field. */
export function fieldOf(path: string): string {
  const [first = "", ...rest] = path.split(".");
  return first === "contacts" && rest.length === 2 ? path : first;
}

/** Domains as typed, separated by anything; whole addresses and links are understood. Without any, those of the contacts. */
function domainsOf({ domains, contacts }: NewDealDraft): string[] {
  const typed = domains
    .split(/[\s,;]+/)
    .map(domainIn)
    .filter((domain) => domain !== "");
  const found = typed.length > 0 ? typed : contacts.map(({ address }) => address.split("@")[1]?.trim() ?? "");
  return [...new Set(found.map((domain) => domain.toLowerCase()).filter((domain) => domain !== ""))];
}

function domainIn(text: string): string {
  return text
    .replace(/^https?:\/\//i, "")
    .replace(/^www\./i, "")
    .replace(/^.*@/, "")
    .replace(/[/?#].*$/, "");
}
