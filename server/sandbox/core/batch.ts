import { z } from "zod";
import type { Clock } from "./clock.ts";
import type { Dispatch, GraphReply, GraphRequest } from "./dispatch.ts";
import { GraphError } from "./graph-error.ts";
import { errorBody, requestIds } from "./reply-text.ts";

/** How many requests one batch may hold. Source: Graph JSON batching. */
const MOST_ITEMS = 20;

const item = z.object({
  id: z.string().min(1),
  method: z.string().transform((method) => method.toUpperCase()),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});

const batch = z.object({ requests: z.array(item) });

type Item = z.infer<typeof item>;
type ItemReply = { id: string; status: number; headers: Record<string, string>; body?: unknown };

/** Tells of each request inside a batch once it was answered. */
export type BatchListener = (request: GraphRequest, reply: GraphReply) => void;

/**
 * Answers POST /$batch: items that depend on nothing run at the same time, and each has its own status.
 * Throws 400 for a batch that is malformed, too long, repeats an id or depends on what is not in it.
 */
export async function runBatch(
  outer: GraphRequest,
  dispatch: Dispatch,
  clock: Clock,
  listener: BatchListener,
): Promise<{ responses: ItemReply[] }> {
  const items = readBatch(outer.body);
  const replies = new Map<string, Promise<ItemReply>>();
  const run = async (one: Item): Promise<ItemReply> => {
    const before = await Promise.all((one.dependsOn ?? []).map((id) => replies.get(id)!));
    if (before.some((reply) => reply.status >= 400)) return failedDependency(one, clock);
    return runItem(one, outer, dispatch, clock, listener);
  };
  for (const one of items) replies.set(one.id, run(one));
  return { responses: await Promise.all(replies.values()) };
}

function readBatch(body: unknown): Item[] {
  const read = batch.safeParse(body);
  if (!read.success) {
    const path = read.error.issues[0]?.path.join(".") ?? "";
    throw new GraphError(
      400,
      "BadRequest",
      `Invalid batch payload format: '${path}' is missing or of the wrong type.`,
    );
  }
  const { requests } = read.data;
  if (requests.length === 0)
    throw new GraphError(400, "BadRequest", "Invalid batch payload format: no requests.");
  if (requests.length > MOST_ITEMS) {
    throw new GraphError(
      400,
      "BadRequest",
      `Number of batch request steps exceeds the maximum value of ${MOST_ITEMS}.`,
    );
  }
  const seen = new Set<string>();
  for (const one of requests) {
    if (seen.has(one.id))
      throw new GraphError(400, "BadRequest", `Request Id '${one.id}' is not unique in the batch.`);
    for (const id of one.dependsOn ?? []) {
      if (!seen.has(id))
        throw new GraphError(
          400,
          "BadRequest",
          `Invalid dependsOn: '${id}' does not come before '${one.id}'.`,
        );
    }
    seen.add(one.id);
  }
  return requests;
}

async function runItem(
  one: Item,
  outer: GraphRequest,
  dispatch: Dispatch,
  clock: Clock,
  listener: BatchListener,
): Promise<ItemReply> {
  const headers = Object.fromEntries(
    Object.entries(one.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const hasBody = one.body !== undefined && one.body !== null;
  if (hasBody && headers["content-type"] === undefined) {
    const message = "Write request id : " + one.id + " does not contain Content-Type header or body.";
    return refused(one, new GraphError(400, "BadRequest", message), clock);
  }
  const isJson = /json/i.test(headers["content-type"] ?? "");
  const request: GraphRequest = {
    ...outer,
    method: one.method,
    target: one.url.startsWith("/") ? one.url : `/${one.url}`,
    headers,
    body:
      hasBody && !isJson && typeof one.body === "string"
        ? Buffer.from(one.body, "base64")
        : (one.body ?? undefined),
    bytes: hasBody ? Buffer.byteLength(JSON.stringify(one.body)) : 0,
  };
  if (request.target.split("?")[0] === "/$batch") {
    return refused(one, new GraphError(400, "BadRequest", "A batch cannot hold another batch."), clock);
  }
  const reply = await dispatch(request);
  listener(request, reply);
  const body = reply.body instanceof Uint8Array ? Buffer.from(reply.body).toString("base64") : reply.body;
  const type = typeof body === "object" ? { "Content-Type": "application/json" } : {};
  return {
    id: one.id,
    status: reply.status,
    headers: { ...type, ...reply.headers },
    ...(body !== undefined && { body }),
  };
}

function failedDependency(one: Item, clock: Clock): ItemReply {
  return refused(
    one,
    new GraphError(424, "FailedDependency", "A request this one depends on failed."),
    clock,
  );
}

function refused(one: Item, error: GraphError, clock: Clock): ItemReply {
  const body = errorBody(error, clock, requestIds({}));
  return { id: one.id, status: error.status, headers: { "Content-Type": "application/json" }, body };
}
