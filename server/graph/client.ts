import { Client, GraphError, type GraphRequest, ResponseType } from "@microsoft/microsoft-graph-client";
import * as z from "zod";
import type { TokenSource } from "../auth/tokens.ts";
import { openBreaker } from "./breaker.ts";
import { GraphBusy, GraphRefused } from "./errors.ts";
import { openGate } from "./gate.ts";
import { GraphManners, type Manners, Passing, usualManners } from "./manners.ts";

/** `once`: never sent again after an attempt that may have been done all the same; GraphBusy instead. */
export type CallOptions = { headers?: Record<string, string>; once?: boolean };

/** Graph v1.0 for one identity. Paths come from `path` below. Rejects with GraphRefused or GraphBusy. */
export type Graph = {
  get<S extends z.ZodType>(path: string, shape: S, options?: CallOptions): Promise<z.output<S>>;
  /** Posts and reads the reply; `shape` null where Graph sends none. */
  post<S extends z.ZodType>(
    path: string,
    body: unknown,
    shape: S,
    options?: CallOptions,
  ): Promise<z.output<S>>;
  patch(path: string, body: unknown, options?: CallOptions): Promise<void>;
  remove(path: string, options?: CallOptions): Promise<void>;
  /** Asks once for work that Graph does later; where it says how that stands (Location), null when it does not say. */
  begin(path: string, body: unknown): Promise<string | null>;
  /** Reads a file, with the type that Graph gives it. */
  file(path: string): Promise<{ type: string; bytes: Uint8Array }>;
  /** A collection page by page, each nextLink followed word for word. Ends with the delta link, if there is one. */
  pages<S extends z.ZodType>(
    path: string,
    item: S,
    options?: CallOptions,
  ): AsyncGenerator<z.output<S>[], string | null, undefined>;
};

/** Where a reply has no body, or none that matters. */
export const nothing = z.unknown();

/** Microsoft allows four requests at a time for one app and mailbox. */
const AT_A_TIME = 4;
/** A file that was cut off may be asked for again after so many seconds. */
const CUT_SECONDS = 2;

/** Writes a path, each value encoded: path`/users/${id}/messages/${messageId}`. */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
  return parts.reduce((text, part, i) => text + encodeURIComponent(values[i - 1] ?? "") + part);
}

/** Opens Graph at `url` (without version), e.g. "https://graph.microsoft.com", for identities given one by one. */
export function openGraph(url: string, manners: Manners = usualManners): (token: TokenSource) => Graph {
  const gate = openGate(AT_A_TIME);
  const breaker = openBreaker(manners.failures, manners.restMs);
  return (token) => {
    const client = Client.initWithMiddleware({
      baseUrl: url,
      defaultVersion: "v1.0",
      customHosts: new Set([new URL(url).hostname]),
      middleware: new GraphManners(token, manners, breaker),
    });
    const send = async <T>(
      to: string,
      options: CallOptions | undefined,
      act: (request: GraphRequest) => Promise<T>,
    ) => {
      const passing = new Passing(options?.once);
      const request = client.api(relative(url, to)).middlewareOptions([passing]).headers(preferring(options));
      try {
        return await gate(/\/users\/[^/?]+/.exec(to)?.[0] ?? "", () => act(request));
      } catch (error) {
        throw passing.thrown ?? asOurs(error, to);
      }
    };
    return {
      get: async (to, shape, options) => shape.parse(await send(to, options, (request) => request.get())),
      post: async (to, body, shape, options) =>
        shape.parse(await send(to, options, (request) => request.post(body))),
      async patch(to, body, options) {
        await send(to, options, (request) => request.patch(body));
      },
      async remove(to, options) {
        await send(to, options, (request) => request.delete());
      },
      async begin(to, body) {
        const raw = ResponseType.RAW;
        const act = (request: GraphRequest): Promise<Response> => request.responseType(raw).post(body);
        const reply = await send(to, { once: true }, act);
        if (!reply.ok) throw new GraphRefused(reply.status, await codeOf(reply), shorten(to));
        return reply.headers.get("Location");
      },
      async file(to) {
        const act = (request: GraphRequest): Promise<Response> =>
          request.responseType(ResponseType.RAW).get();
        const reply = await send(to, undefined, act);
        if (!reply.ok) throw new GraphRefused(reply.status, await codeOf(reply), shorten(to));
        const bytes = await reply.arrayBuffer().catch((cause: unknown) => {
          throw new GraphBusy(CUT_SECONDS, shorten(to), cause);
        });
        return { type: reply.headers.get("Content-Type") ?? "", bytes: new Uint8Array(bytes) };
      },
      async *pages(to, item, options) {
        const page = z.object({
          value: z.array(item),
          "@odata.nextLink": z.string().optional(),
          "@odata.deltaLink": z.string().optional(),
        });
        for (let next: string | undefined = to; ; ) {
          const found: z.output<typeof page> = page.parse(
            await send(next, options, (request) => request.get()),
          );
          yield found.value as z.output<typeof item>[];
          next = found["@odata.nextLink"];
          if (next === undefined) return found["@odata.deltaLink"] ?? null;
        }
      },
    };
  };
}

/** Ids that survive a move are wanted everywhere; other preferences come beside. */
function preferring(options: CallOptions | undefined): Record<string, string> {
  const { Prefer, ...others } = options?.headers ?? {};
  return { Prefer: ['IdType="ImmutableId"', Prefer].filter(Boolean).join(", "), ...others };
}

/** A nextLink is absolute; the library takes http links for paths, so the part it adds itself is taken off. */
function relative(url: string, to: string): string {
  const base = `${url}/v1.0`;
  return to.startsWith(base) ? to.slice(base.length) : to;
}

function asOurs(error: unknown, to: string): unknown {
  if (!(error instanceof GraphError)) return error;
  return new GraphRefused(error.statusCode, error.code ?? "", shorten(to));
}

function shorten(to: string): string {
  return to.replace(/\?.*/, "").replace(/\/[^/]{20,}/g, "/…");
}

const refusal = z.object({ error: z.object({ code: z.string() }) });

async function codeOf(reply: Response): Promise<string> {
  const body = refusal.safeParse(await reply.json().catch(() => null));
  return body.success ? body.data.error.code : "";
}
