import type { z } from "zod";
import type { Dispatch } from "../core/dispatch.ts";
import type { Answer, Exchange } from "../core/exchange.ts";
import { GraphError } from "../core/graph-error.ts";
import { parseQuery, type Query } from "../core/query.ts";
import type { RequestLog } from "../core/request-log.ts";
import type { Tenant } from "../core/tenant.ts";
import type { KeyRing } from "../entra/keys.ts";

/** What acting on the tenant from outside stands on. */
export type OutsideParts = {
  tenant: Tenant;
  keys: KeyRing;
  log: RequestLog;
  /** Graph itself, without limits, for looking into the tenant. */
  dispatch: Dispatch;
  reset(seed: unknown): Promise<void>;
};

/** One request to the outside API. */
export type OutsideCall = OutsideParts & { params: readonly string[]; query: Query; exchange: Exchange };

/** One row of the outside API. `path` is matched whole; its groups become `params`, decoded. */
export type OutsideAction = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: RegExp;
  /** How it is written in the documentation, and what it does. */
  title: string;
  purpose: string;
  handle(call: OutsideCall): Answer | Promise<Answer>;
};

/** The call's query. */
export function queryOf(exchange: Exchange): Query {
  return parseQuery(exchange.search);
}

/** The JSON body as the schema makes it. Throws 400 that says what is wrong where. */
export function readJson<S extends z.ZodType>({ exchange }: OutsideCall, schema: S): z.output<S> {
  const read = schema.safeParse(parsedJson(exchange.body));
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw badRequest(
    `${where === "" ? "The body" : `"${where}"`} is not right: ${issue?.message ?? "invalid"}.`,
  );
}

/** A refusal of the outside API. */
export function badRequest(message: string): GraphError {
  return new GraphError(400, "BadRequest", message);
}

function parsedJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest("The body is not JSON.");
    throw error;
  }
}
