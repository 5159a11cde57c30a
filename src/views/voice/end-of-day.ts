import { Temporal } from "temporal-polyfill";

/** The instant at which a day ("2026-12-04") ends in that IANA zone, e.g. "2026-12-04T23:00:00Z". Throws on what is no day. */
export function endOfDay(day: string, zone: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant().toString();
}
