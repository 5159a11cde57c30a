import { readFileSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { type AuditLanguage, type AuditText, Mistake, sayIn, type Values } from "./texts.ts";

/** The columns of deals.csv; each must be there, in any order. */
export const COLUMNS = [
  "deal",
  "account",
  "clientDomains",
  "clientAddresses",
  "spokesperson",
  "aliases",
  "ourDomains",
  "from",
  "until",
] as const;
export type Column = (typeof COLUMNS)[number];

/** One row as it stands, and where. `line` counts from 1, the heading included; `place` gives a column's number. */
export type Row = { cells: Record<Column, string>; line: number; place: Record<Column, number> };

/** What is wrong in deals.csv, one sentence each, in the order of the file. */
export class DealsMistake extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[], options?: ErrorOptions) {
    super(sentences.join("\n"), options);
    this.sentences = sentences;
  }
}

/** How large the file may be, in bytes: far beyond any company's deals. */
const LARGEST = 32 * 1024 * 1024;

/** Reads deals.csv as it stands; what the cells mean is not looked at. Throws {@link Mistake} and {@link DealsMistake}. */
export function readRows(file: string, language: AuditLanguage): Row[] {
  const say = sayIn(language);
  const records = parseCsv(readText(file, language), say);
  const [heading] = records;
  if (heading === undefined) throw new DealsMistake([say("dealsEmpty", { columns: COLUMNS.join(",") })]);
  const mistakes = headingMistakes(heading, say);
  if (mistakes.length > 0) throw new DealsMistake(mistakes);
  const names = heading.cells.map((name) => name.trim());
  const place = Object.fromEntries(COLUMNS.map((name) => [name, names.indexOf(name) + 1])) as Row["place"];
  const rows = records.slice(1);
  const long = rows.filter(({ cells }) => cells.length !== names.length);
  if (long.length > 0) {
    throw new DealsMistake(
      long.map(({ line, cells }) => {
        const column = Math.min(cells.length, names.length) + 1;
        return say("atPlace", {
          line,
          column,
          what: say("cellCount", { found: cells.length, wanted: names.length }),
        });
      }),
    );
  }
  return rows.map(({ cells, line }) => {
    const named = COLUMNS.map((name) => [name, (cells[place[name] - 1] ?? "").trim()]);
    return { cells: Object.fromEntries(named) as Row["cells"], line, place };
  });
}

/** A sentence about one cell: line and column, then what is wrong. */
export function cellMistake(
  row: Row,
  column: Column,
  language: AuditLanguage,
  key: AuditText,
  values: Values = {},
): string {
  const say = sayIn(language);
  const where = `${row.place[column]} (${column})`;
  return say("atPlace", { line: row.line, column: where, what: say(key, values) });
}

type Say = ReturnType<typeof sayIn>;
type Record_ = { cells: string[]; line: number };

function readText(file: string, language: AuditLanguage): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Mistake(language, "cannotRead", { file, why: code ?? message }, { cause });
  }
  if (bytes.length > LARGEST) throw new Mistake(language, "tooLarge", { file });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Mistake(language, "notUtf8", { file }, { cause });
  }
}

function parseCsv(text: string, say: Say): Record_[] {
  try {
    const options = {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    };
    const found = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    // The parser tells where a record ends; cells may hold line ends of their own.
    return found.map(({ record, info }) => {
      const ends = record.join("").match(/\r\n|\r|\n/g)?.length ?? 0;
      return { cells: record, line: info.lines - ends };
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const { lines = 1, column = 0, index = 0 } = cause as { lines?: number; column?: number; index?: number };
    const place = typeof column === "number" ? column + 1 : index + 1;
    throw new DealsMistake([say("atPlace", { line: lines, column: place, what: say("badCsv") })], { cause });
  }
}

function headingMistakes({ cells, line }: Record_, say: Say): string[] {
  const names = cells.map((name) => name.trim());
  const at = (column: number, what: string) => say("atPlace", { line, column, what });
  if (names.length === 1 && names[0]?.includes(";")) return [at(1, say("semicolons"))];
  const wrong = names.flatMap((name, i) => {
    if (!COLUMNS.some((known) => known === name)) {
      return [at(i + 1, say("unknownColumn", { name, columns: COLUMNS.join(",") }))];
    }
    return names.indexOf(name) < i ? [at(i + 1, say("doubleColumn", { name }))] : [];
  });
  const missing = COLUMNS.filter((name) => !names.includes(name));
  const lacking = missing.map((name) => at(names.length + 1, say("missingColumn", { name })));
  return [...wrong, ...lacking];
}
