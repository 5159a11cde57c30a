import { DAY_MS } from "../time/offsets.ts";
import { firstEndingAfter, type Spans } from "../time/spans.ts";
import { besidesOf, type Placement } from "./placement.ts";
import { NO_LIFT, type PreparedPerson, type PreparedSlots } from "./prepared-slots.ts";
import type { TermName } from "./slot-result.ts";
import { hasStart, type StartBits } from "./start-bits.ts";

/**
 * What each term is worth at most; together 100.
 * - sooner: falls evenly from the earliest start to the last of the window.
 * - comfortable: whole between 10:00 and 17:00 on the wall of everybody required; each minute outside costs, three
 *   hours cost all of it. The worst-off person decides.
 * - uncrowded: the part of the working day not yet taken, for the person whose day is fullest.
 * - preparation: up to an hour free just before, briefing and way included, for the one of ours who has least.
 * - attendance: the part of the optional people who can come. Whole when there are none.
 */
export const TERM_WEIGHTS: Readonly<Record<TermName, number>> = {
  sooner: 25,
  comfortable: 30,
  uncrowded: 15,
  preparation: 15,
  attendance: 15,
};

/** A term's points for each start, in tenths of a point. */
export type Score = { name: TermName; tenths: Int32Array };

const COMFORT_FROM = 600 * 60_000;
const COMFORT_TO = 1020 * 60_000;
const COMFORT_FADES = 180 * 60_000;
const PREPARATION = 60 * 60_000;

/** Scores the starts (milliseconds, ascending, all of them suiting everybody required). */
export function scoreStarts(
  prepared: PreparedSlots,
  placement: Placement,
  starts: readonly number[],
  optionalBlocked: readonly StartBits[],
): Score[] {
  const required = prepared.people.filter(({ person }) => person.required);
  const shares: Record<TermName, Float64Array> = {
    sooner: sooner(placement, starts),
    comfortable: whole(starts),
    uncrowded: whole(starts),
    preparation: whole(starts),
    attendance: attendance(placement, starts, optionalBlocked),
  };
  for (const one of required) {
    lowerToComfort(shares.comfortable, one, starts, placement.length);
    lowerToRoomInDay(shares.uncrowded, one, starts);
    if (one.person.internal) {
      const lead = -Math.min(0, ...besidesOf(prepared, one, placement).map(({ from }) => from));
      lowerToPreparation(shares.preparation, one.blocked(NO_LIFT), starts, lead);
    }
  }
  return TERM_NAMES.map((name) => ({
    name,
    tenths: Int32Array.from(shares[name], (share) => Math.round(share * TERM_WEIGHTS[name] * 10)),
  }));
}

const TERM_NAMES: readonly TermName[] = ["sooner", "comfortable", "uncrowded", "preparation", "attendance"];

function whole(starts: readonly number[]): Float64Array {
  return new Float64Array(starts.length).fill(1);
}

function sooner({ earliest, grid }: Placement, starts: readonly number[]): Float64Array {
  const from = Math.max(grid.first, earliest);
  const last = grid.first + (grid.count - 1) * grid.step;
  const span = Math.max(last - from, 1);
  return Float64Array.from(starts, (start) => (last - start) / span);
}

function attendance(
  { grid }: Placement,
  starts: readonly number[],
  optionalBlocked: readonly StartBits[],
): Float64Array {
  const shares = whole(starts);
  const least = 1 / Math.max(optionalBlocked.length, 1);
  for (const blocked of optionalBlocked) {
    for (let n = 0; n < starts.length; n++) {
      const i = ((starts[n] as number) - grid.first) / grid.step;
      if (hasStart(blocked, i)) shares[n] = (shares[n] as number) - least;
    }
  }
  return shares;
}

function lowerToComfort(
  shares: Float64Array,
  { stretches }: PreparedPerson,
  starts: readonly number[],
  length: number,
): void {
  let n = 0;
  for (const { to, offset } of stretches) {
    for (; n < starts.length && (starts[n] as number) < to; n++) {
      const local = (starts[n] as number) + offset;
      const time = local - Math.floor(local / DAY_MS) * DAY_MS;
      const outside = Math.max(COMFORT_FROM - time, 0) + Math.max(time + length - COMFORT_TO, 0);
      const share = Math.max(1 - outside / COMFORT_FADES, 0);
      if (share < (shares[n] as number)) shares[n] = share;
    }
  }
}

function lowerToRoomInDay(shares: Float64Array, one: PreparedPerson, starts: readonly number[]): void {
  const { working } = one;
  const free = freeParts(working, one.occupied(NO_LIFT));
  let shift = 0;
  for (let n = 0; n < starts.length; n++) {
    const start = starts[n] as number;
    while (shift < free.length && (working[shift * 2 + 1] as number) <= start) shift++;
    if (shift === free.length) return;
    const share = free[shift] as number;
    if ((working[shift * 2] as number) <= start && share < (shares[n] as number)) shares[n] = share;
  }
}

/** For each stretch of working time, the part of it that the calendar leaves free. */
function freeParts(working: Spans, occupied: Spans): Float64Array {
  const parts = new Float64Array(working.length / 2);
  for (let shift = 0; shift < parts.length; shift++) {
    const from = working[shift * 2] as number;
    const to = working[shift * 2 + 1] as number;
    let taken = 0;
    for (
      let i = firstEndingAfter(occupied, from);
      i < occupied.length && (occupied[i] as number) < to;
      i += 2
    ) {
      taken += Math.min(occupied[i + 1] as number, to) - Math.max(occupied[i] as number, from);
    }
    parts[shift] = 1 - taken / (to - from);
  }
  return parts;
}

function lowerToPreparation(
  shares: Float64Array,
  blocked: Spans,
  starts: readonly number[],
  lead: number,
): void {
  let next = 0;
  for (let n = 0; n < starts.length; n++) {
    const start = starts[n] as number;
    while (next < blocked.length && (blocked[next] as number) < start) next += 2;
    const end = next > 0 ? (blocked[next - 1] as number) : Number.NEGATIVE_INFINITY;
    const share = Math.min(Math.max(start - lead - end, 0) / PREPARATION, 1);
    if (share < (shares[n] as number)) shares[n] = share;
  }
}
