import { spansOf } from "../time/interval.ts";
import { DAY_MS, type OffsetStretch, wallClockSpans } from "../time/offsets.ts";
import { invertSpans, mergeSpans, type Spans, unionSpans } from "../time/spans.ts";
import { type Weekday, weekdayOf } from "../time/weekday.ts";
import { holidaySpans, timeMs, type WorkingHours } from "../time/working-hours.ts";
import { checkBlock } from "./slot-refusal.ts";
import type { BusyStatus, Calendar, SlotPerson } from "./slot-request.ts";
import type { BlockReason } from "./slot-result.ts";

/** A reason that stands in a person's time whatever the meeting: the others depend on briefing, travel or notice. */
export type TimeReason = Exclude<BlockReason, "briefing" | "debrief" | "notice">;

/** A person's time that is taken, by reason. What is not listed is free. */
export type Taken = ReadonlyMap<TimeReason, Spans>;

/** The stretch of time looked at, milliseconds; and our rules that hold for everybody of ours. */
export type Look = {
  from: number;
  to: number;
  inPerson: boolean;
  noMeetingDays: readonly Weekday[];
  /** The zone's offsets from `from` to `to`. */
  stretchesOf(zone: WorkingHours["zone"]): readonly OffsetStretch[];
  /** The working time of those hours from `from` to `to`. */
  workingOf(hours: WorkingHours): Spans;
};

const NOTHING: Spans = new Float64Array(0);

/** Everything that stands against meeting that person, by reason. Total: time of which nothing is known is `unknown`. */
export function takenTime(person: SlotPerson, look: Look): Taken {
  const taken = new Map<TimeReason, Spans>();
  const put = (why: TimeReason, spans: Spans) => {
    if (spans.length > 0) taken.set(why, unionSpans([taken.get(why) ?? NOTHING, spans]));
  };
  const { hours, calendar, preferences, holidays = [] } = person;

  for (const [status, spans] of calendarSpans(person.id, calendar, look)) {
    const why = REASON_OF[status];
    if (why !== "travel" || look.inPerson) put(why, spans);
  }
  if (calendar.kind === "offered") {
    put("preference", invertSpans(spansOf(calendar.times), look.from, look.to));
    return taken;
  }
  if (hours === null) {
    put("unknown", Float64Array.of(look.from, look.to));
    return taken;
  }

  const stretches = look.stretchesOf(hours.zone);
  put("out-of-hours", invertSpans(look.workingOf(hours), look.from, look.to));
  put("holiday", holidaySpans(holidays, stretches));
  if (person.internal) put("no-meeting-day", weekdaySpans(look.noMeetingDays, stretches));
  if (preferences?.noDays) put("preference", weekdaySpans(preferences.noDays, stretches));
  if (preferences?.notBefore) {
    const early = [0, timeMs(preferences.notBefore)] as const;
    put(
      "preference",
      wallClockSpans(stretches, () => early),
    );
  }
  if (preferences?.notAfter) {
    const late = [timeMs(preferences.notAfter), DAY_MS] as const;
    put(
      "preference",
      wallClockSpans(stretches, () => late),
    );
  }
  return taken;
}

const REASON_OF: Record<BusyStatus, TimeReason> = {
  busy: "busy",
  tentative: "tentative",
  oof: "out-of-office",
  unknown: "unknown",
  workingElsewhere: "travel",
};

function calendarSpans(personId: string, calendar: Calendar, look: Look): Map<BusyStatus, Spans> {
  if (calendar.kind === "unread") return new Map([["unknown", Float64Array.of(look.from, look.to)]]);
  if (calendar.kind !== "read") return new Map();
  const pairs = new Map<BusyStatus, number[]>();
  const of = (status: BusyStatus) => {
    const known = pairs.get(status);
    if (known) return known;
    const fresh: number[] = [];
    pairs.set(status, fresh);
    return fresh;
  };
  for (const { start, end, status } of calendar.blocks) {
    checkBlock(start, end, personId);
    if (start < end && start < look.to && end > look.from) of(status).push(start, end);
  }
  if (calendar.covers) {
    const { start, end } = calendar.covers;
    of("unknown").push(look.from, start.epochMilliseconds, end.epochMilliseconds, look.to);
  }
  return new Map([...pairs].map(([status, list]) => [status, mergeSpans(list)]));
}

function weekdaySpans(days: readonly Weekday[], stretches: readonly OffsetStretch[]): Spans {
  if (days.length === 0) return NOTHING;
  const off = new Set(days);
  return wallClockSpans(stretches, (day) => (off.has(weekdayOf(day)) ? [0, DAY_MS] : null));
}
