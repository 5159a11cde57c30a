import { Temporal } from "temporal-polyfill";
import type { SlotPerson, SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import type { BlockReason, ConcessionStep } from "../../src/domain/meetings/slot-result.ts";

/**
 * The same question answered as slowly and plainly as possible, to judge the fast answer by: every start, every
 * person, every minute. All times of the request must be whole minutes. Shares no arithmetic with the search.
 */
const MINUTE = 60_000;

/** Who cannot and why, for every start on the grid, as "person: reason", sorted. */
export function judgeAll(request: SlotRequest): Map<number, string[]> {
  return new Map(startsOf(request).map((start) => [start, judge(request, start)]));
}

/** The first start that suits everybody required; null when none does. */
export function firstFit(request: SlotRequest, extra: Extra): number | null {
  for (const start of startsOf(request)) {
    const away = request.people.some(
      (person) => person.required && taken(request, person, start, extra.get(person.id) ?? 0).length > 0,
    );
    if (!away && judge(request, start, extra).length === 0) return start;
  }
  return null;
}

function startsOf({ window, gridMinutes = 15, minutes }: SlotRequest): number[] {
  const starts: number[] = [];
  let at = window.start.epochMilliseconds;
  while (at % (gridMinutes * MINUTE) !== 0) at += MINUTE;
  for (; at + minutes * MINUTE <= window.end.epochMilliseconds; at += gridMinutes * MINUTE) starts.push(at);
  return starts;
}

/** How many minutes beyond their hours each person would come. */
export type Extra = ReadonlyMap<string, number>;
const NOTHING_EXTRA: Extra = new Map();

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
): Set<BlockReason> {
  const widen = extra.get(person.id) ?? 0;
  const takenIn = (from: number, to: number) => {
    const whys = new Set<BlockReason>();
    for (let minute = from; minute < to; minute++) {
      for (const why of taken(request, person, start + minute * MINUTE, widen)) whys.add(why);
    }
    return whys;
  };
  const during = takenIn(0, request.minutes);
  if (during.size > 0) return during;

  const whys = new Set<BlockReason>();
  const before = person.internal ? (request.briefingMinutes ?? 0) : 0;
  const after = person.internal ? (request.debriefMinutes ?? 0) : 0;
  const there = request.inPerson ? (person.travel?.beforeMinutes ?? 0) : 0;
  const back = request.inPerson ? (person.travel?.afterMinutes ?? 0) : 0;
  const past = (minutes: number) => minutes > 0 && start - minutes * MINUTE < request.now.epochMilliseconds;
  const onTheWay = (from: number, to: number) => {
    const way = takenIn(from, to);
    return (["busy", "out-of-office", "tentative", "unknown"] as const).some((why) => way.has(why));
  };
  if (past(before) || takenIn(-before, 0).size > 0) whys.add("briefing");
  if (takenIn(request.minutes, request.minutes + after).size > 0) whys.add("debrief");
  if (there > 0 && (past(before + there) || onTheWay(-before - there, -before))) whys.add("travel");
  if (onTheWay(request.minutes + after, request.minutes + after + back)) whys.add("travel");
  return whys;
}

function taken(request: SlotRequest, person: SlotPerson, at: number, widen: number): BlockReason[] {
  const { calendar, hours, preferences } = person;
  if (calendar.kind === "offered") {
    return calendar.times.some((time) => holds(time, at)) ? [] : ["preference"];
  }
  const whys: BlockReason[] = [];
  if (calendar.kind === "unread") whys.push("unknown");
  if (calendar.kind === "read") {
    if (calendar.covers && !holds(calendar.covers, at)) whys.push("unknown");
    for (const { start, end, status } of calendar.blocks) {
      if (at < start || at >= end) continue;
      if (status === "oof") whys.push("out-of-office");
      else if (status !== "workingElsewhere") whys.push(status);
      else if (request.inPerson) whys.push("travel");
    }
  }
  if (hours === null) return [...whys, "unknown"];

  if (minutesFromWork(person, at, widen) > widen) whys.push("out-of-hours");
  const wall = wallClock(hours.zone, at);
  if (person.holidays?.some(({ date }) => date.toString() === wall.date)) whys.push("holiday");
  if (person.internal && request.noMeetingDays?.some((day) => day === wall.weekday))
    whys.push("no-meeting-day");
  if (preferences?.noDays?.some((day) => day === wall.weekday)) whys.push("preference");
  if (preferences?.notBefore && wall.minute < minuteOf(preferences.notBefore)) whys.push("preference");
  if (preferences?.notAfter && wall.minute >= minuteOf(preferences.notAfter)) whys.push("preference");
  return whys;
}

const distances = new WeakMap<SlotPerson, Map<number, number>>();

/** How many minutes away the person's nearest working minute is, when at most `most`; otherwise some larger number. */
function minutesFromWork(person: SlotPerson, at: number, most: number): number {
  if (works(person, at)) return 0;
  if (most === 0) return 1;
  const known = distances.get(person) ?? new Map<number, number>();
  distances.set(person, known);
  let distance = known.get(at);
  if (distance === undefined) {
    distance = 1;
    while (
      distance <= 120 &&
      !works(person, at - distance * MINUTE) &&
      !works(person, at + distance * MINUTE)
    )
      distance++;
    known.set(at, distance);
  }
  return distance;
}

function works({ hours }: SlotPerson, at: number): boolean {
  if (hours === null) return false;
  const { weekday, minute } = wallClock(hours.zone, at);
  const days: ReadonlySet<number> = hours.days;
  const start = minuteOf(hours.start);
  const end = minuteOf(hours.end);
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
const walls = new Map<string, Wall>();

/** Temporal is asked once a quarter of an hour: no zone changes its clocks in between. */
function wallClock(zone: string, at: number): Wall {
  const quarter = Math.floor(at / (15 * MINUTE)) * 15 * MINUTE;
  const key = `${zone} ${quarter}`;
  let wall = walls.get(key);
  if (!wall) {
    const local = Temporal.Instant.fromEpochMilliseconds(quarter).toZonedDateTimeISO(zone);
    wall = {
      date: local.toPlainDate().toString(),
      weekday: local.dayOfWeek,
      minute: local.hour * 60 + local.minute,
    };
    walls.set(key, wall);
  }
  return { ...wall, minute: wall.minute + (at - quarter) / MINUTE };
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
