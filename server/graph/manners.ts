import type { Context, Middleware, MiddlewareOptions } from "@microsoft/microsoft-graph-client";
import type { TokenSource } from "../auth/tokens.ts";
import type { Breaker } from "./breaker.ts";
import { GraphBusy } from "./errors.ts";

/** How the adapter behaves towards Graph. All times in milliseconds. */
export type Manners = {
  /** How long one attempt may take. */
  attemptMs: number;
  /** Attempts altogether, the first included. */
  attempts: number;
  /** The longest wait that Graph may ask for before the matter goes back to the queue. */
  patienceMs: number;
  /** The first pause where Graph names none; each next one is twice as long, and each a little by chance. */
  pauseMs: number;
  /** After so many attempts in a row to which Graph did not answer as it should, it is left alone for a while. */
  failures: number;
  /** That while, the first time; twice as long each time that one trying attempt fails again, up to a minute. */
  restMs: number;
  wait: (ms: number) => Promise<void>;
};

export const usualManners: Manners = {
  attemptMs: 30_000,
  attempts: 5,
  patienceMs: 20_000,
  pauseMs: 300,
  failures: 20,
  restMs: 5_000,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Carries what the chain threw to whoever sent the request: the library would replace it by an error of its own and
 * drop the cause.
 */
export class Passing implements MiddlewareOptions {
  thrown: unknown = null;
  /** Whether doing it twice would leave two things: then only what was surely not done is sent again. */
  readonly once: boolean;

  constructor(once = false) {
    this.once = once;
  }
}

/** What says that Graph itself is out of service; to be throttled is an answer. */
const OUT_OF_SERVICE = new Set([500, 502, 503, 504]);
const LONGEST_CHANCE_MS = 2_000;

/** What makes sense to try again as it is: 409 and the like do not. */
const WORTH_ANOTHER = new Set([408, 429, 500, 502, 503, 504]);
/** Those of them that say for certain that nothing was done. */
const NOT_DONE = new Set([429, 503]);

/**
 * The last link of the Graph library's chain: puts the token on (the library leaves it out over http), sends, and tries
 * again with growing pauses as Graph asks. A refused token is renewed once. Rejects with GraphBusy when patience ends.
 */
export class GraphManners implements Middleware {
  readonly #token: TokenSource;
  readonly #manners: Manners;
  readonly #breaker: Breaker;

  constructor(token: TokenSource, manners: Manners, breaker: Breaker) {
    this.#token = token;
    this.#manners = manners;
    this.#breaker = breaker;
  }

  async execute(context: Context): Promise<void> {
    const options = context.middlewareControl?.getMiddlewareOptions(Passing);
    const passing = options instanceof Passing ? options : new Passing();
    try {
      await this.#send(context, passing.once);
    } catch (error) {
      passing.thrown = error;
      throw error;
    }
  }

  async #send(context: Context, once: boolean): Promise<void> {
    const { attempts, patienceMs, pauseMs, wait } = this.#manners;
    const operation = describe(context);
    let renew = false;
    for (let attempt = 1; ; attempt++) {
      const restMs = this.#breaker.restMs();
      if (restMs > 0) throw new GraphBusy(Math.ceil(restMs / 1000), operation);
      const response = await this.#attempt(context, renew).catch((cause: unknown) => {
        if (isNetwork(cause)) this.#breaker.failed();
        else this.#breaker.answered();
        if (once || attempt >= attempts || !isNetwork(cause))
          throw isNetwork(cause) ? new GraphBusy(5, operation, cause) : cause;
        return null;
      });
      if (response !== null && OUT_OF_SERVICE.has(response.status)) this.#breaker.failed();
      else if (response !== null) this.#breaker.answered();
      if (response?.status === 401 && !renew && attempt < attempts) {
        renew = true;
        continue;
      }
      if (response !== null && !WORTH_ANOTHER.has(response.status)) {
        context.response = response;
        return;
      }
      const pause = response && asked(response);
      const ms = pause ?? pauseMs * 2 ** (attempt - 1);
      // Many who were refused at one moment must not come back at one moment.
      const byChanceMs = Math.random() * Math.min(ms / 2, LONGEST_CHANCE_MS);
      const mayBeDone = once && response !== null && !NOT_DONE.has(response.status);
      if (attempt >= attempts || ms > patienceMs || mayBeDone)
        throw new GraphBusy(Math.max(1, Math.ceil(ms / 1000)), operation);
      await response?.body?.cancel();
      await wait(ms + byChanceMs);
    }
  }

  async #attempt(context: Context, renew: boolean): Promise<Response> {
    const headers = new Headers(context.options?.headers as HeadersInit | undefined);
    headers.set("Authorization", `Bearer ${await this.#token({ renew })}`);
    const response = await fetch(context.request, {
      ...(context.options as RequestInit),
      headers,
      signal: AbortSignal.timeout(this.#manners.attemptMs),
    });
    // Read whole here, so that a body cut off half-way counts as a failed attempt.
    const bytes = await response.arrayBuffer();
    const empty = bytes.byteLength === 0 || response.status === 204;
    return new Response(empty ? null : bytes, { status: response.status, headers: response.headers });
  }
}

function asked(response: Response): number | null {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function isNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === "TimeoutError" ||
    (error instanceof TypeError && /fetch failed|terminated/.test(error.message))
  );
}

/** The operation without ids, fit for a log: "GET /users/…/messages/…". */
function describe(context: Context): string {
  const url = typeof context.request === "string" ? context.request : context.request.url;
  const path = new URL(url).pathname.replace(/^\/(v1\.0|beta)/, "");
  const named = path.split("/").map((part) => (/^[A-Za-z$]{2,40}(\(\))?$/.test(part) ? part : part && "…"));
  return `${context.options?.method ?? "GET"} ${named.join("/")}`;
}
