import { randomUUID } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { GraphError } from "./graph-error.ts";
import type { Operation } from "./operation.ts";
import type { Match } from "./routes.ts";

/** The ids every reply carries: ours, and the caller's own if it sent one. */
export type RequestIds = { requestId: string; clientRequestId: string };

/** Makes the ids of one request. */
export function requestIds(headers: Readonly<Record<string, string | undefined>>): RequestIds {
  const requestId = randomUUID();
  const sent = headers["client-request-id"];
  const isUsable = sent !== undefined && /^[\w-]{1,64}$/.test(sent);
  return { requestId, clientRequestId: isUsable ? sent : requestId };
}

/** Graph's error body. `date` has no zone, as on the real service. */
export function errorBody(
  error: Pick<GraphError, "code" | "message">,
  clock: Clock,
  ids: RequestIds,
): object {
  return {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        date: clock.now().toString({ smallestUnit: "second" }).replace("Z", ""),
        "request-id": ids.requestId,
        "client-request-id": ids.clientRequestId,
      },
    },
  };
}

/** Puts `@odata.context` in front of a reply that is an object and has none. */
export function withContext(body: unknown, baseUrl: string, { row, params }: Match<Operation>): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body) || body instanceof Uint8Array)
    return body;
  if ("@odata.context" in body) return body;
  const isCollection = "value" in body && Array.isArray(body.value);
  const path = row.path
    .slice(1)
    .replaceAll(/\/?\{([^}]+)\}/g, (_whole, name: string) => `('${encodeURIComponent(params[name] ?? "")}')`)
    .replace(/\(\)$/, "");
  const item = isCollection ? "" : "/$entity";
  const fragment = isCollection ? path : path.replace(/\('[^']*'\)$/, "");
  return { "@odata.context": `${baseUrl}/$metadata#${fragment}${item}`, ...body };
}
