import type { Temporal } from "temporal-polyfill";
import { instantAt } from "../time/interval.ts";
import { clockText, dayText } from "../time/local-text.ts";
import { DAY_MS, type OffsetStretch, offsetStretches } from "../time/offsets.ts";
import { invertSpans, mergeSpans, type Spans, unionSpans } from "../time/spans.ts";
import { hoursSpans, timeMs, type WorkingHours } from "../time/working-hours.ts";
import { type Look, type Taken, type TimeReason, takenTime } from "./person-time.ts";
import { checkScope } from "./slot-refusal.ts";
import type { SlotPerson, SlotScope } from "./slot-request.ts";

/** What a concession lifts for one person: tentative entries, and hours widened by so much at both ends. */
export type Lift = { tentative: boolean; widenMs: number };

/** Nothing lifted. */
export const NO_LIFT: Lift = { tentative: false, widenMs: 0 };

/** One person's time, ready to be searched. */
export type PreparedPerson = {
  person: SlotPerson;
  taken: Taken;
  /** Empty when the zone is not known. */
  stretches: readonly OffsetStretch[];
  /** Working time; empty when the hours are not known. */
  working: Spans;
  /** All time that is not free for a meeting. */
  blocked(lift: Lift): Spans;
  /** All time that the calendar does not leave free, hours aside: what a journey needs. */
  occupied(lift: Lift): Spans;
  /** The wall clock at a moment, e.g. "2026-03-30T09:00". Only where the zone is known. */
  clock(at: number, offset: number): string;
};

/** The part of a search that stays the same for every kind of meeting: keep it to search the same calendars again. */
export type PreparedSlots = {
  scope: SlotScope;
  /** First start on the grid, the grid's step and the end of the window, milliseconds. */
  first: number;
  stepMs: number;
  windowEnd: number;
  people: readonly PreparedPerson[];
  instant(ms: number): Temporal.Instant;
};

// Briefing, travel and widened hours reach at most 18 hours beyond the window.
const MARGIN_MS = 2 * DAY_MS;
const OCCUPYING: readonly TimeReason[] = ["busy", "out-of-office", "tentative", "unknown"];

/**
 * Reads calendars, hours, holidays and preferences into a searchable form. Throws SlotRefused for a scope that makes
 * no sense.
 */
export function prepareSlots(scope: SlotScope): PreparedSlots {
  checkScope(scope);
  const from = scope.window.start.epochMilliseconds;
  const windowEnd = scope.window.end.epochMilliseconds;
  const stepMs = (scope.gridMinutes ?? 15) * 60_000;
  const look = lookAt(scope, from - MARGIN_MS, windowEnd + MARGIN_MS);
  const days = remember(dayText);
  const clock = (at: number, offset: number) =>
    `${days(Math.floor((at + offset) / DAY_MS))}T${clockText(at + offset)}`;
  return {
    scope,
    first: Math.ceil(from / stepMs) * stepMs,
    stepMs,
    windowEnd,
    people: scope.people.map((person) => preparePerson(person, look, clock)),
    instant: remember(instantAt),
  };
}

function preparePerson(person: SlotPerson, look: Look, clock: PreparedPerson["clock"]): PreparedPerson {
  const taken = takenTime(person, look);
  const { hours } = person;
  const working = hours === null ? new Float64Array(0) : look.workingOf(hours);
  const hoursWidened = (widenMs: number) =>
    widenMs === 0 ? taken.get("out-of-hours") : invertSpans(widened(working, widenMs), look.from, look.to);
  const gather = (whys: Iterable<TimeReason>, { tentative, widenMs }: Lift) => {
    const lists: Spans[] = [];
    for (const why of whys) {
      const spans = why === "out-of-hours" ? hoursWidened(widenMs) : taken.get(why);
      if (spans && !(tentative && why === "tentative")) lists.push(spans);
    }
    return unionSpans(lists);
  };
  return {
    person,
    taken,
    stretches: hours === null ? [] : look.stretchesOf(hours.zone),
    working,
    blocked: byLift((lift) => gather(taken.keys(), lift)),
    occupied: byLift((lift) => gather(OCCUPYING, lift)),
    clock,
  };
}

function lookAt({ inPerson = false, noMeetingDays = [] }: SlotScope, from: number, to: number): Look {
  const stretchesOf = remember((zone: WorkingHours["zone"]) => offsetStretches(zone, from, to));
  const workingByHours = new Map<string, Spans>();
  return {
    from,
    to,
    inPerson,
    noMeetingDays,
    stretchesOf,
    workingOf(hours) {
      // Two hundred people of a company keep a handful of different hours.
      const key = [hours.zone, timeMs(hours.start), timeMs(hours.end), ...hours.days].join();
      const known = workingByHours.get(key);
      if (known) return known;
      const working = hoursSpans(hours, stretchesOf(hours.zone));
      workingByHours.set(key, working);
      return working;
    },
  };
}

function widened(working: Spans, by: number): Spans {
  return mergeSpans(working.map((edge, i) => (i % 2 === 0 ? edge - by : edge + by)));
}

function byLift(make: (lift: Lift) => Spans): (lift: Lift) => Spans {
  const made = new Map<number, Spans>();
  return (lift) => {
    const key = lift.widenMs * 2 + (lift.tentative ? 1 : 0);
    const known = made.get(key);
    if (known) return known;
    const fresh = make(lift);
    made.set(key, fresh);
    return fresh;
  };
}

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}
