/** Tables of text as other programs export them: any of the usual encodings and delimiters, quotes as RFC 4180 has them. */

/** What a file of separated values holds. Lines count from 1, as an editor shows them; a quoted cell may span several. */
export type CsvTable = {
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1251";
  delimiter: string;
  header: string[];
  rows: { line: number; cells: string[] }[];
  /** The line on which a quote opens that never closes; null in a sound file. */
  openQuote: number | null;
};

const DELIMITERS = [",", ";", "\t", "|"];

/** Reads a file. Empty lines are left out; cells are trimmed. A file without any line has an empty header. */
export function readCsv(bytes: Uint8Array): CsvTable {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const delimiter = delimiterOf(text);
  const { rows, openQuote } = split(text, delimiter);
  const [first, ...rest] = rows;
  return { encoding, delimiter, header: first?.cells ?? [], rows: rest, openQuote };
}

/** A byte order mark decides; then whether it reads as UTF-8. What is neither is taken for the old Russian Windows. */
function encodingOf(bytes: Uint8Array): CsvTable["encoding"] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Letters of Latin and signs have a zero byte beside them in UTF-16.
  if (first !== undefined && second === 0) return "utf-16le";
  if (first === 0 && second !== undefined) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return "windows-1251";
  }
}

/** The one that parts the first line into most cells, outside quotes. A first line "sep=;" says it outright, as Excel does. */
function delimiterOf(text: string): string {
  const said = /^sep=(.)\r?\n/.exec(text)?.[1];
  if (said !== undefined) return said;
  const [first = ""] = text.split(/\r?\n/, 1);
  const bare = first.replace(/"(?:[^"]|"")*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function split(text: string, delimiter: string): Pick<CsvTable, "rows" | "openQuote"> {
  const rows: CsvTable["rows"] = [];
  const start = /^sep=.\r?\n/.exec(text)?.[0].length ?? 0;
  let line = start === 0 ? 1 : 2;
  let row = { line, cells: [] as string[] };
  let at = start;
  const endRow = () => {
    if (row.cells.some((cell) => cell !== "")) rows.push(row);
    row = { line, cells: [] };
  };
  while (at < text.length) {
    const cell = readCell(text, at, delimiter);
    row.cells.push(cell.text);
    line += cell.breaks;
    if (cell.isOpen) return { rows: [...rows, row], openQuote: row.line };
    at = cell.end;
    const sign = text[at];
    if (sign === delimiter) {
      at += 1;
      if (at === text.length) row.cells.push("");
      continue;
    }
    at += sign === "\r" && text[at + 1] === "\n" ? 2 : 1;
    line += 1;
    endRow();
  }
  if (row.cells.length > 0) endRow();
  return { rows, openQuote: null };
}

type Cell = { text: string; end: number; breaks: number; isOpen: boolean };

function readCell(text: string, start: number, delimiter: string): Cell {
  let begin = start;
  while (text[begin] === " ") begin += 1;
  if (text[begin] !== '"') return plainCell(text, start, delimiter, "");
  for (let from = begin + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) {
      const rest = text.slice(begin + 1);
      return { text: rest.trim(), end: text.length, breaks: breaksIn(rest), isOpen: true };
    }
    if (text[quote + 1] === '"') {
      from = quote + 2;
      continue;
    }
    const inside = text.slice(begin + 1, quote).replaceAll('""', '"');
    // Some programs write on behind the closing quote; that text belongs to the cell.
    const tail = plainCell(text, quote + 1, delimiter, inside);
    return { ...tail, breaks: breaksIn(inside) };
  }
}

function plainCell(text: string, start: number, delimiter: string, before: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: (before + text.slice(start, end)).trim(), end, breaks: 0, isOpen: false };
}

function breaksIn(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}
