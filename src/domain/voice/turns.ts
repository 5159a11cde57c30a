import { Temporal } from "temporal-polyfill";
import type { PersonId } from "./person-id.ts";

/** One spokesperson's turn: `since` counts, `until` does not; `until` is null while the turn lasts. Turns never overlap. */
export type Turn = { spokesperson: PersonId; since: Temporal.Instant; until: Temporal.Instant | null };

/** The turn in force at that moment; null when nobody held it. */
export function holder(turns: readonly Turn[], at: Temporal.Instant): Turn | null {
  return turns.find((turn) => holds(turn, at)) ?? null;
}

/**
 * The turns after the voice passes to someone at that moment, oldest first: what was held or planned later gives way,
 * and the new turn has no end. Nothing changes when that person holds an endless turn already.
 */
export function handOver(turns: readonly Turn[], to: PersonId, at: Temporal.Instant): Turn[] {
  const held = holder(turns, at);
  if (held?.spokesperson === to) return [...before(turns, held.since), { ...held, until: null }];
  return [...before(turns, at), { spokesperson: to, since: at, until: null }];
}

/** The turns after the voice is laid down at that moment: nobody speaks from then on. */
export function layDown(turns: readonly Turn[], at: Temporal.Instant): Turn[] {
  return before(turns, at);
}

function holds(turn: Turn, at: Temporal.Instant): boolean {
  if (Temporal.Instant.compare(turn.since, at) > 0) return false;
  return turn.until === null || Temporal.Instant.compare(at, turn.until) < 0;
}

function before(turns: readonly Turn[], at: Temporal.Instant): Turn[] {
  return turns
    .filter(({ since }) => Temporal.Instant.compare(since, at) < 0)
    .sort((one, other) => Temporal.Instant.compare(one.since, other.since))
    .map((turn) =>
      turn.until === null || Temporal.Instant.compare(turn.until, at) > 0 ? { ...turn, until: at } : turn,
    );
}
