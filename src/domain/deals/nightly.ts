import type { Temporal } from "temporal-polyfill";

/**
 * When the night's work was due last: the latest instant at or before `at` at which the clock on the wall in `zone` (IANA)
 * showed `time`. Where that hour does not exist, because the clock is put forward, it is the hour after it; where it comes
 * twice, the first one. Source: issue "Deal rooms", differences found nightly.
 */
export function lastNight(at: Temporal.Instant, zone: string, time: Temporal.PlainTime): Temporal.Instant {
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  const due = today.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
  if (due.epochMilliseconds <= at.epochMilliseconds) return due;
  return today.subtract({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
}
