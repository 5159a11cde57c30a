import { GraphError } from "./graph-error.ts";
import type { Operation } from "./operation.ts";

/** A row found for a request, with its path parameters by name and the arguments of a function in its path. */
export type Match<Row> = { row: Row; params: Record<string, string>; args: Record<string, string> };

/** What of a row matters for finding it. */
export type RouteRow = Pick<Operation, "method" | "path">;

type Route<Row> = { row: Row; segments: readonly string[] };

/** Finds rows by method and path; literal segments win over parameters. */
export type Routes<Row> = {
  find(method: string, segments: readonly Segment[]): Match<Row> | undefined;
  /** Whether some row has this path, with whatever method. */
  knows(segments: readonly Segment[]): boolean;
};

/** One part of a path, decoded; `args` are those of a function such as doesUserHaveAccess(userId='…'). */
export type Segment = { text: string; args: Record<string, string> };

/** Makes a table of rows that can be searched. */
export function openRoutes<Row extends RouteRow>(rows: Iterable<Row>): Routes<Row> {
  const routes: Route<Row>[] = [...rows].map((row) => ({
    row,
    segments: row.path
      .split("/")
      .slice(1)
      .map((part) => part.replace(/\(.*$/, "")),
  }));
  const best = (segments: readonly Segment[], method?: string) => {
    let found: Route<Row> | undefined;
    let most = -1;
    for (const route of routes) {
      if (method !== undefined && route.row.method !== method) continue;
      const score = scoreOf(route.segments, segments);
      if (score > most) [found, most] = [route, score];
    }
    return found;
  };
  return {
    find(method, segments) {
      const route = best(segments, method);
      return route && { row: route.row, ...boundTo(route.segments, segments) };
    },
    knows: (segments) => best(segments) !== undefined,
  };
}

/** Cuts a path (without version and query) up. `users('id')` is the same as `users/id`. Throws 400 for bad encoding. */
export function segmentsOf(path: string): Segment[] {
  return path
    .split("/")
    .filter((part) => part !== "")
    .flatMap((part) => segmentOf(decodedPart(part)));
}

function segmentOf(text: string): Segment[] {
  const keyed = /^([A-Za-z]+)\('((?:[^']|'')*)'\)$/.exec(text);
  if (keyed !== null)
    return [
      { text: keyed[1]!, args: {} },
      { text: keyed[2]!.replaceAll("''", "'"), args: {} },
    ];
  const call = /^(?:microsoft\.graph\.)?([A-Za-z]+)\((.*)\)$/.exec(text);
  if (call === null) return [{ text, args: {} }];
  const args = [...call[2]!.matchAll(/(\w+)=('(?:[^']|'')*'|[^,]+)/g)].map(([, name, value]) => [
    name!,
    value!,
  ]);
  return [{ text: call[1]!, args: Object.fromEntries(args) }];
}

function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new GraphError(400, "BadRequest", "The request URI is not correctly encoded.");
  }
}

/** -1 where they do not match, else how many segments match literally. */
function scoreOf(pattern: readonly string[], segments: readonly Segment[]): number {
  if (pattern.length !== segments.length) return -1;
  let literal = 0;
  for (const [i, part] of pattern.entries()) {
    if (part.startsWith("{")) continue;
    if (!isNamed(part, segments[i]!.text)) return -1;
    literal += 1;
  }
  return literal;
}

/** Whether a segment has that name; one of Microsoft's types must say whose it is, e.g. "microsoft.graph.user". */
function isNamed(part: string, text: string): boolean {
  const name = text.toLowerCase();
  const plain = part.startsWith("graph.")
    ? name.replace(/^microsoft\./, "")
    : name.replace(/^microsoft\.graph\./, "");
  return plain === part.toLowerCase();
}

function boundTo(pattern: readonly string[], segments: readonly Segment[]) {
  const params: Record<string, string> = {};
  const args: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i]!;
    if (part.startsWith("{")) params[part.slice(1, -1)] = segment.text;
    Object.assign(args, segment.args);
  }
  return { params, args };
}
