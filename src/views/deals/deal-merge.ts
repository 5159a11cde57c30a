import { type DealDraft, domainsOf, plainAmount } from "./deal-draft.ts";

/** What somebody changes at once in a deal; an amount goes with its currency. */
export type DealField =
  | "account"
  | "name"
  | "domains"
  | "value"
  | "stage"
  | "tenderDate"
  | "closeDate"
  | "milestones"
  | "contacts";

/** In the order of the form. */
const FIELDS: readonly DealField[] = [
  ...(["account", "domains", "name", "value", "stage", "tenderDate", "closeDate"] as const),
  ...(["milestones", "contacts"] as const),
];

/**
 * Two people's changes of one deal, brought together. `draft` is mine with what only the other changed; `clashes` are
 * fields that both changed, each differently, still as I had them; `taken` are the other's fields that came in.
 */
export type Merged = { draft: DealDraft; clashes: DealField[]; taken: DealField[] };

/** Brings two changes of `base` together. Total. */
export function mergeDrafts(base: DealDraft, mine: DealDraft, theirs: DealDraft): Merged {
  const changed = FIELDS.filter((field) => differs(base, theirs, field) && differs(mine, theirs, field));
  const clashes = changed.filter((field) => differs(base, mine, field));
  const taken = changed.filter((field) => !clashes.includes(field));
  return { draft: takeTheirs(mine, theirs, taken), clashes, taken };
}

/** Mine, but these fields as the other has them. */
export function takeTheirs(mine: DealDraft, theirs: DealDraft, fields: readonly DealField[]): DealDraft {
  return Object.assign({ ...mine }, ...fields.map((field) => partOf(theirs, field)));
}

/** The fields in which two drafts mean something different; spelling (spaces, order of domains) is no difference. */
export function differences(one: DealDraft, other: DealDraft): DealField[] {
  return FIELDS.filter((field) => differs(one, other, field));
}

function differs(one: DealDraft, other: DealDraft, field: DealField): boolean {
  return meaning(one, field) !== meaning(other, field);
}

function meaning(draft: DealDraft, field: DealField): string {
  switch (field) {
    case "domains":
      return [...domainsOf(draft)].sort(byCode).join(" ");
    case "value": {
      const amount = plainAmount(draft.amount);
      return amount === "" ? "" : `${Number(amount)} ${draft.currency}`;
    }
    case "contacts":
      return draft.contacts
        .map(({ name, address, role }) => `${address.trim().toLowerCase()} ${name.trim()} ${role ?? ""}`)
        .sort(byCode)
        .join("\n");
    case "milestones":
      return draft.milestones
        .map(({ name, day }) => `${day} ${name.trim()}`)
        .sort(byCode)
        .join("\n");
    default:
      return draft[field].trim();
  }
}

function byCode(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function partOf(draft: DealDraft, field: DealField): Partial<DealDraft> {
  const { amount, currency } = draft;
  return field === "value" ? { amount, currency } : { [field]: draft[field] };
}
