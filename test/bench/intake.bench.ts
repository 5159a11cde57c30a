import { type Bench, type Figure, median, type Skipped, spread, tell } from "./bench.ts";
import type { Loaded } from "./intake/load.ts";
import { canHold, canPin } from "./intake/pinned.ts";
import { openRig, RIVALS, type Rig, type Rival, YARDSTICK } from "./intake/rig.ts";

/** Notifications in a request, and what QUALITY.md 1a asks of the product there, as a ratio to the yardstick. */
const SIZES = [
  { items: 1, atLeast: 0.75 },
  { items: 10, atLeast: 0.85 },
  { items: 100, atLeast: 0.95 },
] as const;

/** Every server has its turn so often; ratios are taken within a round, and the median of them told. */
const ROUNDS = 3;

/** What QUALITY.md asks of every answer, in milliseconds: at half load, and at all times. */
const HALF_LOAD_MS = 100;
const LATEST_MS = 2000;

type Measured = { name: string; rate: number; ratios: number[] };

async function measureSize(rig: Rig, items: number): Promise<Measured[]> {
  const rates = new Map<Rival, number[]>(rig.rivals.map((rival) => [rival, []]));
  for (let round = 1; round <= ROUNDS; round++) {
    tell(`${items} a request, round ${round} of ${ROUNDS}`);
    for (const rival of rig.rivals) rates.get(rival)!.push((await rig.load(rival, { items })).perSecond);
  }
  const yard = rates.get(YARDSTICK)!;
  return rig.rivals.map((rival) => {
    const own = rates.get(rival)!;
    return { name: rival.name, rate: median(own), ratios: own.map((rate, n) => rate / yard[n]!) };
  });
}

async function figuresOf(rig: Rig, { items, atLeast }: (typeof SIZES)[number]): Promise<Figure[]> {
  const measured = await measureSize(rig, items);
  const figures: Figure[] = measured.map(({ name, rate, ratios }) => ({
    name: `${items} a request: ${name}`,
    value: rate,
    unit: "requests/s",
    ratio: median(ratios),
    note: spread(ratios, 2),
    ...(name === rig.product.name && { goal: { atLeast } }),
  }));
  const boss = measured.find(({ name }) => name.includes("pg-boss"));
  const own = measured.find(({ name }) => name === rig.product.name)!;
  if (boss !== undefined) {
    const times = own.ratios.map((ratio, n) => ratio / boss.ratios[n]!);
    const bound = median(boss.ratios.map((ratio) => 1 / ratio));
    figures.push({
      name: `${items} a request: One Voice to pg-boss`,
      value: median(times),
      unit: "times",
      goal: { atLeast: 3 },
      note: `${spread(times, 1)}; the yardstick itself, with one INSERT a request, ${bound.toFixed(1)} times`,
    });
  }
  return [...figures, ...(await halfLoad(rig, items))];
}

/** Half of what the product has just taken, each round anew: on a shared machine half of another minute's may be all of it. */
async function halfLoad(rig: Rig, items: number): Promise<Figure[]> {
  const rounds: Loaded[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    tell(`${items} a request, at half load, round ${round} of ${ROUNDS}`);
    const { perSecond } = await rig.load(rig.product, { items });
    rounds.push(await rig.load(rig.product, { items, rate: Math.max(1, perSecond / 2), seconds: 3 }));
  }
  const name = `${items} a request, at half load`;
  const late = rounds.map(({ p99 }) => p99);
  const rate = median(rounds.map(({ perSecond }) => perSecond)).toFixed(0);
  const half = median(rounds.map(({ p50 }) => p50)).toFixed(1);
  return [
    {
      name: `${name}: 99 of 100 answered`,
      value: median(late),
      unit: "ms",
      goal: { atMost: HALF_LOAD_MS },
      note: `${spread(late)}; at ${rate} requests/s, half of them within ${half} ms`,
    },
    {
      name: `${name}: the slowest answer`,
      value: Math.max(...rounds.map(({ slowest }) => slowest)),
      unit: "ms",
      goal: { atMost: LATEST_MS },
    },
  ];
}

/** The database takes nothing and says nothing: every request is to hear in time that it shall come again. */
async function whileHanging(rig: Rig): Promise<Figure[]> {
  tell("the database hangs");
  const { answered, refused, slowest } = await rig.loadHanging({ items: 10, rate: 50, seconds: 4 });
  if (answered > 0) throw new Error(`${answered} requests were acknowledged while the database stood still.`);
  return [
    {
      name: "the database hangs: the slowest 503",
      value: slowest,
      unit: "ms",
      goal: { atMost: LATEST_MS },
      note: `${refused} requests at 50 a second, none acknowledged, none left without an answer`,
    },
  ];
}

/** How many of Graph's notifications the product takes, durably, against the least that would store them. */
export const bench: Bench = {
  name: "intake of notifications: ratios to node:http with one INSERT a request, in the same round",
  async run() {
    const rig = await openRig();
    try {
      const figures: (Figure | Skipped)[] = [];
      for (const size of SIZES) figures.push(...(await figuresOf(rig, size)));
      if (canHold) figures.push(...(await whileHanging(rig)));
      else figures.push({ name: "the database hangs", skipped: "its processes are only known on Linux" });
      const absent = RIVALS.filter((rival) => !rig.rivals.includes(rival));
      figures.push(...absent.map(({ name }) => ({ name, skipped: "it is not installed" })));
      if (!canPin) figures.push({ name: "a processor for the server alone", skipped: "no taskset here" });
      return figures;
    } finally {
      await rig.close();
    }
  },
};
