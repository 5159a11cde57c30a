import type { Deal } from "../../contract/deals.ts";
import type { Person } from "../../contract/words.ts";

/** A day of the deal's own, and what it is. */
export type DealDay = { day: string; kind: "tender" | "close" | "milestone"; name: string };

/** A person's absence; `to` null where no end is known. Days are ISO. */
export type AwayDays = { person: Person; from: string; to: string | null };

/** What a drawing of absences against the deal's days shows: from `first` to `last`, both included. */
export type AbsenceDays = { first: string; last: string; days: DealDay[]; away: AwayDays[] };

/** So many days are shown behind the last one that matters. */
const MARGIN_DAYS = 3;
const DAY_MS = 86_400_000;

/**
 * The absences that clash with the deal's days, from `today` on; null when none does. Days that are past are left out, an
 * absence that has begun begins today.
 */
export function absenceDays(deal: Deal, today: string): AbsenceDays | null {
  const away = (deal.warnings ?? []).flatMap((one) =>
    one.kind === "away" && (one.to === null || one.to >= today)
      ? [{ person: one.person, from: one.from < today ? today : one.from, to: one.to }]
      : [],
  );
  const { tenderDate, closeDate, milestones = [] } = deal;
  const days: DealDay[] = [
    ...(tenderDate === null ? [] : [{ day: tenderDate, kind: "tender" as const, name: "" }]),
    ...(closeDate === null ? [] : [{ day: closeDate, kind: "close" as const, name: "" }]),
    ...milestones.map(({ day, name }) => ({ day, kind: "milestone" as const, name })),
  ]
    .filter(({ day }) => day >= today)
    .sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
  if (away.length === 0 || days.length === 0) return null;
  const ends = [...days.map(({ day }) => day), ...away.flatMap(({ to }) => to ?? [])];
  const latest = ends.reduce((last, day) => (day > last ? day : last), today);
  return { first: today, last: later(latest, MARGIN_DAYS), days, away };
}

/** How far along a day lies between the first and the end of the last, from 0 to 1. */
export function placeOf(day: string, { first, last }: Pick<AbsenceDays, "first" | "last">): number {
  const whole = Date.parse(last) - Date.parse(first) + DAY_MS;
  return Math.min(1, Math.max(0, (Date.parse(day) - Date.parse(first)) / whole));
}

/** The day so many days later. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
