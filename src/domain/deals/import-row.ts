import { type Address, domainOf, parseAddress } from "../people/address.ts";
import { type Domain, isFreeMail, parseDomain } from "../people/domain.ts";
import { unguarded } from "./csv-write.ts";
import type { Stage } from "./deal.ts";
import type { ImportField } from "./import-field.ts";
import { type DayFirst, readDay, readStage, readSum } from "./import-values.ts";
import type { Money } from "./money.ts";

/** What is wrong with one cell, or with what is missing. */
export type ImportFault = {
  field: ImportField;
  why:
    | "missing"
    | "too-long"
    | "not-text"
    | "not-domain"
    | "free-mail"
    | "not-sum"
    | "not-stage"
    | "not-day"
    | "ambiguous-day"
    | "not-address";
};

/** A deal as a row of a table tells it. Days are ISO. `externalId` is made of client and name where the table has none. */
export type ImportedDeal = {
  externalId: string;
  name: string;
  account: string;
  domains: Domain[];
  value: Money | null;
  stage: Stage;
  closeDate: string | null;
  tenderDate: string | null;
  contact: { name: string; address: Address } | null;
};

/** What the table leaves open: the currency of sums without one, and how "03/04/2026" is meant. */
export type ImportUsage = { currency: string; dayFirst: DayFirst };

const LONGEST = 120;
const LONGEST_ID = 200;
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/**
 * Understands one row; `columns` says what each cell tells. Either a deal, or everything that is wrong with it. A client
 * whose domain is not given is known by the contact's. Total: any cells give one or the other.
 */
export function readImportRow(
  columns: readonly (ImportField | null)[],
  cells: readonly string[],
  usage: ImportUsage,
): { deal: ImportedDeal } | { faults: ImportFault[] } {
  const faults: ImportFault[] = [];
  const wrong = (field: ImportField, why: ImportFault["why"]) => void faults.push({ field, why });
  const cell = (field: ImportField) => {
    const place = columns.indexOf(field);
    return place < 0 ? "" : unguarded((cells[place] ?? "").trim());
  };
  const text = (field: ImportField, longest: number) => {
    const found = cell(field);
    if (found.length > longest) wrong(field, "too-long");
    if (UNFIT.test(found)) wrong(field, "not-text");
    return found;
  };
  const day = (field: "closeDate" | "tenderDate") => {
    if (cell(field) === "") return null;
    const found = readDay(cell(field), usage.dayFirst);
    if (found === null) wrong(field, "not-day");
    if (found === "ambiguous") wrong(field, "ambiguous-day");
    return found === null || found === "ambiguous" ? null : found.toString();
  };

  const account = text("account", LONGEST);
  const name = text("name", LONGEST) || account;
  if (account === "") wrong("account", "missing");
  const contact = readContact(cell("contactAddress"), text("contactName", LONGEST), wrong);
  const domains = readDomains(cell("domains"), contact?.address ?? null, wrong);
  const value = cell("amount") === "" ? null : readSum(cell("amount"), cell("currency") || usage.currency);
  if (cell("amount") !== "" && value === null) wrong("amount", "not-sum");
  const stage = cell("stage") === "" ? "lead" : readStage(cell("stage"));
  if (stage === null) wrong("stage", "not-stage");
  const [closeDate, tenderDate] = [day("closeDate"), day("tenderDate")];
  const externalId = text("externalId", LONGEST_ID) || `${account}/${name}`.toLowerCase();
  if (faults.length > 0 || stage === null) return { faults };
  return { deal: { externalId, name, account, domains, value, stage, closeDate, tenderDate, contact } };
}

type Wrong = (field: ImportField, why: ImportFault["why"]) => void;

function readContact(address: string, name: string, wrong: Wrong): ImportedDeal["contact"] {
  if (address === "") return null;
  const found = parseAddress(address);
  if (found === null) wrong("contactAddress", "not-address");
  return found === null ? null : { name: name || found, address: found };
}

function readDomains(text: string, contact: Address | null, wrong: Wrong): Domain[] {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  const found = parts.map((part) =>
    parseDomain(
      part
        .replace(/^https?:\/\//i, "")
        .replace(/^www\./i, "")
        .replace(/^.*@/, "")
        .replace(/[/?#:].*$/, ""),
    ),
  );
  if (found.includes(null)) wrong("domains", "not-domain");
  const domains = [...new Set(found.filter((domain) => domain !== null))];
  if (domains.some(isFreeMail)) wrong("domains", "free-mail");
  if (parts.length > 0) return domains;
  const own = contact === null ? null : parseDomain(domainOf(contact));
  if (own !== null && !isFreeMail(own)) return [own];
  wrong("domains", "missing");
  return [];
}
