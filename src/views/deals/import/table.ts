import { type CsvTable, readCsv } from "../../../domain/deals/csv-read.ts";

/** A file that was chosen: its table, or why there is none. */
export type Chosen =
  | { kind: "table"; name: string; table: CsvTable }
  | { kind: "refused"; name: string; why: "empty" | "workbook" | "no-rows" | "too-large" | "unreadable" };

/** 100,000 rows of a CRM's export are some 20 million bytes. */
const LARGEST = 100_000_000;
/** Workbooks are zip archives, and those begin so. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** Reads a file of separated values; total. */
export async function readTable(file: File): Promise<Chosen> {
  const { name } = file;
  if (file.size > LARGEST) return { kind: "refused", name, why: "too-large" };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    // The browser lets a file go that was moved or changed since it was chosen.
    return { kind: "refused", name, why: "unreadable" };
  }
  if (ZIP.every((byte, place) => bytes[place] === byte)) return { kind: "refused", name, why: "workbook" };
  const table = readCsv(bytes);
  if (table.header.length === 0) return { kind: "refused", name, why: "empty" };
  if (table.rows.length === 0) return { kind: "refused", name, why: "no-rows" };
  return { kind: "table", name, table };
}
