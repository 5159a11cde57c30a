import type { ImportField } from "../../../domain/deals/import-field.ts";

/** A row of the reader's table; `line` counts from 1, as an editor shows it. */
export type Row = { line: number; cells: readonly string[] };

/** The server takes so many rows at once at most; fewer, so that progress is seen. */
const MOST_ROWS = 200;
/** The server takes a megabyte at once; a letter may need several bytes, and quotes are doubled. */
const MOST_LETTERS = 200_000;
/** A cell longer than this holds no part of a deal: the server would refuse the whole lot for it. */
const LONGEST_CELL = 10_000;

/** The rows in lots that the server takes one after another, in their order. No lot is empty. */
export function batchesOf(rows: readonly Row[]): Row[][] {
  const batches: Row[][] = [];
  let letters = 0;
  for (const { line, cells } of rows) {
    const row = { line, cells: cells.slice(0, 300).map((cell) => cell.slice(0, LONGEST_CELL)) };
    const size = row.cells.reduce((sum, cell) => sum + cell.length + 3, 20);
    const last = batches.at(-1);
    if (last === undefined || last.length === MOST_ROWS || letters + size > MOST_LETTERS) {
      batches.push([row]);
      letters = size;
    } else {
      last.push(row);
      letters += size;
    }
  }
  return batches;
}

/**
 * Lines that say the same deal as a line before them, anywhere in the table: by external id, or without one by client and
 * name. (The server compares the rows of one lot only, and what was imported before.)
 */
export function repeatedLines(
  columns: readonly (ImportField | null)[],
  rows: readonly Row[],
): ReadonlySet<number> {
  const seen = new Set<string>();
  const repeated = new Set<number>();
  for (const row of rows) {
    const cell = (field: ImportField) => (row.cells[columns.indexOf(field)] ?? "").trim();
    const name = cell("name") || cell("account");
    const key = cell("externalId") || `${cell("account")}/${name}`.toLowerCase();
    if (key === "/") continue;
    if (seen.has(key)) repeated.add(row.line);
    seen.add(key);
  }
  return repeated;
}
