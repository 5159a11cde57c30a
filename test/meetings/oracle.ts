import { Temporal } from "temporal-polyfill";
import type { SlotPerson, SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import type { BlockReason, ConcessionStep } from "../../src/domain/meetings/slot-result.ts";
import type { WorkingHours } from "../../src/domain/time/working-hours.ts";

/**
 * The same question answered as plainly as possible, to judge the fast answer by: each person's time is a row of minutes,
 * each minute with all that stands against it, and every start looks at every minute it needs. All times of the request
 * must be whole minutes. Shares no arithmetic with the search.
 */
const MINUTE = 60_000;
/** Briefing, way and debrief reach so many minutes beyond the window at most. */
const MARGIN = 240;
/** Hours are widened by so many minutes at most. */
const WIDEST = 120;

/** All that can stand against a minute; each is a bit of the minute's number, in this order. */
const WHYS: readonly BlockReason[] = [
  "busy",
  "tentative",
  "out-of-office",
  "out-of-hours",
  "holiday",
  "preference",
  "travel",
  "no-meeting-day",
  "unknown",
];
const bit = (why: BlockReason): number => 1 << WHYS.indexOf(why);
const OUT_OF_HOURS = bit("out-of-hours");
const ON_THE_WAY = bit("busy") | bit("out-of-office") | bit("tentative") | bit("unknown");

/** How many minutes beyond their hours each person would come. */
export type Extra = ReadonlyMap<string, number>;
const NOTHING_EXTRA: Extra = new Map();

/** Who cannot and why, for every start on the grid, as "person: reason", sorted. */
export function judgeAll(request: SlotRequest): Map<number, string[]> {
  return new Map(startsOf(request).map((start) => [start, judge(request, start)]));
}

/** The first start that suits everybody required; null when none does. */
export function firstFit(request: SlotRequest, extra: Extra): number | null {
  return startsOf(request).find((start) => judge(request, start, extra).length === 0) ?? null;
}

function startsOf({ window, gridMinutes = 15, minutes }: SlotRequest): number[] {
  const starts: number[] = [];
  let at = window.start.epochMilliseconds;
  while (at % (gridMinutes * MINUTE) !== 0) at += MINUTE;
  for (; at + minutes * MINUTE <= window.end.epochMilliseconds; at += gridMinutes * MINUTE) starts.push(at);
  return starts;
}

/** Who required cannot at that start, and why. */
export function judge(request: SlotRequest, start: number, extra: Extra = NOTHING_EXTRA): string[] {
  const found: string[] = [];
  for (const person of request.people) {
    if (!person.required) continue;
    for (const why of judgePerson(request, person, start, extra)) found.push(`${person.id}: ${why}`);
  }
  if (start < request.now.epochMilliseconds + (request.noticeMinutes ?? 0) * MINUTE)
    found.push("all: notice");
  return found.sort(inOrder);
}

/** Why that person cannot at that start. */
export function judgePerson(
  request: SlotRequest,
  person: SlotPerson,
  start: number,
  extra: Extra = NOTHING_EXTRA,
): BlockReason[] {
  const minutes = minutesOf(request, person, extra.get(person.id) ?? 0);
  const first = start / MINUTE - firstOf(request);
  const takenIn = (from: number, to: number) => {
    let whys = 0;
    for (let minute = from; minute < to; minute++) whys |= minutes[first + minute] as number;
    return whys;
  };
  const during = takenIn(0, request.minutes);
  if (during !== 0) return WHYS.filter((why) => (during & bit(why)) !== 0);

  const whys: BlockReason[] = [];
  const before = person.internal ? (request.briefingMinutes ?? 0) : 0;
  const after = person.internal ? (request.debriefMinutes ?? 0) : 0;
  const there = request.inPerson ? (person.travel?.beforeMinutes ?? 0) : 0;
  const back = request.inPerson ? (person.travel?.afterMinutes ?? 0) : 0;
  const past = (length: number) => length > 0 && start - length * MINUTE < request.now.epochMilliseconds;
  const onTheWay = (from: number, to: number) => (takenIn(from, to) & ON_THE_WAY) !== 0;
  if (past(before) || takenIn(-before, 0) !== 0) whys.push("briefing");
  if (takenIn(request.minutes, request.minutes + after) !== 0) whys.push("debrief");
  const isLate = there > 0 && (past(before + there) || onTheWay(-before - there, -before));
  if (isLate || onTheWay(request.minutes + after, request.minutes + after + back)) whys.push("travel");
  return whys;
}

/** The first minute that is looked at, in minutes since 1970. */
function firstOf({ window }: SlotRequest): number {
  return Math.floor(window.start.epochMilliseconds / MINUTE) - MARGIN;
}

type Table = { request: SlotRequest; widen: number; minutes: Uint16Array };
const tables = new WeakMap<SlotPerson, Table[]>();

/** What stands against each minute of a person's time around the window, with hours widened by so many minutes. */
function minutesOf(request: SlotRequest, person: SlotPerson, widen: number): Uint16Array {
  const known = tables.get(person) ?? [];
  const found = known.find((table) => table.widen === widen && isSameTime(table.request, request));
  if (found !== undefined) return found.minutes;
  const minutes = write(request, person, widen);
  tables.set(person, [...known, { request, widen, minutes }]);
  return minutes;
}

function isSameTime(one: SlotRequest, other: SlotRequest): boolean {
  return (
    one.window === other.window &&
    one.inPerson === other.inPerson &&
    one.noMeetingDays === other.noMeetingDays
  );
}

function write(request: SlotRequest, person: SlotPerson, widen: number): Uint16Array {
  const first = firstOf(request);
  const last = Math.ceil(request.window.end.epochMilliseconds / MINUTE) + MARGIN;
  const minutes = new Uint16Array(last - first);
  const paint = (why: BlockReason, from: number, to: number) => {
    for (let at = Math.max(from / MINUTE, first); at < Math.min(to / MINUTE, last); at++)
      minutes[at - first] = (minutes[at - first] as number) | bit(why);
  };
  const all = [first * MINUTE, last * MINUTE] as const;
  const { calendar, hours } = person;
  if (calendar.kind === "offered") {
    const times = calendar.times.map(({ start, end }) => [start.epochMilliseconds, end.epochMilliseconds]);
    for (let at = first; at < last; at++)
      if (!times.some(([start = 0, end = 0]) => start <= at * MINUTE && at * MINUTE < end))
        paint("preference", at * MINUTE, (at + 1) * MINUTE);
    return minutes;
  }
  if (calendar.kind === "unread") paint("unknown", ...all);
  if (calendar.kind === "read") {
    for (const { start, end, status } of calendar.blocks) {
      if (status === "oof") paint("out-of-office", start, end);
      else if (status !== "workingElsewhere") paint(status, start, end);
      else if (request.inPerson) paint("travel", start, end);
    }
    if (calendar.covers) {
      paint("unknown", all[0], calendar.covers.start.epochMilliseconds);
      paint("unknown", calendar.covers.end.epochMilliseconds, all[1]);
    }
  }
  if (hours === null) {
    paint("unknown", ...all);
    return minutes;
  }
  const working = workingMinutes(hours, first - WIDEST, last + WIDEST);
  const byClock = clockMinutes(request, person, hours.zone, first, last);
  for (let at = 0; at < minutes.length; at++) {
    const away = isNear(working, at + WIDEST, widen) ? 0 : OUT_OF_HOURS;
    minutes[at] = (minutes[at] as number) | (byClock[at] as number) | away;
  }
  return minutes;
}

/** What a person's own clock and calendar day say against each minute between two, counted since 1970. */
function clockMinutes(
  request: SlotRequest,
  { preferences, holidays, internal }: SlotPerson,
  zone: string,
  from: number,
  to: number,
): Uint16Array {
  const free = new Set(holidays?.map(({ date }) => date.toString()));
  const shut: readonly number[] = internal ? (request.noMeetingDays ?? []) : [];
  const noDays: readonly number[] = preferences?.noDays ?? [];
  const notBefore = preferences?.notBefore ? minuteOf(preferences.notBefore) : 0;
  const notAfter = preferences?.notAfter ? minuteOf(preferences.notAfter) : 24 * 60;
  const found = new Uint16Array(to - from);
  eachQuarter(zone, from, to, ({ date, weekday, minute }, at) => {
    let whys = 0;
    if (free.has(date)) whys |= bit("holiday");
    if (shut.includes(weekday)) whys |= bit("no-meeting-day");
    if (noDays.includes(weekday)) whys |= bit("preference");
    for (let n = 0; n < 15; n++) {
      const isUnliked = minute + n < notBefore || minute + n >= notAfter;
      found[at + n] = isUnliked ? whys | bit("preference") : whys;
    }
  });
  return found;
}

/** Which minutes between two, counted since 1970, are working ones. */
function workingMinutes(hours: WorkingHours, from: number, to: number): Uint8Array {
  const [start, end] = [minuteOf(hours.start), minuteOf(hours.end)];
  const days: ReadonlySet<number> = hours.days;
  const found = new Uint8Array(to - from);
  eachQuarter(hours.zone, from, to, ({ weekday, minute }, at) => {
    const isDay = days.has(weekday);
    const isDayAfter = days.has(weekday === 1 ? 7 : weekday - 1);
    for (let n = minute; n < minute + 15; n++) {
      const works =
        start < end ? isDay && start <= n && n < end : (isDay && n >= start) || (isDayAfter && n < end);
      if (works) found[at + n - minute] = 1;
    }
  });
  return found;
}

/** Whether one of the minutes at most so far away is a working one. */
function isNear(working: Uint8Array, at: number, widen: number): boolean {
  if (widen > WIDEST) throw new RangeError("Nobody comes so long beyond their hours.");
  for (let away = 0; away <= widen; away++) if (working[at - away] || working[at + away]) return true;
  return false;
}

/** Puts texts in the order of their characters. */
export function inOrder(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function minuteOf(time: Temporal.PlainTime): number {
  return time.hour * 60 + time.minute;
}

type Wall = { date: string; weekday: number; minute: number };
const walls = new Map<string, Map<number, Wall>>();

/**
 * Tells what the clock on the wall shows in each quarter of an hour from one minute to another, counted since 1970, and how
 * far from `from` the quarter begins. No zone changes its clocks within
 * a quarter. At both ends a quarter may begin before `from`, or end after `to`: what is written there is beyond the row.
 */
function eachQuarter(zone: string, from: number, to: number, tell: (wall: Wall, at: number) => void): void {
  const known = walls.get(zone) ?? new Map<number, Wall>();
  walls.set(zone, known);
  for (let quarter = Math.floor(from / 15); quarter * 15 < to; quarter++) {
    let wall = known.get(quarter);
    if (wall === undefined) {
      wall = wallClock(zone, quarter * 15 * MINUTE);
      known.set(quarter, wall);
    }
    tell(wall, quarter * 15 - from);
  }
}

/** A clock's day and minute of the day at a moment. Temporal is asked for the zone's offset alone, since it takes its time. */
function wallClock(zone: string, at: number): Wall {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const local = new Date(at + offsetNanoseconds / 1_000_000);
  return {
    date: local.toISOString().slice(0, 10),
    weekday: local.getUTCDay() || 7,
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/** The request as it would be if the step were given up; what is given beyond the hours comes back in `extra`. */
export function giveUp(
  request: SlotRequest,
  steps: readonly ConcessionStep[],
): { request: SlotRequest; extra: Extra } {
  const extra = new Map<string, number>();
  let given = request;
  for (const step of steps) {
    if (step.what === "no-briefing") given = { ...given, briefingMinutes: 0 };
    if (step.what === "no-debrief") given = { ...given, debriefMinutes: 0 };
    if (step.what === "shorter") given = { ...given, minutes: step.minutes ?? 0 };
    if (step.what === "outside-hours") extra.set(step.personId ?? "", step.minutes ?? 0);
    given = {
      ...given,
      people: given.people.map((person) => (person.id === step.personId ? changed(person, step) : person)),
    };
  }
  return { request: given, extra };
}

function changed(person: SlotPerson, { what }: ConcessionStep): SlotPerson {
  if (what === "make-optional") return { ...person, required: false };
  if (what !== "over-tentative" || person.calendar.kind !== "read") return person;
  const blocks = person.calendar.blocks.filter(({ status }) => status !== "tentative");
  return { ...person, calendar: { ...person.calendar, blocks } };
}
