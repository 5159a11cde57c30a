import { Temporal } from "temporal-polyfill";

/** Longer texts are no date, however they are read. */
const LONGEST = 200;
const ZONE = /(?:[+-]\d{2}:?\d{2}|\b(?:UTC?|GMT|Z|[ECMP][SD]T))\s*(?:\d{4})?$/i;
// Outside of these years a clock was wrong.
const FIRST = Temporal.Instant.from("1960-01-01T00:00Z").epochMilliseconds;
const LAST = Temporal.Instant.from("2200-01-01T00:00Z").epochMilliseconds;

/**
 * Reads the date of a mail header; null when it makes no sense. A date without a zone is taken as UTC, so that the
 * same archive gives the same report on every machine.
 */
export function readMailDate(text: string): Temporal.Instant | null {
  if (text.length > LONGEST) return null;
  const plain = text
    .replace(/\([^()]*\)/g, " ")
    .replace(/\s*:\s*/g, ":")
    .trim();
  const found = Date.parse(ZONE.test(plain) ? plain : `${plain} UTC`);
  if (!(FIRST <= found && found < LAST)) return null;
  return Temporal.Instant.fromEpochMilliseconds(found);
}

/** The date behind the last semicolon of a `Received` header; null when there is none. */
export function readReceivedDate(text: string): Temporal.Instant | null {
  const semicolon = text.lastIndexOf(";");
  return semicolon === -1 ? null : readMailDate(text.slice(semicolon + 1));
}

/** The date of an mbox "From " line, e.g. `From ana@firm.com Mon May  2 16:07:05 2005`; null when there is none. */
export function readPostmarkDate(line: string): Temporal.Instant | null {
  const date = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s.*$/.exec(line.slice(0, LONGEST))?.[0];
  return date === undefined ? null : readMailDate(date);
}
