import process from "node:process";
import autocannon from "autocannon";
import { bodies } from "./bodies.ts";

/**
 * What is sent: `rate` requests a second (paced.ts, which needs some seconds more to get into its pace), or as many as are
 * answered; ids from `first`. `mayRefuse`: 503 is an answer too.
 */
export type Load = {
  url: string;
  items: number;
  first: number;
  seconds: number;
  rate?: number;
  mayRefuse?: boolean;
};

/**
 * What came of it. `perSecond` counts answered requests, `refused` those answered 503; latencies in milliseconds, `slowest`
 * of all answers, `p50` and `p99` of those at full pace.
 */
export type Loaded = {
  answered: number;
  refused: number;
  perSecond: number;
  p50: number;
  p99: number;
  slowest: number;
};

const CONNECTIONS = 64;

// A process of its own: it sends what its argument says and tells its parent what came of it.
const load = JSON.parse(process.argv[2] ?? "{}") as Load;
const next = bodies(load.items, load.first);
const result = await autocannon({
  url: load.url,
  connections: CONNECTIONS,
  duration: load.seconds,
  requests: [
    {
      method: "POST",
      path: "/api/notifications",
      headers: { "content-type": "application/json" },
      setupRequest: (request) => ({ ...request, body: next() }),
    },
  ],
});
const failed = result.errors + result.timeouts + result.non2xx;
if (failed > 0) throw new Error(`${load.url}: ${failed} of ${result["2xx"] + failed} requests failed.`);
const loaded: Loaded = {
  answered: result["2xx"],
  refused: 0,
  perSecond: result["2xx"] / result.duration,
  p50: result.latency.p50,
  p99: result.latency.p99,
  slowest: result.latency.max,
};
process.send?.(loaded);
