import type { Rejection } from "../../contract/meeting-slots.ts";
import type { formats } from "../../ui/format.ts";
import type { Found } from "./found.ts";

/** One start: whether it suits everybody, and if not, who stands against it. */
export type Cell = { start: string; fits: boolean; isHour: boolean; because: Rejection["because"] };

/** The starts of one local day, half an hour apart. */
export type Day = { day: string; title: string; cells: Cell[] };

type Format = Pick<ReturnType<typeof formats>, "isoDay" | "shortDay" | "time">;

const STEP_MS = 30 * 60_000;
/** Nights are left out unless a time fits there. */
const FIRST_HOUR = "07";
const LAST_HOUR = "20";

/** The days of the search in the reader's zone. Times the server told nothing of are left out, never shown as free. */
export function daysOf({ fits, rejected }: Pick<Found, "fits" | "rejected">, format: Format): Day[] {
  const days = new Map<string, Day>();
  const cells = [...fits.flatMap((range) => cellsOf(range, [], true)), ...rejected.flatMap(rejectedCells)];
  for (const cell of cells.sort((one, other) => one.start.localeCompare(other.start))) {
    const hour = format.time(cell.start).slice(0, 2);
    if (!cell.fits && (hour < FIRST_HOUR || hour > LAST_HOUR)) continue;
    const key = format.isoDay(cell.start);
    const day = days.get(key) ?? { day: key, title: format.shortDay(cell.start), cells: [] };
    day.cells.push({ ...cell, isHour: format.time(cell.start).endsWith("00") });
    days.set(key, day);
  }
  return [...days.values()];
}

function rejectedCells({ because, ...range }: Rejection): Cell[] {
  return cellsOf(range, because, false);
}

function cellsOf(range: { from: string; to: string }, because: Cell["because"], fits: boolean): Cell[] {
  const cells: Cell[] = [];
  const last = Date.parse(range.to);
  for (let at = Math.ceil(Date.parse(range.from) / STEP_MS) * STEP_MS; at <= last; at += STEP_MS) {
    const start = new Date(at).toISOString().replace(".000Z", "Z");
    cells.push({ start, fits, isHour: false, because });
  }
  return cells;
}
