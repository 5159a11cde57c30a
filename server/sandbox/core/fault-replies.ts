import type { Fault } from "./faults.ts";
import { GraphError } from "./graph-error.ts";

/** The refusal that a fault asks for; undefined when none of them does. */
export function refusalOf(faults: readonly Fault[]): GraphError | undefined {
  const fault = faults.find((one) => one.status !== undefined);
  if (fault === undefined) return undefined;
  const status = fault.status ?? 500;
  const codes: Record<number, string> = {
    401: "InvalidAuthenticationToken",
    403: "Forbidden",
    404: "ResourceNotFound",
    409: "Conflict",
    410: "ResyncRequired",
    412: "PreconditionFailed",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
  };
  const headers = fault.retryAfter === undefined ? {} : { "Retry-After": String(fault.retryAfter) };
  const code = fault.code ?? codes[status] ?? "UnknownError";
  return new GraphError(status, code, "The sandbox was asked to answer so.", headers);
}

/** Waits as long as the faults say. */
export async function latencyOf(faults: readonly Fault[]): Promise<void> {
  const waitMs = Math.max(0, ...faults.map((fault) => fault.latencyMs ?? 0));
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
