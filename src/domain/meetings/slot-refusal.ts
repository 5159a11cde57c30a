import type { Interval } from "../time/interval.ts";
import { DAY_MS } from "../time/offsets.ts";
import { isWeekday } from "../time/weekday.ts";
import { UnknownZone, zone } from "../time/zone.ts";
import type { SlotPerson, SlotScope, SlotTerms } from "./slot-request.ts";

/** Why a search is not made at all. */
export type SlotRefusal =
  | "window-past" // over by now
  | "window-reversed" // ends at or before its start
  | "window-too-long" // more than 62 days
  | "window-too-short" // no room for the meeting on the grid
  | "outside-window" // the start asked about would not lie in the window
  | "length" // not 1 to 1440 whole minutes
  | "minutes" // notice, briefing, debrief or travel: not whole, negative or too long
  | "grid" // not 5, 10, 15, 30 or 60
  | "most" // not 1 to 1000 slots, or not 0 to 10000 rejections
  | "nobody" // nobody at all, or nobody required
  | "too-many-people" // more than 200
  | "person-twice" // two people of one id
  | "zone-unknown" // not an IANA zone
  | "weekday" // not 1 to 7
  | "time-reversed"; // a calendar entry, an offered time or the time read ends before it starts, or is no number

/** Thrown for a request that makes no sense; `reason` is from a closed list. */
export class SlotRefused extends RangeError {
  override name = "SlotRefused";
  readonly reason: SlotRefusal;
  /** The person whose part it is, when it is one person's. */
  readonly personId: string | null;

  constructor(reason: SlotRefusal, personId: string | null = null, cause?: unknown) {
    super(`The search for a time was refused: ${reason}.`, { cause });
    this.reason = reason;
    this.personId = personId;
  }
}

/** The most days one search looks at. Source: Graph, calendar getSchedule. */
export const WINDOW_DAYS = 62;
/** The most people of one search. */
export const PEOPLE_MOST = 200;
/** Meetings start on multiples of one of these minutes. */
export const GRIDS: readonly number[] = [5, 10, 15, 30, 60];

/** Throws {@link SlotRefused} unless people and window make sense. */
export function checkScope({ window, people, gridMinutes = 15, noMeetingDays = [] }: SlotScope): void {
  const length = window.end.epochMilliseconds - window.start.epochMilliseconds;
  if (length <= 0) throw new SlotRefused("window-reversed");
  // An hour more, because 62 local days can hold the hour that a clock change adds.
  if (length > WINDOW_DAYS * DAY_MS + 3_600_000) throw new SlotRefused("window-too-long");
  if (!GRIDS.includes(gridMinutes)) throw new SlotRefused("grid");
  if (!noMeetingDays.every(isWeekday)) throw new SlotRefused("weekday");
  if (people.length > PEOPLE_MOST) throw new SlotRefused("too-many-people");
  if (!people.some(({ required }) => required)) throw new SlotRefused("nobody");
  const seen = new Set<string>();
  const zones = new Set<string>();
  for (const person of people) {
    if (seen.has(person.id)) throw new SlotRefused("person-twice", person.id);
    seen.add(person.id);
    checkPerson(person, zones);
  }
}

/** Throws {@link SlotRefused} unless the meeting's own figures make sense in that window. */
export function checkTerms(terms: SlotTerms, window: Interval): void {
  const { minutes, noticeMinutes = 0, briefingMinutes = 0, debriefMinutes = 0 } = terms;
  const { most = 20, mostRejected = 300 } = terms;
  if (window.end.epochMilliseconds <= terms.now.epochMilliseconds) throw new SlotRefused("window-past");
  if (!within(minutes, 1, 1440)) throw new SlotRefused("length");
  if (!within(noticeMinutes, 0, WINDOW_DAYS * 1440)) throw new SlotRefused("minutes");
  if (!within(briefingMinutes, 0, 240) || !within(debriefMinutes, 0, 240)) throw new SlotRefused("minutes");
  if (!within(most, 1, 1000) || !within(mostRejected, 0, 10_000)) throw new SlotRefused("most");
}

function checkPerson({ id, hours, calendar, preferences, travel }: SlotPerson, zones: Set<string>): void {
  if (
    travel !== undefined &&
    !(within(travel.beforeMinutes, 0, 720) && within(travel.afterMinutes, 0, 720))
  ) {
    throw new SlotRefused("minutes", id);
  }
  if (![...(hours?.days ?? []), ...(preferences?.noDays ?? [])].every(isWeekday)) {
    throw new SlotRefused("weekday", id);
  }
  if (calendar.kind === "read" && calendar.covers !== undefined) checkOrder([calendar.covers], id);
  if (calendar.kind === "offered") checkOrder(calendar.times, id);
  if (hours === null || zones.has(hours.zone)) return;
  try {
    zones.add(zone(hours.zone));
  } catch (cause) {
    if (!(cause instanceof UnknownZone)) throw cause;
    throw new SlotRefused("zone-unknown", id, cause);
  }
}

function checkOrder(times: readonly Interval[], personId: string): void {
  for (const { start, end } of times) checkBlock(start.epochMilliseconds, end.epochMilliseconds, personId);
}

/** Throws {@link SlotRefused} for a stretch of someone's time that ends before it starts, or is no time at all. */
export function checkBlock(start: number, end: number, personId: string): void {
  if (!(start <= end)) throw new SlotRefused("time-reversed", personId);
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
