import { IMPORT_FIELDS, type ImportField } from "./import-field.ts";

/** Column names as Dynamics 365, Salesforce, HubSpot and people write them, in plain spelling. */
const NAMES: Record<ImportField, readonly string[]> = {
  externalId: [
    ...["id", "deal id", "external id", "record id", "opportunity id", "hs object id", "номер", "код"],
    ...["opportunityid", "идентификатор"],
  ],
  name: [
    ...["name", "deal", "deal name", "dealname", "opportunity name", "opportunity", "topic", "title"],
    ...["сделка", "название", "название сделки", "тема"],
  ],
  account: [
    ...["account", "account name", "client", "customer", "company", "company name", "potential customer"],
    ...["associated company", "associated company primary", "organization", "parent account"],
    ...["клиент", "компания", "заказчик", "организация"],
  ],
  domains: [
    ...[
      "domain",
      "domains",
      "client domains",
      "website",
      "account website",
      "company domain name",
      "web site",
    ],
    ...["email domain", "домен", "домены", "сайт"],
  ],
  amount: [
    ...["amount", "value", "deal value", "est revenue", "estimated revenue", "est value", "estimated value"],
    ...["actual revenue", "сумма", "стоимость", "бюджет"],
  ],
  currency: [
    "currency",
    "amount currency",
    "deal currency code",
    "currency code",
    "transactioncurrencyid",
    "валюта",
  ],
  stage: [
    ...[
      "stage",
      "deal stage",
      "dealstage",
      "stage name",
      "stagename",
      "sales stage",
      "pipeline phase",
      "status",
    ],
    ...["стадия", "этап", "статус"],
  ],
  closeDate: [
    ...["close", "close date", "closedate", "est close date", "estimated close date", "expected close date"],
    ...["дата закрытия", "закрытие"],
  ],
  tenderDate: ["tender", "tender date", "bid due date", "final decision date", "дата тендера", "тендер"],
  contactName: [
    "contact",
    "contact name",
    "primary contact",
    "associated contact",
    "контакт",
    "контактное лицо",
  ],
  contactAddress: [
    ...["email", "e mail", "contact email", "email address", "primary contact email", "почта"],
    ...["электронная почта", "email контакта"],
  ],
};

const FIELDS = new Map(
  IMPORT_FIELDS.flatMap((field) => NAMES[field].map((name): [string, ImportField] => [name, field])),
);

/**
 * Which column tells what, guessed by the columns' names; null for columns that tell nothing of a deal. Of several columns
 * for one field the first counts.
 */
export function guessColumns(header: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  return header.map((title) => {
    const found = fieldOf(title);
    if (found === null || taken.has(found)) return null;
    taken.add(found);
    return found;
  });
}

// Dynamics hides the row's id, a checksum and a time behind such names.
const HIDDEN = /^\(do not modify\)/i;

function fieldOf(title: string): ImportField | null {
  if (HIDDEN.test(title)) return /opportunity$/i.test(title) ? "externalId" : null;
  return FIELDS.get(plain(title)) ?? null;
}

function plain(title: string): string {
  return title
    .replace(/\([^)]*\)/g, " ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
