import type { Temporal } from "temporal-polyfill";
import type { StoredOffer } from "./offer-store.ts";
import { escapeHtml } from "./texts.ts";

/** From when to when by the client's clocks, and on which day; as HTML. */
export function moment({ language, clientZone, minutes }: StoredOffer, at: Temporal.Instant): string {
  const locale = localeOf(language);
  const start = at.toZonedDateTimeISO(clientZone);
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const from = start.toLocaleString(locale, time);
  const to = start.add({ minutes }).toLocaleString(locale, time);
  const day = start.toLocaleString(locale, { weekday: "long", day: "numeric", month: "long" });
  return `<strong>${escapeHtml(`${from}–${to}`)}</strong>${escapeHtml(`${day}, ${offsetOf(start, locale)}`)}`;
}

/** Until when the page holds, by the client's clocks: "7 December, 14:01 GMT+5". */
export function deadline({ language, clientZone, expiresAt }: StoredOffer): string {
  const locale = localeOf(language);
  const at = expiresAt.toZonedDateTimeISO(clientZone);
  const day = at.toLocaleString(locale, { day: "numeric", month: "long" });
  const time = at.toLocaleString(locale, { hour: "2-digit", minute: "2-digit" });
  return `${day}, ${time} ${offsetOf(at, locale)}`;
}

/** The zone as the client would call it: "Yekaterinburg", "Екатеринбург". */
export function placeOf({ language, clientZone }: StoredOffer): string {
  if (language === "en") return (clientZone.split("/").at(-1) ?? clientZone).replaceAll("_", " ");
  return partOf(language, "shortGeneric", clientZone, 0) ?? clientZone;
}

function offsetOf(at: Temporal.ZonedDateTime, locale: string): string {
  return partOf(locale, "shortOffset", at.timeZoneId, at.epochMilliseconds) ?? at.offset;
}

function partOf(
  locale: string,
  timeZoneName: "shortGeneric" | "shortOffset",
  timeZone: string,
  at: number,
): string | undefined {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName, timeZone }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value;
}

function localeOf(language: StoredOffer["language"]): string {
  return language === "en" ? "en-GB" : language;
}
