import { useMemo } from "react";
import { useLanguage } from "./language/language.tsx";
import { useSurroundings } from "./surroundings.tsx";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// Costly to make, and every part of a page needs the same few: by what they write, in which language, for which zone.
const known = new Map<string, unknown>();

/** Dates, times, numbers and lists as the reader's language writes them, in the reader's zone where no other is named. */
export function useFormat() {
  const { language } = useLanguage();
  const { zone, now } = useSurroundings();
  return useMemo(() => formats(language, zone, now), [language, zone, now]);
}

/** What {@link useFormat} gives. */
export type Formats = ReturnType<typeof formats>;

/** See {@link useFormat}. Instants are ISO texts, days are texts such as "2026-12-14". */
export function formats(language: string, ownZone: string, now: () => number) {
  const locale = language === "en" ? "en-GB" : language;
  const date = (options: Intl.DateTimeFormatOptions) =>
    made(`date ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
  const calendarDay = date({ day: "numeric", month: "short", timeZone: "UTC" });
  const calendarDayOfYear = date({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  // Swedish writes days as ISO does.
  const isoDays = made(
    `iso ${ownZone}`,
    () => new Intl.DateTimeFormat("sv", { dateStyle: "short", timeZone: ownZone }),
  );
  const yearOf = (day: string) => day.slice(0, 4);
  const number = (options: Intl.NumberFormatOptions) =>
    made(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
  const relative = made(
    `relative ${locale}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" }),
  );
  const lists = made(`list ${locale}`, () => new Intl.ListFormat(locale, { type: "conjunction" }));
  const numbers = number({ maximumFractionDigits: 2 });
  const percents = number({ style: "percent", maximumFractionDigits: 0 });

  return {
    /** "14 Dec"; with the year when it is not this one. */
    day(day: string): string {
      const thisYear = String(new Date(now()).getUTCFullYear());
      const words = yearOf(day) === thisYear ? calendarDay : calendarDayOfYear;
      return unbroken(words.format(new Date(`${day}T00:00:00Z`)));
    },
    /** "2026-12-14": the reader's day at that instant. */
    isoDay: (instant: string): string => isoDays.format(new Date(instant)),
    /** Whole days from one day to another; negative when it is past. */
    daysBetween: (from: string, to: string): number =>
      Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS),
    /** "14 Dec" of the reader's day at that instant. */
    dayOf: (instant: string): string =>
      unbroken(date({ day: "numeric", month: "short", timeZone: ownZone }).format(new Date(instant))),
    /** "14 Dec": the last day that lies wholly or partly before that instant; midnight ends the day before it. */
    lastDayBefore(instant: string): string {
      const moment = new Date(Date.parse(instant) - 1);
      return unbroken(date({ day: "numeric", month: "short", timeZone: ownZone }).format(moment));
    },
    /** "Monday, 14 December". */
    longDay: (instant: string, zone = ownZone): string =>
      date({ weekday: "long", day: "numeric", month: "long", timeZone: zone }).format(new Date(instant)),
    /** "Mon, 14 Dec". */
    shortDay: (instant: string, zone = ownZone): string =>
      date({ weekday: "short", day: "numeric", month: "short", timeZone: zone }).format(new Date(instant)),
    /** "14:05". */
    time: (instant: string, zone = ownZone): string =>
      date({ hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(instant)),
    /** "2 hr ago", "yesterday". */
    ago(instant: string): string {
      const past = now() - Date.parse(instant);
      if (past < MINUTE_MS) return relative.format(0, "second");
      if (past < HOUR_MS) return relative.format(-Math.floor(past / MINUTE_MS), "minute");
      if (past < DAY_MS) return relative.format(-Math.floor(past / HOUR_MS), "hour");
      return relative.format(-Math.floor(past / DAY_MS), "day");
    },
    /** "€2.4M": short, for a list. `amount` is a decimal text. */
    money({ amount, currency }: { amount: string; currency: string }): string {
      const style = { style: "currency", currency, notation: "compact", maximumFractionDigits: 1 } as const;
      return number(style).format(Number(amount));
    },
    /** "2,400,000.5". */
    number: (value: number): string => numbers.format(value),
    /** "92 %" of a share between 0 and 1. */
    percent: (share: number): string => percents.format(share),
    /** "Anna, Ivan and Elena". */
    list: (names: readonly string[]): string => lists.format(names),
    /** "Novosibirsk" of "Asia/Novosibirsk", in the reader's language where the browser knows it so. */
    place(zone: string): string {
      if (language === "en") return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
      const parts = date({ timeZoneName: "shortGeneric", timeZone: zone }).formatToParts(new Date(now()));
      return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
    },
  };
}

/** What writes in the way that `key` names; made when first asked for. */
function made<Writer>(key: string, make: () => Writer): Writer {
  const writer = (known.get(key) as Writer | undefined) ?? make();
  known.set(key, writer);
  return writer;
}

/** A short date is one word: no line ends within it. */
function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}
