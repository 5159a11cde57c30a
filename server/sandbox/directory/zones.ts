import { Temporal } from "temporal-polyfill";
import { findIana, WINDOWS_TO_IANA_MAP } from "windows-iana";
import type { DateTimeTimeZone } from "./state.ts";

/** The IANA zone behind a Windows or IANA name; undefined for a name that is neither. */
export function ianaZone(name: string): string | undefined {
  const fromWindows = findIana(name)[0];
  if (fromWindows !== undefined) return fromWindows;
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The instant a wall clock of its zone shows that time; undefined for an unknown zone or a time that is none. */
export function instantOf({ dateTime, timeZone }: DateTimeTimeZone): Temporal.Instant | undefined {
  const zone = ianaZone(timeZone);
  if (zone === undefined) return undefined;
  try {
    return Temporal.PlainDateTime.from(dateTime.replace(/Z$/, "")).toZonedDateTime(zone).toInstant();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** All Windows names, as supportedTimeZones lists them. */
export function windowsZones(): string[] {
  return [...new Set(WINDOWS_TO_IANA_MAP.map(({ windowsName }) => windowsName))];
}
