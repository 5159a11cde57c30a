import process from "node:process";
import { bodies } from "./bodies.ts";
import { openClient } from "./lean-client.ts";
import type { Load, Loaded } from "./load.ts";

// A process of its own: it sends at an even pace, however long answers take, and counts from when each was due. A
// sender that waits for answers, or sends a second's requests at once, would tell of itself and not of the server. So would
// one that has just begun: it opens connections with code that is still slow, sends late, and hears late.
const {
  url,
  items,
  first,
  seconds,
  rate = 1,
  mayRefuse = false,
} = JSON.parse(process.argv[2] ?? "{}") as Load;
/** How long it sends before latencies count towards p50 and p99, in milliseconds. All answers count for all else. */
const LEAD_MS = 2000;
/** More than ever wait for an answer: a request that waited for a free connection would tell of the sender, too. */
const MOST_CONNECTIONS = 256;
const client = openClient(`${url}/api/notifications`, MOST_CONNECTIONS);
const next = bodies(items, first);
const begunMs = performance.now();
const took: { dueMs: number; ms: number }[] = [];
let failed = 0;
let refused = 0;

async function send(dueMs: number): Promise<void> {
  // A connection that broke is an answer that never came.
  const status = await client.post(next()).catch(() => null);
  took.push({ dueMs, ms: performance.now() - dueMs });
  if (status === 503) refused += 1;
  if (status !== 202 && !(mayRefuse && status === 503)) failed += 1;
}

const sending: Promise<void>[] = [];
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const now = performance.now();
    for (;;) {
      const dueMs = begunMs + (sending.length * 1000) / rate;
      if (dueMs > now) return;
      if (dueMs - begunMs > LEAD_MS + seconds * 1000) break;
      sending.push(send(dueMs));
    }
    clearInterval(timer);
    resolve();
  }, 1);
});
await Promise.all(sending);
client.close();
if (failed > 0) throw new Error(`${url}: ${failed} of ${took.length} requests failed.`);
const sorted = took
  .filter(({ dueMs }) => dueMs - begunMs >= LEAD_MS)
  .map(({ ms }) => ms)
  .toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const loaded: Loaded = {
  answered: took.length - refused,
  refused,
  perSecond: sorted.length / seconds,
  p50: at(0.5),
  p99: at(0.99),
  slowest: took.reduce((most, { ms }) => Math.max(most, ms), 0),
};
process.send?.(loaded);
