import type * as z from "zod/mini";
import type { editDeal } from "../../contract/deal-edits.ts";
import type { Deal } from "../../contract/deals.ts";

/** What a deal is, as the contract takes it. */
export type Facts = Omit<z.input<typeof editDeal.body>, "version">;

/** A client's person as a form holds them; a line with nothing in it is not sent. */
export type ContactDraft = {
  key: string;
  name: string;
  address: string;
  role: Facts["contacts"][number]["role"];
};

/** A day by which something must be done, as a form holds it; a line with nothing in it is not sent. */
export type MilestoneDraft = { key: string; name: string; day: string };

/** What a form about a deal holds while somebody fills it in. Texts are as typed. */
export type DealDraft = {
  account: string;
  name: string;
  domains: string;
  amount: string;
  currency: string;
  stage: Facts["stage"];
  closeDate: string;
  tenderDate: string;
  milestones: readonly MilestoneDraft[];
  contacts: readonly ContactDraft[];
};

/** Fields that can be wrong; parts of a line are named with its place, e.g. "contacts.0.address". */
export type Wrong = ReadonlySet<string>;

/** Nothing stands in the way. */
export const NOTHING_WRONG: Wrong = new Set();

/** A deal as a form shows it. A deal that is over is shown at the last stage before its end. */
export function draftOf(deal: Deal): DealDraft {
  const { account, name, domains, value, closeDate, tenderDate, stage, contacts, milestones = [] } = deal;
  return {
    account,
    name,
    domains: domains.join(", "),
    amount: value?.amount ?? "",
    currency: value?.currency ?? "EUR",
    stage: stage === "won" || stage === "lost" ? "contract" : stage,
    closeDate: closeDate ?? "",
    tenderDate: tenderDate ?? "",
    milestones: milestones.map((one) => ({ key: one.name, ...one })),
    contacts: contacts.map((one) => ({ key: one.id, name: one.name, address: one.address, role: one.role })),
  };
}

/** The form without lines that nothing was typed into, so that places in it and in what is sent agree. */
export function withoutEmptyLines<Draft extends DealDraft>(draft: Draft): Draft {
  const isFilled = ({ name, address }: ContactDraft) => name.trim() !== "" || address.trim() !== "";
  const milestones = draft.milestones.filter(({ name, day }) => name.trim() !== "" || day !== "");
  return { ...draft, milestones, contacts: draft.contacts.filter(isFilled) };
}

/** What the form says; what the client's people's addresses tell about domains is used when none is typed. */
export function factsOf(draft: DealDraft): Facts {
  const amount = plainAmount(draft.amount);
  return {
    name: draft.name.trim() === "" ? draft.account : draft.name,
    account: draft.account,
    domains: domainsOf(draft),
    value: amount === "" ? null : { amount, currency: draft.currency },
    stage: draft.stage,
    closeDate: draft.closeDate === "" ? null : draft.closeDate,
    tenderDate: draft.tenderDate === "" ? null : draft.tenderDate,
    milestones: draft.milestones.map(({ name, day }) => ({ name, day })),
    contacts: draft.contacts.map(({ name, address, role }) => ({ name, address, role })),
  };
}

/** Which fields stand in the way; `issues` are what the contract says of the facts. */
export function wrongFields(draft: DealDraft, issues: readonly { path: PropertyKey[] }[]): Set<string> {
  const wrong = new Set(issues.map(({ path }) => fieldOf(path.join("."))));
  // A deal without a name of its own bears the client's: then the client is what is wrong.
  if (draft.name.trim() === "") wrong.delete("name");
  if (domainsOf(draft).some((domain) => !/^[^\s@/]+\.[^\s@/.]{2,}$/.test(domain))) wrong.add("domains");
  for (const [place, { address }] of draft.contacts.entries()) {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address.trim())) wrong.add(`contacts.${place}.address`);
  }
  return wrong;
}

/** The form's field for a field of the contract: lists that are typed as one text are one field. */
export function fieldOf(path: string): string {
  const [first = "", ...rest] = path.split(".");
  return (first === "contacts" || first === "milestones") && rest.length === 2 ? path : first;
}

/** A sum as typed, in the contract's spelling: no spaces, a point before decimals. */
export function plainAmount(typed: string): string {
  return typed.replace(/[\s']/g, "").replace(",", ".");
}

/** Domains as typed, separated by anything; whole addresses and links are understood. Without any, those of the contacts. */
export function domainsOf({ domains, contacts }: Pick<DealDraft, "domains" | "contacts">): string[] {
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
