/** What a column of an imported table can tell of a deal. */
export const IMPORT_FIELDS = [
  "externalId",
  "name",
  "account",
  "domains",
  "amount",
  "currency",
  "stage",
  "closeDate",
  "tenderDate",
  "contactName",
  "contactAddress",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];
