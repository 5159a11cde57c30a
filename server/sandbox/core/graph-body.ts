import type { Exchange } from "./exchange.ts";
import { GraphError } from "./graph-error.ts";

/** The body of a request, parsed by its type. Throws 400 for JSON that is none. */
export function bodyOf({ body, headers }: Exchange): unknown {
  if (body.length === 0) return undefined;
  const type = (headers["content-type"] ?? "").toLowerCase();
  if (type.startsWith("text/plain")) return body.toString();
  if (type !== "" && !type.includes("json")) return new Uint8Array(body);
  try {
    if (type === "") throw new SyntaxError("no content type");
    return JSON.parse(body.toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GraphError(
      400,
      "BadRequest",
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
}

/** A body as text, for the log; undefined for bytes. */
export function textOf(body: unknown): string | undefined {
  if (body === undefined || body instanceof Uint8Array) return undefined;
  return typeof body === "string" ? body : JSON.stringify(body);
}
