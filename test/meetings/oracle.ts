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
    for (let at = first; at < last; at++)
      if (!calendar.times.some((time) => holds(time, at * MINUTE)))
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
  const working = Array.from({ length: last - first + 2 * WIDEST }, (_, n) =>
    works(hours, first - WIDEST + n),
  );
  for (let at = first; at < last; at++) {
    if (!isNear(working, at - first + WIDEST, widen)) paint("out-of-hours", at * MINUTE, (at + 1) * MINUTE);
    minutes[at - first] = (minutes[at - first] as number) | byClock(request, person, hours, at);
  }
  return minutes;
}

/** What a person's own clock and calendar day say against a minute, counted since 1970. */
function byClock(
  request: SlotRequest,
  { preferences, holidays, internal }: SlotPerson,
  hours: WorkingHours,
  at: number,
): number {
  let whys = 0;
  const { date, weekday, minute: first } = wallClock(hours.zone, Math.floor(at / 15));
  const minute = first + (at % 15);
  if (holidays?.some((holiday) => holiday.date.toString() === date)) whys |= bit("holiday");
  if (internal && request.noMeetingDays?.some((day) => day === weekday)) whys |= bit("no-meeting-day");
  if (preferences?.noDays?.some((day) => day === weekday)) whys |= bit("preference");
  if (preferences?.notBefore && minute < minuteOf(preferences.notBefore)) whys |= bit("preference");
  if (preferences?.notAfter && minute >= minuteOf(preferences.notAfter)) whys |= bit("preference");
  return whys;
}

/** Whether one of the minutes at most so far away is a working one. */
function isNear(working: readonly boolean[], at: number, widen: number): boolean {
  if (widen > WIDEST) throw new RangeError("Nobody comes so long beyond their hours.");
  for (let away = 0; away <= widen; away++) if (working[at - away] || working[at + away]) return true;
  return false;
}

const shifts = new WeakMap<WorkingHours, { start: number; end: number; days: ReadonlySet<number> }>();

function works(hours: WorkingHours, at: number): boolean {
  const { weekday, minute: first } = wallClock(hours.zone, Math.floor(at / 15));
  const minute = first + (at % 15);
  const shift = shifts.get(hours) ?? {
    start: minuteOf(hours.start),
    end: minuteOf(hours.end),
    days: hours.days,
  };
  shifts.set(hours, shift);
  const { start, end, days } = shift;
  if (start < end) return days.has(weekday) && start <= minute && minute < end;
  return (
    (days.has(weekday) && minute >= start) || (days.has(weekday === 1 ? 7 : weekday - 1) && minute < end)
  );
}

function holds(time: { start: Temporal.Instant; end: Temporal.Instant }, at: number): boolean {
  return time.start.epochMilliseconds <= at && at < time.end.epochMilliseconds;
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
 * What the clock on the wall shows at the beginning of a quarter of an hour, counted since 1970: no zone changes its clocks
 * within one, so Temporal need not be asked for each minute.
 */
function wallClock(zone: string, quarter: number): Wall {
  const known = walls.get(zone) ?? new Map<number, Wall>();
  walls.set(zone, known);
  let wall = known.get(quarter);
  if (wall === undefined) {
    const local = Temporal.Instant.fromEpochMilliseconds(quarter * 15 * MINUTE).toZonedDateTimeISO(zone);
    const date = local.toPlainDate().toString();
    wall = { date, weekday: local.dayOfWeek, minute: local.hour * 60 + local.minute };
    known.set(quarter, wall);
  }
  return wall;
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
