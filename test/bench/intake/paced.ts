import { Agent, request } from "node:http";
import process from "node:process";
import { bodies } from "./bodies.ts";
import type { Load, Loaded } from "./load.ts";

// A process of its own: it sends at an even pace, however long answers take, and counts from when each was due. A
// sender that waits for answers, or sends a second's requests at once, would tell of itself and not of the server. So would
// one that has just begun: it opens 64 connections with code that is still slow, sends late, and hears late.
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
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const next = bodies(items, first);
const begunMs = performance.now();
const took: { dueMs: number; ms: number }[] = [];
let failed = 0;
let refused = 0;

function send(dueMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const body = next();
  const headers = { "Content-Type": "application/json", "Content-Length": body.length };
  const end = (isFine: boolean) => {
    took.push({ dueMs, ms: performance.now() - dueMs });
    if (!isFine) failed += 1;
    resolve();
  };
  const sent = request(`${url}/api/notifications`, { agent, method: "POST", headers }, (answer) => {
    if (answer.statusCode === 503) refused += 1;
    answer
      .resume()
      .on("end", () => end(answer.statusCode === 202 || (mayRefuse && answer.statusCode === 503)));
  });
  sent.on("error", () => end(false)).end(body);
  return promise;
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
agent.destroy();
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
