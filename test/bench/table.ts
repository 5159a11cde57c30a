import { type Figure, isReached, type Skipped } from "./bench.ts";

/** What one benchmark gave: its figures, or why it gave none. */
export type Outcome = { name: string; figures: (Figure | Skipped)[]; failed?: string };

const HEAD = ["", "value", "unit", "ratio", "target", "", "note"];

/** Three figures of a number, without an exponent. */
function short(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

/** What is wanted of a figure, as "<= 100 ms" or ">= 0.75x"; nothing where nothing is. */
export function targetOf({ goal, ratio, unit }: Figure): string {
  if (goal === undefined) return "";
  const [sign, bound] = goal.atLeast === undefined ? ["<=", goal.atMost ?? 0] : [">=", goal.atLeast];
  const isRatio = goal.of !== "value" && ratio !== undefined;
  return `${sign} ${short(bound)}${isRatio ? "x" : ` ${unit}`}`;
}

function cells(figure: Figure | Skipped): string[] {
  if ("skipped" in figure) return [figure.name, "skipped", "", "", "", "", figure.skipped];
  const { name, value, unit, ratio, note = "" } = figure;
  const reached = { true: "reached", false: "MISSED", null: "" }[String(isReached(figure))] ?? "";
  return [
    name,
    short(value),
    unit,
    ratio === undefined ? "" : `${short(ratio)}x`,
    targetOf(figure),
    reached,
    note,
  ];
}

/** The outcomes as text for a terminal: a table each, and what was reached and missed of all that was wanted. */
export function tablesOf(outcomes: readonly Outcome[]): string {
  const tables = outcomes.map(({ name, figures, failed }) => `${name}\n${failed ?? tableOf(figures)}\n`);
  return [...tables, summaryOf(outcomes)].join("\n");
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

function summaryOf(outcomes: readonly Outcome[]): string {
  const all = outcomes.flatMap((outcome) =>
    outcome.figures.map((figure) => ({ outcome: outcome.name, figure })),
  );
  const measured = all.flatMap(({ outcome, figure }) => ("skipped" in figure ? [] : [{ outcome, figure }]));
  const missed = measured.filter(({ figure }) => isReached(figure) === false);
  const reached = measured.filter(({ figure }) => isReached(figure) === true).length;
  const skipped = all.length - measured.length;
  const lines = missed.map(({ outcome, figure }) => {
    const { name, ratio, value, unit, goal } = figure;
    const found =
      goal?.of !== "value" && ratio !== undefined ? `${short(ratio)}x` : `${short(value)} ${unit}`;
    return `  MISSED  ${outcome.split(":")[0]}, ${name}: ${found}, wanted ${targetOf(figure)}`;
  });
  return [
    `Targets: ${reached} reached, ${missed.length} missed; ${skipped} rivals or figures skipped.`,
    ...lines,
  ].join("\n");
}
