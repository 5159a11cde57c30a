import type { PreparedPerson, PreparedSlots } from "./prepared-slots.ts";
import { checkTerms, SlotRefused } from "./slot-refusal.ts";
import type { SlotTerms } from "./slot-request.ts";
import type { Grid } from "./start-bits.ts";

/** What the meeting asks of people's time around its start, milliseconds. */
export type Placement = {
  length: number;
  briefing: number;
  debrief: number;
  now: number;
  /** Starts before this moment are too soon. */
  earliest: number;
  grid: Grid;
};

/** Time that the meeting asks of one person besides itself: two moments counted from its start, milliseconds. */
export type Beside = { why: "briefing" | "debrief" | "travel"; from: number; to: number };

/** Places a meeting of these terms in the window. Throws SlotRefused for terms that make no sense there. */
export function place(prepared: PreparedSlots, terms: SlotTerms): Placement {
  checkTerms(terms, prepared.scope.window);
  const length = ms(terms.minutes);
  const { first, stepMs, windowEnd } = prepared;
  const count = Math.floor((windowEnd - length - first) / stepMs) + 1;
  if (count <= 0) throw new SlotRefused("window-too-short");
  const now = terms.now.epochMilliseconds;
  return {
    length,
    briefing: ms(terms.briefingMinutes),
    debrief: ms(terms.debriefMinutes),
    now,
    earliest: now + ms(terms.noticeMinutes),
    grid: { first, step: stepMs, count },
  };
}

/** What one person needs before and after: the way there, the briefing, the meeting, the debrief, the way back. */
export function besidesOf(
  prepared: PreparedSlots,
  { person }: PreparedPerson,
  placement: Placement,
): Beside[] {
  const { length } = placement;
  const before = person.internal ? -placement.briefing : 0;
  const after = person.internal ? length + placement.debrief : length;
  const besides: Beside[] = [];
  if (before < 0) besides.push({ why: "briefing", from: before, to: 0 });
  if (after > length) besides.push({ why: "debrief", from: length, to: after });
  if (prepared.scope.inPerson && person.travel) {
    const there = ms(person.travel.beforeMinutes);
    const back = ms(person.travel.afterMinutes);
    if (there > 0) besides.push({ why: "travel", from: before - there, to: before });
    if (back > 0) besides.push({ why: "travel", from: after, to: after + back });
  }
  return besides;
}

function ms(minutes: number | undefined): number {
  return (minutes ?? 0) * 60_000;
}
