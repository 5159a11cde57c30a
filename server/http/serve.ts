import { type Request, type Response, Router } from "express";
import type * as z from "zod/mini";
import type { Endpoint } from "../../src/contract/endpoint.ts";
import { Problem } from "../../src/contract/problem.ts";
import { type Caller, callerOf } from "./caller.ts";

type Input<P extends z.ZodMiniType, Q extends z.ZodMiniType, B extends z.ZodMiniType> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
};

/** Writes one line of the audit: who did what, to which deal. Ids only. */
export type Audit = (line: { caller: Caller; action: string; dealId: string | null }) => Promise<void>;

/** Serves an endpoint to signed-in people: validates what comes in, checks what goes out, and leaves a line in the audit. */
export function serve<
  P extends z.ZodMiniType,
  Q extends z.ZodMiniType,
  B extends z.ZodMiniType,
  R extends z.ZodMiniType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  audit: Audit,
  handle: (input: Input<P, Q, B> & { caller: Caller }) => Promise<z.input<R>>,
): Router {
  return route(endpoint, async (request, response) => {
    const caller = callerOf(request);
    const input = read(endpoint, request);
    const reply = endpoint.reply.parse(await handle({ ...input, caller }));
    if (endpoint.audit !== null)
      await audit({ caller, action: endpoint.audit, dealId: dealOf(endpoint, input) });
    if (endpoint.keepSeconds !== undefined) {
      // What is kept is one person's, and is asked for anew, by its mark, when it is old.
      response.vary("Authorization").setHeader("Cache-Control", `private, max-age=${endpoint.keepSeconds}`);
    }
    response.json(reply);
  });
}

/** Serves an endpoint to anybody, signed in or not. */
export function serveOpen<
  P extends z.ZodMiniType,
  Q extends z.ZodMiniType,
  B extends z.ZodMiniType,
  R extends z.ZodMiniType,
>(endpoint: Endpoint<P, Q, B, R>, handle: (input: Input<P, Q, B>) => Promise<z.input<R>>): Router {
  return route(endpoint, async (request, response) => {
    response.json(endpoint.reply.parse(await handle(read(endpoint, request))));
  });
}

function route(endpoint: Endpoint, handle: (request: Request, response: Response) => Promise<void>): Router {
  const router = Router();
  router[endpoint.method](endpoint.path, handle);
  return router;
}

function read<P extends z.ZodMiniType, Q extends z.ZodMiniType, B extends z.ZodMiniType>(
  endpoint: Endpoint<P, Q, B>,
  request: Request,
): Input<P, Q, B> {
  return {
    params: parse(endpoint.params, request.params),
    query: parse(endpoint.query, request.query),
    body: parse(endpoint.body, request.body ?? {}),
  };
}

function parse<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.join(".");
  throw new Problem(
    "request.invalid",
    `${field || "The request"}: ${issue?.message ?? "not valid"}`,
    field ? { field } : {},
  );
}

function dealOf(
  { makes }: Pick<Endpoint, "makes">,
  input: { params: unknown; body: unknown },
): string | null {
  const { params, body } = input as Record<"params" | "body", { dealId?: unknown; id?: unknown } | undefined>;
  const found = params?.dealId ?? body?.dealId ?? (makes === "deal" ? body?.id : undefined);
  return typeof found === "string" ? found : null;
}
