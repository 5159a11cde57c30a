import { z } from "zod";
import { GraphError } from "./graph-error.ts";
import type { Call } from "./operation.ts";

/** How refusals of one operation's body are worded. */
export type BodyWords = {
  /** The type that unknown properties are missed on, e.g. "microsoft.graph.message". */
  type?: string;
  /** Graph's error code: "RequestBodyRead" (default) in Outlook, "BadRequest" elsewhere. */
  code?: string;
};

/**
 * The JSON body, as the schema makes it. Throws 400 in Graph's words for a missing body, unknown properties, wrong
 * types and wrong enum values; 415 for a body that is not JSON.
 */
export function readBody<S extends z.ZodType>(call: Call, schema: S, words: BodyWords = {}): z.output<S> {
  const code = words.code ?? "RequestBodyRead";
  if (call.body === undefined)
    throw new GraphError(400, "BadRequest", "Empty Payload. JSON content expected.");
  if (typeof call.body === "string" || call.body instanceof Uint8Array) {
    throw new GraphError(415, "UnsupportedMediaType", "A body of type application/json was expected.");
  }
  const read = schema.safeParse(call.body);
  if (read.success) return read.data;
  throw new GraphError(400, code, sentenceOf(read.error.issues[0], words.type ?? "the request body"));
}

/** An object whose properties are all known. OData annotations are let through and dropped, unless the shape has them. */
export function graphObject<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess((value) => withoutAnnotations(value, shape), z.strictObject(shape));
}

/** The parameters of an action: as graphObject, but each name is taken in any letter case ("ToRecipients"). */
export function graphAction<S extends z.ZodRawShape>(shape: S) {
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  const renamed = (value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [names.get(name.toLowerCase()) ?? name, inner]),
        )
      : value;
  return z.preprocess((value) => withoutAnnotations(renamed(value), shape), z.strictObject(shape));
}

/** One of the names, taken in any letter case ("HTML") and given as listed. */
export function graphEnum<const T extends string>(names: readonly [T, ...T[]]) {
  const byLower = new Map<string, T>(names.map((name) => [name.toLowerCase(), name]));
  return z.string().transform((text, context): T => {
    const found = byLower.get(text.toLowerCase());
    if (found !== undefined) return found;
    context.addIssue({ code: "custom", message: `Requested value '${text}' was not found.` });
    return z.NEVER;
  });
}

function withoutAnnotations(value: unknown, shape: z.ZodRawShape): unknown {
  if (!isRecord(value)) return value;
  const keeps = (name: string) => !name.includes("@odata.") || Object.hasOwn(shape, name);
  return Object.fromEntries(Object.entries(value).filter(([name]) => keeps(name)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sentenceOf(issue: z.core.$ZodIssue | undefined, type: string): string {
  if (issue?.code === "unrecognized_keys") {
    const where = issue.path.length === 0 ? type : `${type}/${issue.path.join("/")}`;
    return `The property '${issue.keys[0]}' does not exist on type '${where}'. Make sure to only use property names that are defined by the type.`;
  }
  if (issue?.code === "custom") return issue.message;
  const where = issue?.path.join("/") ?? "";
  return `Cannot convert the value of '${where}' to the expected type: ${issue?.message ?? "it is not valid"}.`;
}
