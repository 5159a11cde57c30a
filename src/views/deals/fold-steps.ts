import type { DealEvent } from "../../contract/deal-lately.ts";

/** One thing that happened to a deal; `steps` are those of its room that stand for one line, the newest first. */
export type Happened = DealEvent & { steps: readonly DealEvent[] };

/**
 * A room comes about in many steps, which are one thing that happened: those that follow each other become the newest of
 * them, together with the wishes that began them, whose maker it then names. `events` and the answer: the newest first.
 */
export function foldSteps(events: readonly DealEvent[]): Happened[] {
  return runsOf(events).flatMap((run): Happened[] => {
    const steps = run.filter(({ kind }) => kind === "room-step");
    const [newest] = steps;
    if (newest === undefined) return run.map((event) => ({ ...event, steps }));
    return [{ ...newest, who: run.find(({ who }) => who !== null)?.who ?? null, steps }];
  });
}

/** The events of a room that follow each other, and each other event by itself. */
function runsOf(events: readonly DealEvent[]): DealEvent[][] {
  const runs: DealEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && isOfRoom(last[0]) && isOfRoom(event)) last.push(event);
    else runs.push([event]);
  }
  return runs;
}

function isOfRoom({ kind }: DealEvent): boolean {
  return kind === "room-step" || kind === "room-asked";
}
