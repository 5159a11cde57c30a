import { Temporal } from "temporal-polyfill";
import type { Copy, Meeting, Own } from "./event-types.ts";
import type { ItemKey } from "./item-id.ts";
import { type Moment, momentIn, wallOf } from "./moment.ts";
import { occurrenceDays } from "./recurrence.ts";

/** One thing a calendar shows: a single event, a series as a whole, or one day of it. */
export type Item = {
  copy: Copy;
  key: ItemKey;
  type: "singleInstance" | "seriesMaster" | "occurrence" | "exception";
  meeting: Meeting;
  own: Own;
  /** Where the pattern puts this day, in milliseconds; null unless it is one of a series. */
  originalMs: number | null;
};

/** A stretch of time, half-open, in milliseconds. */
export type Window = { startMs: number; endMs: number };

/** The event itself: a single one, or the series as a whole. */
export function wholeItem(copy: Copy): Item {
  const type = copy.meeting.recurrence === null ? "singleInstance" : "seriesMaster";
  return {
    copy,
    key: { core: copy.core, day: null },
    type,
    meeting: copy.meeting,
    own: copy.own,
    originalMs: null,
  };
}

/** One day ("20260301") of a series; null when the series does not take place that day. */
export function dayItem(copy: Copy, day: string): Item | null {
  const { recurrence } = copy.meeting;
  const date = dateOf(day);
  if (recurrence === null || date === null) return null;
  return occurrenceDays(recurrence, date, date).length === 0 ? null : plannedItem(copy, day, date);
}

/** The item for a day that the pattern is known to have. */
function plannedItem(copy: Copy, day: string, date: string): Item | null {
  const { removed, exceptions } = copy.meeting;
  if (removed.has(day) || copy.ownRemoved.has(day)) return null;
  const planned = plannedTimes(copy.meeting, date);
  const differs = exceptions.get(day);
  return {
    copy,
    key: { core: copy.core, day },
    type: differs === undefined && !copy.ownDays.has(day) ? "occurrence" : "exception",
    meeting: { ...copy.meeting, ...planned, ...differs },
    own: { ...copy.own, ...copy.ownDays.get(day) },
    originalMs: planned.start.ms,
  };
}

/** "20260301" of "2026-03-01". */
export function dayOf(date: string): string {
  return date.replaceAll("-", "");
}

/** "2026-03-01" of "20260301"; null for a day that no calendar has. */
export function dateOf(day: string): string | null {
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  try {
    return Temporal.PlainDate.from(date).toString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** When a series takes place on a date by its pattern: same clock times as its first day, whatever the offset then. */
export function plannedTimes(meeting: Meeting, date: string): { start: Moment; end: Moment } {
  const { zone, zoneName } = meeting.recurrence!;
  const first = seriesWall(meeting.start, zone);
  const length = first.until(seriesWall(meeting.end, zone));
  const start = Temporal.PlainDate.from(date).toPlainDateTime(first.toPlainTime());
  return { start: momentIn(start, zone, zoneName), end: momentIn(start.add(length), zone, zoneName) };
}

function seriesWall(moment: Moment, zone: string): Temporal.PlainDateTime {
  if (moment.zone === zone) return wallOf(moment);
  return Temporal.Instant.fromEpochMilliseconds(moment.ms).toZonedDateTimeISO(zone).toPlainDateTime();
}

/** What of one copy falls into a window, a series day by day. An event without length counts where it begins. */
export function itemsWithin(copy: Copy, window: Window): Item[] {
  if (copy.meeting.recurrence === null) return overlaps(copy.meeting, window) ? [wholeItem(copy)] : [];
  return daysNear(copy, window)
    .map((day) => plannedItem(copy, day, dateOf(day)!))
    .filter((item): item is Item => item !== null && overlaps(item.meeting, window));
}

/** True where some of the meeting's time lies within the window. */
export function overlaps(
  { start, end }: Pick<Meeting, "start" | "end">,
  { startMs, endMs }: Window,
): boolean {
  if (start.ms === end.ms) return start.ms >= startMs && start.ms < endMs;
  return start.ms < endMs && end.ms > startMs;
}

/** Days of the series that may touch the window: by the pattern, and those moved there from elsewhere. */
function daysNear({ meeting }: Copy, { startMs, endMs }: Window): string[] {
  const recurrence = meeting.recurrence!;
  const dateAt = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(recurrence.zone).toPlainDate();
  const from = dateAt(startMs - (meeting.end.ms - meeting.start.ms)).subtract({ days: 1 });
  const days = occurrenceDays(recurrence, from.toString(), dateAt(endMs).toString()).map(dayOf);
  return [...new Set([...days, ...meeting.exceptions.keys()])].sort();
}

/** The version of an item, different after every change that its reader could see. */
export function versionOf({ copy, key }: Item): number {
  if (key.day === null) return copy.version;
  return Math.max(copy.wholeVersion, copy.dayVersions.get(key.day) ?? 0);
}

/** Text that names an item within one mailbox. */
export function textOf({ core, day }: ItemKey): string {
  return day === null ? core : `${core}/${day}`;
}
