import { Temporal } from "temporal-polyfill";
import type { Recurrence } from "./recurrence.ts";

const DAY_CODES: Readonly<Record<string, string>> = {
  monday: "MO",
  tuesday: "TU",
  wednesday: "WE",
  thursday: "TH",
  friday: "FR",
  saturday: "SA",
  sunday: "SU",
};

const ORDINALS = { first: 1, second: 2, third: 3, fourth: 4, last: -1 } as const;

/** A recurrence as an RRULE. */
export function ruleOf({ pattern, range }: Recurrence): string {
  const frequency =
    pattern.type === "daily"
      ? "DAILY"
      : pattern.type === "weekly"
        ? "WEEKLY"
        : pattern.type.endsWith("Monthly")
          ? "MONTHLY"
          : "YEARLY";
  const days = "daysOfWeek" in pattern ? pattern.daysOfWeek.map((day) => DAY_CODES[day]).join(",") : null;
  return [
    `FREQ=${frequency}`,
    `INTERVAL=${pattern.interval}`,
    ...("month" in pattern ? [`BYMONTH=${pattern.month}`] : []),
    ...("dayOfMonth" in pattern ? [`BYMONTHDAY=${pattern.dayOfMonth}`] : []),
    ...(days === null ? [] : [`BYDAY=${days}`]),
    ...("index" in pattern ? [`BYSETPOS=${ORDINALS[pattern.index]}`] : []),
    ...("firstDayOfWeek" in pattern ? [`WKST=${DAY_CODES[pattern.firstDayOfWeek]}`] : []),
    ...(range.type === "numbered" ? [`COUNT=${range.numberOfOccurrences}`] : []),
    ...(range.type === "endDate" ? [`UNTIL=${range.endDate.replaceAll("-", "")}T235959Z`] : []),
  ].join(";");
}

/** The zone's clock changes around a series: the one in force when it starts and those of the next two years. */
export function zoneLines({ zone }: Recurrence, fromMs: number): string[] {
  const start = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  const changes = [start.getTimeZoneTransition("previous") ?? start];
  for (let next = start.getTimeZoneTransition("next"); next !== null && changes.length < 5; ) {
    changes.push(next);
    next = next.getTimeZoneTransition("next");
  }
  const offset = (at: Temporal.ZonedDateTime) => at.offset.replaceAll(":", "").slice(0, 5);
  const observances = changes.map((change) => {
    const before = change.subtract({ seconds: 1 });
    const kind = change.offsetNanoseconds > before.offsetNanoseconds ? "DAYLIGHT" : "STANDARD";
    const onset = change.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
    return [
      `BEGIN:${kind}`,
      `DTSTART:${compact(onset)}`,
      `TZOFFSETFROM:${offset(before)}`,
      `TZOFFSETTO:${offset(change)}`,
      `END:${kind}`,
    ];
  });
  return ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...observances.flat(), "END:VTIMEZONE"];
}

/** A wall-clock time as iCalendar writes it. */
export function compact(wall: Temporal.PlainDateTime): string {
  return wall.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
}

/** An instant as iCalendar writes it. */
export function utc(ms: number): string {
  return `${compact(Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO("UTC").toPlainDateTime())}Z`;
}
