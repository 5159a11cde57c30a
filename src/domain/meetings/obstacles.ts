import { meetsSpans, type Spans } from "../time/spans.ts";
import { type Beside, besidesOf, type Placement } from "./placement.ts";
import { type Lift, NO_LIFT, type PreparedPerson, type PreparedSlots } from "./prepared-slots.ts";
import { BLOCK_REASONS, type BlockReason } from "./slot-result.ts";
import { addAll, addBetween, dropAll, type Grid, noStarts, type StartBits } from "./start-bits.ts";

/** The starts that are too soon. */
export function tooSoon({ earliest, grid }: Placement): StartBits {
  const bits = noStarts(grid);
  addBetween(bits, grid, Number.NEGATIVE_INFINITY, earliest);
  return bits;
}

/** The starts that do not suit the person, whatever the reason. */
export function blockedStarts(
  prepared: PreparedSlots,
  one: PreparedPerson,
  placement: Placement,
  lift: Lift,
): StartBits {
  const bits = noStarts(placement.grid);
  let from = 0;
  let to = placement.length;
  for (const beside of besidesOf(prepared, one, placement)) {
    if (beside.why === "travel") {
      addBeside(bits, placement, beside, one.occupied(lift));
    } else {
      // Meeting, briefing and debrief touch, and the same time stands against each: one stretch.
      from = Math.min(from, beside.from);
      to = Math.max(to, beside.to);
      addBegun(bits, placement, beside);
    }
  }
  addMeeting(bits, placement.grid, one.blocked(lift), from, to);
  return bits;
}

/**
 * The starts that do not suit the person, by reason. Briefing, debrief and travel are named where the meeting itself
 * would suit: who is out of hours needs no second reason. A reason that never arises is left out or has no starts.
 */
export function blockedByReason(
  prepared: PreparedSlots,
  one: PreparedPerson,
  placement: Placement,
): Map<BlockReason, StartBits> {
  const { grid } = placement;
  const found = new Map<BlockReason, StartBits>();
  const meeting = noStarts(grid);
  for (const [why, spans] of one.taken) {
    const starts = noStarts(grid);
    addMeeting(starts, grid, spans, 0, placement.length);
    addAll(meeting, starts);
    found.set(why, starts);
  }
  for (const beside of besidesOf(prepared, one, placement)) {
    const starts = noStarts(grid);
    addBeside(starts, placement, beside, timeFor(beside, one));
    dropAll(starts, meeting);
    const known = found.get(beside.why);
    if (known) addAll(known, starts);
    else found.set(beside.why, starts);
  }
  return found;
}

/** The same for one start (milliseconds, on the grid or not), in the order of BLOCK_REASONS. */
export function reasonsAt(
  prepared: PreparedSlots,
  one: PreparedPerson,
  placement: Placement,
  start: number,
): BlockReason[] {
  const found = new Set<BlockReason>();
  for (const [why, spans] of one.taken) {
    if (meetsSpans(spans, start, start + placement.length)) found.add(why);
  }
  if (found.size === 0) {
    for (const beside of besidesOf(prepared, one, placement)) {
      const { why, from, to } = beside;
      const begun = from < 0 && start + from < placement.now;
      if (begun || meetsSpans(timeFor(beside, one), start + from, start + to)) found.add(why);
    }
  }
  return BLOCK_REASONS.filter((why) => found.has(why));
}

/** Whether one start (milliseconds, on the grid or not) suits the person once they have conceded so much. */
export function suitsAt(
  prepared: PreparedSlots,
  one: PreparedPerson,
  placement: Placement,
  start: number,
  lift: Lift,
): boolean {
  const { length, now } = placement;
  const besides = besidesOf(prepared, one, placement);
  if (besides.some(({ from }) => from < 0 && start + from < now)) return false;
  if (meetsSpans(one.blocked(lift), start, start + length)) return false;
  return besides.every(({ why, from, to }) => {
    const spans = why === "travel" ? one.occupied(lift) : one.blocked(lift);
    return !meetsSpans(spans, start + from, start + to);
  });
}

/** One may travel at any hour, if the calendar leaves it free; a briefing is a meeting like any other. */
function timeFor({ why }: Beside, one: PreparedPerson): Spans {
  return why === "travel" ? one.occupied(NO_LIFT) : one.blocked(NO_LIFT);
}

function addBeside(bits: StartBits, placement: Placement, beside: Beside, spans: Spans): void {
  addMeeting(bits, placement.grid, spans, beside.from, beside.to);
  addBegun(bits, placement, beside);
}

/** Nobody can be briefed, or set out, in the past. */
function addBegun(bits: StartBits, { now, grid }: Placement, { from }: Beside): void {
  if (from < 0) addBetween(bits, grid, Number.NEGATIVE_INFINITY, now - from);
}

/** A stretch taken from a to b meets `start + from` to `start + to` exactly when a - to < start < b - from. */
function addMeeting(bits: StartBits, grid: Grid, spans: Spans, from: number, to: number): void {
  for (let i = 0; i < spans.length; i += 2) {
    addBetween(bits, grid, (spans[i] as number) - to, (spans[i + 1] as number) - from);
  }
}
