import type { Meeting } from "./shapes.ts";

const HOUR_MS = 3_600_000;

/**
 * The invitation that came last and can still be answered: somebody else's, single, not over. A briefing or debrief, whose
 * subject ends with that of another, waits for that other. `now`: epoch milliseconds.
 */
export function openMeeting(meetings: readonly Meeting[], now: number): Meeting | null {
  const open = meetings.filter(
    ({ isOrganizer, isCancelled, type, start }) =>
      !isOrganizer && !isCancelled && type === "singleInstance" && msOf(start.dateTime) > now,
  );
  return open.find((one) => !open.some((other) => belongsTo(one, other))) ?? null;
}

function belongsTo(one: Meeting, other: Meeting): boolean {
  return one.subject?.endsWith(`: ${other.subject}`) ?? false;
}

/** An hour later than planned, as long as planned. */
export function anHourLater({ start, end }: Meeting) {
  const later = ({ dateTime }: { dateTime: string }) => ({
    dateTime: new Date(msOf(dateTime) + HOUR_MS).toISOString().replace("Z", ""),
    timeZone: "UTC",
  });
  return { start: later(start), end: later(end) };
}

/** The instant, as an ISO text, of one of Graph's times in UTC ("2026-03-02T09:00:00.0000000"). */
export function instantOf(dateTime: string): string {
  return new Date(msOf(dateTime)).toISOString();
}

function msOf(dateTime: string): number {
  return Date.parse(`${dateTime.slice(0, 23)}Z`);
}
