/** Signs at the start of a cell that make spreadsheets take it for a formula. Source: OWASP, CSV injection. */
const FORMULA = /^[=+\-@\t\r]/;

/** A table as text that spreadsheets open: UTF-8 with its mark, commas, CRLF. No cell of it is ever a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The text of a cell that {@link writeCsv} wrote: without the apostrophe that keeps it from being a formula. */
export function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

function cell(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
