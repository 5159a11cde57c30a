import type { Bench, Figure, Skipped } from "./bench.ts";
import { canPin } from "./intake/pinned.ts";
import { openRig, RIVALS, type Rig, type Rival, YARDSTICK } from "./intake/rig.ts";

/** Notifications in a request, and what QUALITY.md 1a asks of the product there, as a ratio to the yardstick. */
const SIZES = [
  { items: 1, target: 0.75 },
  { items: 10, target: 0.85 },
  { items: 100, target: 0.95 },
] as const;

/** Every server has its turn so often; ratios are taken within a round, and the median of them told. */
const ROUNDS = 3;

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;

type Measured = { name: string; rate: number; ratio: number };

async function measureSize(rig: Rig, items: number): Promise<Measured[]> {
  const rates = new Map<Rival, number[]>(rig.rivals.map((rival) => [rival, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const rival of rig.rivals) rates.get(rival)!.push((await rig.load(rival, { items })).perSecond);
  }
  const yard = rates.get(YARDSTICK)!;
  return rig.rivals.map((rival) => {
    const own = rates.get(rival)!;
    return { name: rival.name, rate: median(own), ratio: median(own.map((rate, n) => rate / yard[n]!)) };
  });
}

async function figuresOf(rig: Rig, { items, target }: (typeof SIZES)[number]): Promise<Figure[]> {
  const measured = await measureSize(rig, items);
  const figures: Figure[] = measured.map(({ name, rate, ratio }) => ({
    name: `${items} a request: ${name}`,
    value: rate,
    unit: "requests/s",
    ratio,
    ...(name === rig.product.name && { target: `>= ${target}x` }),
  }));
  const boss = measured.find(({ name }) => name.includes("pg-boss"));
  const own = measured.find(({ name }) => name === rig.product.name)!;
  if (boss !== undefined) {
    const ratio = own.rate / boss.rate;
    figures.push({
      name: `${items} a request: One Voice to pg-boss`,
      value: ratio,
      unit: "times",
      target: ">= 3",
    });
  }
  const rate = Math.max(1, Math.round(own.rate / 2));
  const half = await rig.load(rig.product, { items, rate, seconds: 3 });
  figures.push({
    name: `${items} a request: 99 of 100 answered, at half load`,
    value: half.p99,
    unit: "ms",
    target: "<= 100",
    note: `at ${rate} requests/s, half of them within ${half.p50.toFixed(1)} ms`,
  });
  return figures;
}

/** How many of Graph's notifications the product takes, durably, against the least that would store them. */
export const bench: Bench = {
  name: "intake of notifications: ratios to node:http with one INSERT a request, in the same round",
  async run() {
    const rig = await openRig();
    try {
      const figures: (Figure | Skipped)[] = [];
      for (const size of SIZES) figures.push(...(await figuresOf(rig, size)));
      const absent = RIVALS.filter((rival) => !rig.rivals.includes(rival));
      figures.push(...absent.map(({ name }) => ({ name, skipped: "it is not installed" })));
      if (!canPin) figures.push({ name: "a processor for the server alone", skipped: "no taskset here" });
      return figures;
    } finally {
      await rig.close();
    }
  },
};
