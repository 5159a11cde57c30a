import { Temporal } from "temporal-polyfill";
import { DAY_MS } from "./offsets.ts";

const EPOCH = new Temporal.PlainDate(1970, 1, 1);

/** A day counted from 1970-01-01 as "2026-03-30". */
export function dayText(day: number): string {
  return EPOCH.add({ days: day }).toString();
}

/** A wall clock's milliseconds since 1970-01-01T00:00 as "09:05". Seconds are left out. */
export function clockText(local: number): string {
  const minutes = Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / 60_000);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}
