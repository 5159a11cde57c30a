/**
 * Times for a meeting: which suit, which do not and why, and what would have to give where none suits.
 * Source: PRODUCT.md D2. Pure: calendars, hours and holidays come in, nothing is looked up.
 */
import type { Temporal } from "temporal-polyfill";
import { bestSlots } from "./best-slots.ts";
import { concede } from "./concessions.ts";
import { blockedByReason, blockedStarts, reasonsAt, suitsAt, tooSoon } from "./obstacles.ts";
import { type Placement, place } from "./placement.ts";
import {
  type Lift,
  NO_LIFT,
  type PreparedPerson,
  type PreparedSlots,
  prepareSlots,
} from "./prepared-slots.ts";
import { SlotRefused } from "./slot-refusal.ts";
import type { SlotRequest, SlotTerms } from "./slot-request.ts";
import type { Reason, Rejection, SlotResult } from "./slot-result.ts";
import { addAll, otherStarts, startsIn } from "./start-bits.ts";
import { type Against, rangesOf, rejections } from "./start-ranges.ts";

/** Finds times. Throws SlotRefused, with a reason from a closed list, for a request that makes no sense. */
export function findSlots(request: SlotRequest): SlotResult {
  return findPreparedSlots(prepareSlots(request), request);
}

/** Finds times in calendars that were prepared before: the same answer as {@link findSlots}, sooner. */
export function findPreparedSlots(prepared: PreparedSlots, terms: SlotTerms): SlotResult {
  const placement = place(prepared, terms);
  const { grid } = placement;
  const blocked = tooSoon(placement);
  for (const one of requiredOf(prepared)) addAll(blocked, blockedStarts(prepared, one, placement, NO_LIFT));
  const fits = otherStarts(blocked, grid);
  const fitting = startsIn(fits).map((i) => grid.first + i * grid.step);
  return {
    slots: bestSlots(prepared, placement, fitting, terms.most ?? 20),
    fits: rangesOf(prepared, grid, fits),
    rejected: explained(prepared, placement, terms.mostRejected ?? 300),
    concessions: fitting.length > 0 ? [] : concede(prepared, terms, placement),
  };
}

/**
 * Everything that stands against one start, on the grid or not; nothing when it suits everybody required. For the last
 * look before booking, on calendars read anew. `lifts`: what people conceded, by their id. Throws SlotRefused when the
 * meeting would not lie in the window.
 */
export function reasonsAgainst(
  prepared: PreparedSlots,
  terms: SlotTerms,
  start: Temporal.Instant,
  lifts: ReadonlyMap<string, Lift> = new Map(),
): Reason[] {
  const placement = place(prepared, terms);
  const at = start.epochMilliseconds;
  const { window } = prepared.scope;
  if (at < window.start.epochMilliseconds || at + placement.length > prepared.windowEnd) {
    throw new SlotRefused("outside-window");
  }
  const reasons = requiredOf(prepared).flatMap((one) => {
    const lift = lifts.get(one.person.id);
    if (lift !== undefined && suitsAt(prepared, one, placement, at, lift)) return [];
    return reasonsAt(prepared, one, placement, at).map((why): Reason => ({ personId: one.person.id, why }));
  });
  return at < placement.earliest ? [...reasons, { personId: null, why: "notice" }] : reasons;
}

function explained(prepared: PreparedSlots, placement: Placement, most: number): Rejection[] {
  if (most === 0) return [];
  const against: Against[] = [];
  for (const one of requiredOf(prepared)) {
    for (const [why, starts] of blockedByReason(prepared, one, placement)) {
      against.push({ reason: { personId: one.person.id, why }, starts });
    }
  }
  against.push({ reason: { personId: null, why: "notice" }, starts: tooSoon(placement) });
  return rejections(prepared, placement.grid, against, most);
}

function requiredOf(prepared: PreparedSlots): PreparedPerson[] {
  return prepared.people.filter(({ person }) => person.required);
}
