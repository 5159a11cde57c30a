import type { Request } from "../tenant/shapes.ts";

/** The path without version and query. */
export function pathOf({ url }: Request): string {
  return (url.split("?")[0] ?? "").replace(/^\/(?:v1\.0|beta)/, "");
}

/** The path as people can read it: ids, which are long, give way to a sign. */
export function shortPath(path: string): string {
  return path
    .split("/")
    .map((part) => (part.length > 30 ? "…" : part))
    .join("/");
}

/** What stands in a body of unknown shape under these names, one inside the other; undefined where one is missing. */
export function field(value: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}

/** A text, or an empty one for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
