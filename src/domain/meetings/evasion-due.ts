import { Temporal } from "temporal-polyfill";
import type { Holiday } from "../time/weekday.ts";
import { addWorkingTime } from "../time/working-clock.ts";
import { workingDaysBefore, workingDaysBetween } from "../time/working-days.ts";
import type { WorkingHours } from "../time/working-hours.ts";

/** The dates an executive meeting hangs on, and the working time that the waiting is counted in (the executive's). */
export type DealDates = {
  /** The day the meeting must have done its work: the tender's date, else the close date. */
  neededBy: Temporal.PlainDate;
  hours: WorkingHours;
  holidays: readonly Holiday[];
};

/** Working days between the last good day for the meeting and the day it is needed by: time to use what was agreed. */
export const USE_DAYS = 5;
/** Working days between the ask and the last good day for the meeting: executives' calendars are full for two weeks. */
export const ASK_DAYS = 10;

/** How long an answer may take, in working hours, by the working days left until the last good day for the meeting. */
export const ANSWER_HOURS: readonly { daysLeft: number; hours: number }[] = [
  { daysLeft: 21, hours: 24 },
  { daysLeft: 11, hours: 16 },
  { daysLeft: 4, hours: 8 },
  { daysLeft: 0, hours: 4 },
];

const MOVE_HOURS = 8;
const DEBRIEF_HOURS = 8;

/** The last good day for the meeting. */
export function meetBy({ neededBy, hours, holidays }: DealDates): Temporal.PlainDate {
  return workingDaysBefore(neededBy, USE_DAYS, { days: hours.days, holidays });
}

/** Working days left from the day of `at` until the last good day for the meeting. */
export function daysLeft(at: Temporal.Instant, dates: DealDates): number {
  const today = at.toZonedDateTimeISO(dates.hours.zone).toPlainDate();
  return workingDaysBetween(today, meetBy(dates), { days: dates.hours.days, holidays: dates.holidays });
}

/** When the ask should be out: at the start of work, ten working days before the last good day. */
export function sendDue(dates: DealDates): Temporal.Instant {
  const { hours, holidays } = dates;
  const day = workingDaysBefore(meetBy(dates), ASK_DAYS, { days: hours.days, holidays });
  return day.toZonedDateTime({ timeZone: hours.zone, plainTime: hours.start }).toInstant();
}

/** When an ask sent at `sent` has been left unanswered for too long. */
export function answerDue(sent: Temporal.Instant, dates: DealDates): Temporal.Instant {
  const left = daysLeft(sent, dates);
  const allowed = ANSWER_HOURS.find((row) => left >= row.daysLeft)?.hours ?? 0;
  return workingHoursAfter(sent, allowed, dates);
}

/** When the account manager should have made the next move. */
export function moveDue(since: Temporal.Instant, dates: DealDates): Temporal.Instant {
  return workingHoursAfter(since, MOVE_HOURS, dates);
}

/** When the debrief of a meeting should be written. */
export function debriefDue(end: Temporal.Instant, dates: DealDates): Temporal.Instant {
  return workingHoursAfter(end, DEBRIEF_HOURS, dates);
}

function workingHoursAfter(at: Temporal.Instant, hours: number, dates: DealDates): Temporal.Instant {
  return addWorkingTime(at, Temporal.Duration.from({ hours }), dates.hours, dates.holidays);
}
