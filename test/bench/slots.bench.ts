import { prepareSlots } from "../../src/domain/meetings/prepared-slots.ts";
import type { SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import type { StartRange } from "../../src/domain/meetings/slot-result.ts";
import { findPreparedSlots, findSlots } from "../../src/domain/meetings/slots.ts";
import type { Bench, Figure, Skipped } from "./bench.ts";
import { AUTUMN, SPRING, searchFor } from "./slots/calendars.ts";
import { merged, naive, type Rival, tree } from "./slots/rivals.ts";

/** Source of the targets: QUALITY.md 1c. */
const RIVALS: readonly Rival[] = [merged, tree, naive];

const CAL_COM: Skipped = {
  name: "Cal.com's own functions",
  skipped:
    "no package of the registry offers them apart from the whole product, and their licence is AGPL; quoted from QUALITY.md 1c: 330 to 456 ms where naive loops took 138 to 178 and a bitset 0.1",
};

/** Finding times in two months across the clock changes: by us, cold and warm, and by others. */
export const bench: Bench = {
  name: "Finding slots: 8 people, 60 days, 8 zones",
  async run() {
    const requests = [searchFor(SPRING, 8), searchFor(AUTUMN, 8)];
    const plain = { mostRejected: 0 };
    const cold = first(() => findSlots({ ...(requests[0] as SlotRequest), ...plain }));
    for (const request of requests) check(request);
    const prepared = requests.map((request) => ({ request, ready: prepareSlots(request) }));
    const fresh = median(40, () => requests.map((request) => findSlots({ ...request, ...plain }))) / 2;
    const warm =
      median(200, () =>
        prepared.map(({ request, ready }) => findPreparedSlots(ready, { ...request, ...plain })),
      ) / 2;
    const figures: (Figure | Skipped)[] = [
      {
        name: "calendars prepared before",
        value: warm,
        unit: "ms",
        goal: { atMost: 0.5 },
      },
      {
        name: "from bare calendars",
        value: fresh,
        unit: "ms",
        goal: { atMost: 5 },
      },
      { name: "the very first search of the process", value: cold, unit: "ms" },
    ];
    for (const rival of RIVALS) {
      const took = median(5, () => requests.map((request) => rival.starts(request))) / 2;
      figures.push({
        name: rival.name,
        value: took,
        unit: "ms",
        ratio: took / warm,
        note: "to ours, prepared",
      });
    }
    const crowd = searchFor(SPRING, 200, 8);
    const ranked = median(10, () => findSlots({ ...crowd, ...plain }));
    figures.push(
      {
        name: "8 required and 192 optional people, ranked",
        value: ranked,
        unit: "ms",
        goal: { atMost: 25 },
      },
      CAL_COM,
    );
    return figures;
  },
};

/** All must find the same starts, or the figures compare nothing. */
function check(request: SlotRequest): void {
  const ours = startsOf(findSlots(request).fits);
  for (const rival of RIVALS) {
    const theirs = rival.starts(request);
    if (theirs.join() !== ours.join()) throw new Error(`${rival.name} finds other times than we do.`);
  }
  if (ours.length === 0) throw new Error("These calendars leave no time at all: nothing is compared.");
}

function startsOf(fits: readonly StartRange[]): number[] {
  return fits.flatMap(({ from, to }) => {
    const count = (to.epochMilliseconds - from.epochMilliseconds) / 900_000 + 1;
    return Array.from({ length: count }, (_, n) => from.epochMilliseconds + n * 900_000);
  });
}

function first(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function median(rounds: number, work: () => unknown): number {
  for (let n = 0; n < 3; n++) work();
  const times = Array.from({ length: rounds }, () => first(work)).sort((one, other) => one - other);
  return times[Math.floor(rounds / 2)] as number;
}
