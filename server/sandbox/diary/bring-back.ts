import { Temporal } from "temporal-polyfill";
import type { Dispatch } from "../core/dispatch.ts";
import type { Answer, Exchange } from "../core/exchange.ts";
import type { Tenant } from "../core/tenant.ts";
import { bodyOf, callerOf, type Deed, type Entry } from "./diary.ts";

/** What can be done to a tenant again. */
export type Doers = { dispatch: Dispatch; outside: (exchange: Exchange) => Promise<Answer> };

/**
 * Does everything again, each deed at its time, and puts the clock as far from real time as it was. Gives the first
 * deed that was refused now, as a sentence; null when all went well.
 */
export async function bringBack(
  tenant: Tenant,
  entries: readonly Entry[],
  doers: Doers,
  real: Temporal.Instant,
): Promise<string | null> {
  let wrong: string | null = null;
  for (const { at, ids, deed } of entries) {
    const when = Temporal.Instant.from(at);
    if (Temporal.Instant.compare(when, tenant.clock.now()) > 0) await tenant.clock.set(when);
    tenant.idsGiven = ids;
    const status = await again(deed, doers);
    // What was read before it was there is not there now either.
    if (status >= 400 && deed.method !== "GET")
      wrong ??= `${deed.method} ${"target" in deed ? deed.target : deed.path} is answered ${status}`;
  }
  const last = entries.at(-1);
  if (last !== undefined) {
    const ahead = Temporal.Instant.from(last.real).until(Temporal.Instant.from(last.at));
    // A move of the clock is noted when it began; where it ended is where the clock stands now.
    const there = real.add(ahead);
    if (Temporal.Instant.compare(there, tenant.clock.now()) > 0) await tenant.clock.set(there);
  } else if (Temporal.Instant.compare(real, tenant.clock.now()) > 0) await tenant.clock.set(real);
  return wrong;
}

async function again(deed: Deed, { dispatch, outside }: Doers): Promise<number> {
  if (deed.to === "outside") {
    const { method, path, search } = deed;
    const body = Buffer.from(deed.body, "base64");
    const answer = await outside({ method, path, search, headers: {}, body, origin: "http://localhost" });
    return answer.status;
  }
  const { method, target, headers } = deed;
  const caller = callerOf(deed.caller);
  const body = bodyOf(deed.body);
  const reply = await dispatch({
    method,
    target,
    headers,
    caller,
    body,
    bytes: 0,
    baseUrl: "http://localhost/v1.0",
  });
  return reply.status;
}
