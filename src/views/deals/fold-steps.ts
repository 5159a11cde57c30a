import type { DealEvent } from "../../contract/deal-lately.ts";

/** One thing that happened to a deal; `steps` are those of its room that stand for one line, the newest first. */
export type Happened = DealEvent & { steps: readonly DealEvent[] };

/**
 * A room comes about in many steps, which are one thing that happened: those that follow each other become the newest of
 * them, together with the wish that began them, whose maker it then names. `events` and the answer: the newest first.
 */
export function foldSteps(events: readonly DealEvent[]): Happened[] {
  const folded: Happened[] = [];
  for (const event of events) {
    const before = folded.at(-1);
    if (before?.kind !== "room-step" || !isOfRoom(event)) folded.push({ ...event, steps: stepsOf(event) });
    else
      folded.splice(-1, 1, {
        ...before,
        who: before.who ?? event.who,
        steps: [...before.steps, ...stepsOf(event)],
      });
  }
  return folded;
}

function isOfRoom({ kind }: DealEvent): boolean {
  return kind === "room-step" || kind === "room-asked";
}

function stepsOf(event: DealEvent): DealEvent[] {
  return event.kind === "room-step" ? [event] : [];
}
