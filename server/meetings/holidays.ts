import Holidays from "date-holidays";
import { Temporal } from "temporal-polyfill";
import type { Holiday } from "../../src/domain/time/weekday.ts";

const known = new Map<string, readonly Holiday[]>();

/**
 * The public holidays of a country (ISO 3166, two letters) that touch the years of two days, both counted. Of a country
 * that nobody knows, none. Regional holidays are left out: the directory names countries only.
 */
export function holidaysOf(
  country: string | null,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Holiday[] {
  if (country === null) return [];
  const all: Holiday[] = [];
  for (let year = from.year; year <= to.year; year++) all.push(...ofYear(country.toUpperCase(), year));
  return all;
}

function ofYear(country: string, year: number): readonly Holiday[] {
  const key = `${country} ${year}`;
  const before = known.get(key);
  if (before) return before;
  const calendar = new Holidays(country, { types: ["public"] });
  const found = (calendar.getHolidays(year) || []).flatMap(({ date, name, start, end }) => {
    const first = Temporal.PlainDate.from(date.slice(0, 10));
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    return Array.from({ length: days }, (_, n) => ({ date: first.add({ days: n }), name }));
  });
  known.set(key, found);
  return found;
}
