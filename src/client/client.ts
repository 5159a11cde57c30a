import type * as z from "zod/mini";
import type { Endpoint } from "../contract/endpoint.ts";
import { Problem } from "../contract/problem.ts";
import { addressOf } from "./address.ts";
import { Offline } from "./offline.ts";
import { readRefusal } from "./refusal.ts";
import { serverClock } from "./server-clock.ts";
import { SignedOut } from "./signed-out.ts";

/** How a token is asked for: `renew` past the one that is kept, `claims` as Microsoft's challenge came. */
export type TokenWish = { claims?: string; renew?: boolean };

/** Where an access token comes from: the host that the page runs in. */
export type TokenSource = (wish?: TokenWish) => Promise<string>;

type Part<Name extends string, Schema extends z.ZodMiniType> =
  Record<string, never> extends z.input<Schema>
    ? { [K in Name]?: z.input<Schema> }
    : { [K in Name]: z.input<Schema> };

/** What goes into an endpoint; parts that hold nothing may be left out. */
export type Input<P extends z.ZodMiniType, Q extends z.ZodMiniType, B extends z.ZodMiniType> = Part<
  "params",
  P
> &
  Part<"query", Q> &
  Part<"body", B>;

/** Asks the server. Rejects with the server's Problem, with Offline when it cannot be reached, with SignedOut. */
export type Call = <
  P extends z.ZodMiniType,
  Q extends z.ZodMiniType,
  B extends z.ZodMiniType,
  R extends z.ZodMiniType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  input: Input<P, Q, B>,
  signal?: AbortSignal,
) => Promise<z.output<R>>;

type Any = z.ZodMiniType;

/** An answer that came before it was asked for: as it was sent, and its body read. */
export type Early = { response: Response; body: unknown };

/** The server as the browser sees it. */
export type Client = {
  call: Call;
  /** The answer to what was asked ahead, if it is there; given once. */
  early?<R extends z.ZodMiniType>(
    endpoint: Endpoint<Any, Any, Any, R>,
    input: object,
  ): z.output<R> | undefined;
  /** Milliseconds since the epoch by the server's clock, as its replies tell it: a reader's own clock may be wrong. */
  now(): number;
};

/** What a client is made of. `origin` is the server's, e.g. "https://deals.contoso.com"; no token: public doors only. */
export type ClientOptions = {
  fetch: typeof fetch;
  token: TokenSource | null;
  origin: string;
  /** What came ahead for that address, given once; null when nothing did. */
  early?: (url: string) => Early | null;
};

/** Typed calls over the contract, with a bearer token. An expired token is renewed once, a challenge is passed on once. */
export function createClient({ fetch, token, origin, early: take }: ClientOptions): Client {
  const clock = serverClock();
  // A page asks for several things at once, and whoever has to sign in is asked once.
  let asking: Promise<string> | null = null;

  function bearer(source: TokenSource, wish: TokenWish | undefined): Promise<string> {
    if (wish !== undefined) return askToken(source, wish);
    asking ??= askToken(source).finally(() => {
      asking = null;
    });
    return asking;
  }

  async function send(request: { url: string; init: RequestInit }, wish?: TokenWish): Promise<Response> {
    const proof = token === null ? {} : { Authorization: `Bearer ${await bearer(token, wish)}` };
    const headers = { ...request.init.headers, ...proof };
    const response = await fetch(request.url, { ...request.init, headers }).catch(cutOff);
    clock.hear(response);
    return response;
  }

  async function answer(request: { url: string; init: RequestInit }): Promise<Response> {
    const first = await send(request);
    if (first.ok) return first;
    const problem = await readRefusal(first);
    const wish = secondTry(problem);
    if (wish === null) throw problem;
    const second = await send(request, wish);
    if (second.ok) return second;
    throw await readRefusal(second);
  }

  const call: Call = async (endpoint, input, signal) => {
    const { params = {}, query = {}, body } = input as { params?: object; query?: object; body?: object };
    const init: RequestInit = { method: endpoint.method.toUpperCase(), ...(signal && { signal }) };
    if (endpoint.method !== "get") {
      init.body = JSON.stringify(body ?? {});
      init.headers = { "Content-Type": "application/json" };
    }
    const response = await answer({ url: addressOf(origin, endpoint.path, params, query), init });
    const parsed = endpoint.reply.safeParse(await readBody(response));
    if (parsed.success) return parsed.data;
    throw new Problem("internal", "The reply was not what the contract says.", {}, parsed.error);
  };

  const early: Client["early"] = ({ method, path, reply }, input) => {
    const { params = {}, query = {} } = input as { params?: object; query?: object };
    const there = method === "get" ? take?.(addressOf(origin, path, params, query)) : null;
    if (!there) return undefined;
    clock.hear(there.response);
    return reply.safeParse(there.body).data;
  };

  return { call, early, now: clock.now };
}

/** What was sent back; undefined where that is no JSON. Rejects as a request does when the way is cut half through. */
function readBody(response: Response): Promise<unknown> {
  return response
    .json()
    .catch((cause: unknown) => (cause instanceof SyntaxError ? undefined : cutOff(cause)));
}

/** A request that was called off stays what it is; of any other without an end nothing is known. */
function cutOff(cause: unknown): never {
  if ((cause as Error).name === "AbortError") throw cause;
  throw new Offline(cause);
}

/** How a refused request is tried once more; null when that makes no sense. */
function secondTry({ code, detail }: Problem): TokenWish | null {
  if (code === "auth.expired") return { renew: true };
  if (code === "auth.interaction")
    return { renew: true, ...(detail.claims !== undefined && { claims: detail.claims }) };
  return null;
}

/** A token, or why there is none: nobody signed in, or the way to the sign-in service is cut (fetch's TypeError). */
function askToken(token: TokenSource, wish?: TokenWish): Promise<string> {
  return token(wish).catch((cause: unknown) => {
    throw cause instanceof TypeError ? new Offline(cause) : new SignedOut(cause);
  });
}
