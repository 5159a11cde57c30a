import type * as z from "zod/mini";
import type { ProblemCode } from "./problem.ts";

/**
 * One door of the server: what goes in, what comes out, which problems it may answer with, and what the audit calls it.
 * The server and the browser are both typed from it, so neither can drift from the other.
 */
export type Endpoint<
  Params extends z.ZodMiniType = z.ZodMiniType,
  Query extends z.ZodMiniType = z.ZodMiniType,
  Body extends z.ZodMiniType = z.ZodMiniType,
  Reply extends z.ZodMiniType = z.ZodMiniType,
> = {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Express's form, e.g. "/api/deals/:dealId". */
  path: string;
  params: Params;
  query: Query;
  body: Body;
  reply: Reply;
  /** Beyond those any door may answer with (request.*, auth.*, graph.*, store.busy, internal). */
  problems: readonly ProblemCode[];
  /** The audit's name for a use of this door; null where nothing is changed and nobody is asked. */
  audit: string | null;
  /** For so many seconds a browser may keep the reply for whoever asked; without it nothing is kept. */
  keepSeconds?: number;
  /** The thing whose id the body brings along as `id`; the audit names it. */
  makes?: "deal";
};

/** Declares an endpoint; keeps the exact types of its parts. */
export function endpoint<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType,
  Reply extends z.ZodMiniType,
>(declared: Endpoint<Params, Query, Body, Reply>): Endpoint<Params, Query, Body, Reply> {
  return declared;
}
