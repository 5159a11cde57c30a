import { offsetAt } from "../time/offsets.ts";
import { blockedStarts, reasonsAt } from "./obstacles.ts";
import type { Placement } from "./placement.ts";
import { NO_LIFT, type PreparedPerson, type PreparedSlots } from "./prepared-slots.ts";
import { type Score, scoreStarts } from "./ranking.ts";
import type { LocalTime, Reason, Slot } from "./slot-result.ts";
import { hasStart, type StartBits } from "./start-bits.ts";

/**
 * The best of the starts (milliseconds, ascending, all of them suiting everybody required), at most so many, ready to
 * be shown. Of starts whose meetings would overlap only the best: twenty quarters of one morning are no choice.
 */
export function bestSlots(
  prepared: PreparedSlots,
  placement: Placement,
  starts: readonly number[],
  most: number,
): Slot[] {
  if (starts.length === 0) return [];
  const optional = prepared.people.filter(({ person }) => !person.required);
  const absent = optional.map((one) => blockedStarts(prepared, one, placement, NO_LIFT));
  const scores = scoreStarts(prepared, placement, starts, absent);
  return pickApart(starts, scores, placement.length, most).map((n) => {
    const start = starts[n] as number;
    const terms = scores.map(({ name, tenths }) => ({ name, points: (tenths[n] as number) / 10 }));
    return {
      start: prepared.instant(start),
      end: prepared.instant(start + placement.length),
      score: totalTenths(scores, n) / 10,
      terms,
      without: absences(prepared, placement, optional, absent, start),
      local: prepared.people.flatMap((one) => localTime(one, start, start + placement.length)),
    };
  });
}

/** The best starts that do not overlap a better one; of equals the sooner. Positions in `starts`, best first. */
function pickApart(
  starts: readonly number[],
  scores: readonly Score[],
  length: number,
  most: number,
): number[] {
  const totals = starts.map((_, n) => totalTenths(scores, n));
  const picked: number[] = [];
  while (picked.length < most) {
    let best = -1;
    for (let n = 0; n < totals.length; n++) {
      if ((totals[n] as number) > (totals[best] ?? -1)) best = n;
    }
    if (best < 0) break;
    picked.push(best);
    const start = starts[best] as number;
    for (let n = best; n >= 0 && start - (starts[n] as number) < length; n--) totals[n] = -1;
    for (let n = best; n < totals.length && (starts[n] as number) - start < length; n++) totals[n] = -1;
  }
  return picked;
}

function totalTenths(scores: readonly Score[], n: number): number {
  let total = 0;
  for (const { tenths } of scores) total += tenths[n] as number;
  return total;
}

function absences(
  prepared: PreparedSlots,
  placement: Placement,
  optional: readonly PreparedPerson[],
  absent: readonly StartBits[],
  start: number,
): Reason[] {
  const { first, step } = placement.grid;
  const i = (start - first) / step;
  const without: Reason[] = [];
  optional.forEach((one, n) => {
    const blocked = absent[n];
    if (!blocked || !hasStart(blocked, i)) return;
    const [why] = reasonsAt(prepared, one, placement, start);
    if (why) without.push({ personId: one.person.id, why });
  });
  return without;
}

function localTime({ person, stretches, clock }: PreparedPerson, start: number, end: number): LocalTime[] {
  if (person.hours === null) return [];
  return [
    {
      personId: person.id,
      zone: person.hours.zone,
      start: clock(start, offsetAt(stretches, start)),
      end: clock(end, offsetAt(stretches, end)),
    },
  ];
}
