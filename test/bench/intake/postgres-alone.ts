import process from "node:process";
import pg from "pg";
import type { Item } from "./answering.ts";
import { bodies } from "./bodies.ts";
import { INSERT, valuesOf } from "./insert.ts";
import type { Load, Loaded } from "./load.ts";

// No HTTP at all: as many INSERTs as the product has connections, one after another on each.
const load = JSON.parse(process.argv[2] ?? "{}") as Load;
const pool = new pg.Pool({ connectionString: load.url, max: 12 });
const next = bodies(load.items, load.first);
const begun = performance.now();
const took: number[] = [];
async function insert(): Promise<void> {
  while (performance.now() - begun < load.seconds * 1000) {
    const { value } = JSON.parse(next().toString()) as { value: Item[] };
    const start = performance.now();
    await pool.query(INSERT, valuesOf(value));
    took.push(performance.now() - start);
  }
}
await Promise.all(Array.from({ length: 12 }, insert));
const seconds = (performance.now() - begun) / 1000;
await pool.end();
const sorted = took.toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const loaded: Loaded = {
  answered: took.length,
  refused: 0,
  perSecond: took.length / seconds,
  p50: at(0.5),
  p99: at(0.99),
  slowest: at(1),
};
process.send?.(loaded);
