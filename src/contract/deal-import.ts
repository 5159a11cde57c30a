import * as z from "zod/mini";
import { IMPORT_FIELDS } from "../domain/deals/import-field.ts";
import { endpoint } from "./endpoint.ts";
import { none } from "./words.ts";

const importField = z.enum(IMPORT_FIELDS);

/** Some rows of a table. `columns` says what each cell of a row tells; null for cells that tell nothing of a deal. */
const importBody = z.strictObject({
  columns: z.array(z.nullable(importField)).check(z.minLength(1), z.maxLength(300)),
  /** At most 500 at a time: a page sends the rest afterwards, and so shows how far it is. */
  rows: z
    .array(
      z.strictObject({
        line: z.number().check(z.int(), z.gte(1)),
        cells: z.array(z.string().check(z.maxLength(10_000))).check(z.maxLength(300)),
      }),
    )
    .check(z.minLength(1), z.maxLength(500)),
  /** The currency of sums that name none. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  /** Whether "03/04/2026" is the third of April; null refuses such days. */
  dayFirst: z.nullable(z.boolean()),
});

/** What becomes, or became, of one row. */
export const importedRow = z.object({
  line: z.number(),
  /** "new": a deal is, or would be, made; "known": imported before; "twice": another row before it says the same deal. */
  state: z.enum(["new", "known", "twice", "wrong"]),
  /** The deal's name as far as it can be read. */
  name: z.string(),
  dealId: z.nullable(z.string()),
  faults: z.array(
    z.object({
      field: importField,
      why: z.enum([
        "missing",
        "too-long",
        "not-text",
        "not-domain",
        "free-mail",
        "our-domain",
        "not-sum",
        "not-stage",
        "not-day",
        "ambiguous-day",
        "not-address",
      ]),
    }),
  ),
});
export type ImportedRow = z.infer<typeof importedRow>;

/** Tells what an import of these rows would do, and does nothing. */
export const checkImport = endpoint({
  method: "post",
  path: "/api/deals/import/check",
  params: none,
  query: none,
  body: importBody,
  reply: z.object({ rows: z.array(importedRow) }),
  problems: [],
  audit: null,
});

/**
 * Makes a deal of each row that is sound, the caller its account manager. Each row stands by itself: one that is wrong
 * stops no other. Sent again, nothing is made twice: a deal is known by its external id.
 */
export const importDeals = endpoint({
  method: "post",
  path: "/api/deals/import",
  params: none,
  query: none,
  body: importBody,
  reply: z.object({ rows: z.array(importedRow) }),
  problems: [],
  audit: "deals.imported",
});

/** The caller's deals as a table of text, in the columns that an import reads. No cell of it is a formula. */
export const exportDeals = endpoint({
  method: "get",
  path: "/api/deals/export",
  params: none,
  query: z.strictObject({ archived: z.optional(z.literal("yes")) }),
  body: none,
  reply: z.object({ csv: z.string() }),
  problems: [],
  audit: "deals.exported",
});
