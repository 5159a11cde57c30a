import type { Figure, Skipped } from "./bench.ts";

/** What one benchmark gave: its figures, or why it gave none. */
export type Outcome = { name: string; figures: (Figure | Skipped)[]; failed?: string };

const HEAD = ["", "value", "unit", "ratio", "target", "note"];

/** Three figures of a number, without an exponent. */
function short(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

function cells(figure: Figure | Skipped): string[] {
  if ("skipped" in figure) return [figure.name, "skipped", "", "", "", figure.skipped];
  const { name, value, unit, ratio, target = "", note = "" } = figure;
  return [name, short(value), unit, ratio === undefined ? "" : `${short(ratio)}x`, target, note];
}

/** The outcomes as text for a terminal, a table each. */
export function tablesOf(outcomes: readonly Outcome[]): string {
  return outcomes.map(({ name, figures, failed }) => `${name}\n${failed ?? tableOf(figures)}\n`).join("\n");
}

function tableOf(figures: readonly (Figure | Skipped)[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const numbers = new Set([1, 3]);
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (numbers.has(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd();
  return rows.map((row) => `  ${line(row)}`).join("\n");
}
