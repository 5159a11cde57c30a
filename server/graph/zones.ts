import { Temporal } from "temporal-polyfill";
import { findIana } from "windows-iana";

/** The IANA name of a zone that Graph names in IANA's or in Windows' way; null for a name nobody knows, never a guess. */
export function ianaZone(name: string | null): string | null {
  if (name === null || name === "") return null;
  const [mapped] = findIana(name as Parameters<typeof findIana>[0]);
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(mapped ?? name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Reads Graph's `dateTimeTimeZone`: local time without offset, in a zone named beside it. Null when the zone is unknown. */
export function fromGraphTime(value: {
  dateTime: string;
  timeZone?: string | null | undefined;
}): Temporal.Instant | null {
  const zone = ianaZone(value.timeZone ?? "UTC");
  if (zone === null) return null;
  return Temporal.PlainDateTime.from(value.dateTime).toZonedDateTime(zone).toInstant();
}

/** Writes an instant as Graph's `dateTimeTimeZone`, in UTC. */
export function toGraphTime(at: Temporal.Instant): { dateTime: string; timeZone: string } {
  return {
    dateTime: at.toZonedDateTimeISO("UTC").toPlainDateTime().toString({ smallestUnit: "second" }),
    timeZone: "UTC",
  };
}
