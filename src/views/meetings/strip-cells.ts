import type { Rejection } from "../../contract/meeting-slots.ts";
import type { formats } from "../../ui/format.ts";
import type { Found } from "./found.ts";

/**
 * Half an hour of starts. `start`: the first of them that suits everybody, else the first; who stands against it then.
 * `hour` is "13" where an hour begins, else "".
 */
export type Cell = { start: string; fits: boolean; hour: string; because: Rejection["because"] };

/**
 * The starts of one local day. `offset`: how many cells of the week's first hour are missing before the first. `shut`: who
 * stands against the whole day, where all of it is refused for the same reasons; else null.
 */
export type Day = {
  day: string;
  title: string;
  cells: Cell[];
  offset: number;
  shut: Rejection["because"] | null;
};

/** The days of one week, Monday first. */
export type Week = { title: string; days: Day[] };

type Format = Pick<ReturnType<typeof formats>, "isoDay" | "shortDay" | "dayOf" | "time">;

const QUARTER_MS = 15 * 60_000;
const CELL_MS = 2 * QUARTER_MS;
const DAY_MS = 86_400_000;
/** Hours that are always shown, the first and the last; the others where a time fits in one of them. */
const HOURS = [8, 19] as const;

/** The days of the search in the reader's zone, by week. Times the server told nothing of are left out, never shown as free. */
export function weeksOf(found: Pick<Found, "fits" | "rejected">, format: Format): Week[] {
  const weeks = Map.groupBy(daysOf(found, format), ({ day }) => mondayOf(day));
  return [...weeks.values()].map((days) => {
    const [first, last] = [days[0]?.cells[0]?.start, days.at(-1)?.cells[0]?.start];
    const ends = [...new Set([first, last].flatMap((at) => (at === undefined ? [] : [format.dayOf(at)])))];
    return { title: ends.join(" – "), days };
  });
}

/** Whether that start lies in the cell. */
export function isIn({ start }: Pick<Cell, "start">, at: string): boolean {
  return cellAt(Date.parse(start)) === cellAt(Date.parse(at));
}

function daysOf({ fits, rejected }: Pick<Found, "fits" | "rejected">, format: Format): Day[] {
  const cells = new Map<number, Omit<Cell, "hour">>();
  // What suits comes first, so that a cell is never taken for refused because of one of its quarters.
  for (const { from, to } of fits) fill(cells, quartersOf(from, to), { fits: true, because: [] });
  for (const { from, to, because } of rejected) fill(cells, quartersOf(from, to), { fits: false, because });
  const sorted = [...cells].sort(([one], [other]) => one - other);
  const timed = sorted.map(([at, cell]) => ({ ...cell, ...hourOf(format.time(isoOf(at))) }));
  const hours = [
    ...HOURS,
    ...timed.flatMap(({ fits: isGood, clock }) => (isGood ? [Math.floor(clock)] : [])),
  ];
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  const shown = timed.filter(({ clock }) => clock >= first && clock < last + 1);
  const days = Map.groupBy(shown, ({ start }) => format.isoDay(start));
  return [...days].map(([day, all]) => ({
    day,
    title: format.shortDay(all[0]?.start ?? day),
    cells: all.map(({ clock: _clock, ...cell }) => cell),
    offset: Math.round(((all[0]?.clock ?? first) - first) * 2),
    shut: sameForAll(all),
  }));
}

/** "13:30" as 13.5, and the word of an hour where one begins. */
function hourOf(time: string): { clock: number; hour: string } {
  const [hour = "", minute = ""] = time.split(":");
  const isFirst = minute < "30";
  return { clock: Number(hour) + (isFirst ? 0 : 0.5), hour: isFirst ? hour : "" };
}

function sameForAll(cells: readonly Pick<Cell, "fits" | "because">[]): Day["shut"] {
  const kinds = new Set(cells.map(({ because }) => JSON.stringify(because)));
  return kinds.size === 1 && cells.length > 1 && cells[0]?.fits === false ? cells[0].because : null;
}

function fill(
  cells: Map<number, Omit<Cell, "hour">>,
  starts: readonly number[],
  told: Pick<Cell, "fits" | "because">,
): void {
  for (const at of starts) {
    const key = cellAt(at);
    if (!cells.has(key)) cells.set(key, { start: isoOf(at), ...told });
  }
}

function quartersOf(from: string, to: string): number[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return Array.from(
    { length: Math.floor((last - first) / QUARTER_MS) + 1 },
    (_, n) => first + n * QUARTER_MS,
  );
}

function cellAt(at: number): number {
  return Math.floor(at / CELL_MS) * CELL_MS;
}

function isoOf(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** The Monday of the week of a day, both as "2026-03-02". */
function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - weekday * DAY_MS).toISOString().slice(0, 10);
}
