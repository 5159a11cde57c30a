import type { Line } from "./line.ts";

/** How many lines are kept. */
const KEPT = 300;
/** Lines of one kind within this time are one line; milliseconds on the tenant's clock. */
const JOINED_MS = 15_000;
/** How far back a line of the same kind is looked for: what happens at once comes a little mixed. */
const NEAR = 8;

/** Adds a line, the newest first; one of the same kind just before it takes it in instead. */
export function gather(lines: readonly Line[], line: Line): Line[] {
  const index = lines.slice(0, NEAR).findIndex((other) => belongTogether(other, line));
  const other = lines[index];
  if (other === undefined) return [line, ...lines].slice(0, KEPT);
  const joined = {
    ...other,
    people: [...new Set([...other.people, ...line.people])],
    count: other.count + line.count,
  };
  return lines.with(index, joined);
}

function belongTogether(one: Line, other: Line): boolean {
  return (
    one.side === "app" &&
    other.side === "app" &&
    one.what === other.what &&
    one.inNameOf === other.inNameOf &&
    one.quiet === other.quiet &&
    JSON.stringify(one.words) === JSON.stringify(other.words) &&
    Math.abs(Date.parse(one.at) - Date.parse(other.at)) <= JOINED_MS
  );
}
