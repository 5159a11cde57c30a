import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";

/** Which kind of thing an etag is of: one of a task does not fit its details. */
export type EtagKind = "Plan" | "PlanDetails" | "Bucket" | "Task" | "TaskDetails";

/** The version of one thing as Planner writes it. */
export function etag(kind: EtagKind, version: number): string {
  return `W/"${Buffer.from(`'${version}-${kind}'`).toString("base64")}"`;
}

/** Throws 412 where If-Match is missing or of an older version, 400 where it is the etag of something else. */
export function requireMatch({ headers }: Call, kind: EtagKind, version: number): void {
  const sent: string | undefined = headers["if-match"];
  if (sent === undefined)
    throw new GraphError(412, "", "The If-Match header must be specified for this kind of request.");
  const quoted = /^(?:W\/)?"([A-Za-z0-9+/=]+)"$/.exec(sent.trim());
  const found = /^'\d+-(\w+)'$/.exec(Buffer.from(quoted?.[1] ?? "", "base64").toString());
  if (found?.[1] !== kind) throw new GraphError(400, "", "The If-Match header contains an invalid value.");
  if (sent.replace(/^W\//, "").trim() === etag(kind, version).slice(2)) return;
  throw new GraphError(
    412,
    "",
    "The item was changed since it was read: the If-Match header does not match it any more.",
  );
}
