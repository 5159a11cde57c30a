import { GraphError } from "./graph-error.ts";
import type { Call, Caller } from "./operation.ts";
import type { Segment } from "./routes.ts";

/** `/me/…` is the caller's own `/users/{id}/…`. Throws for an application, which is nobody. */
export function ownPath(segments: readonly Segment[], caller: Caller): readonly Segment[] {
  if (segments[0]?.text.toLowerCase() !== "me") return segments;
  if (caller.kind === "app") {
    throw new GraphError(400, "BadRequest", "/me request is only valid with delegated authentication flow.");
  }
  return [{ text: "users", args: {} }, { text: caller.userId, args: {} }, ...segments.slice(1)];
}

/** Function arguments from the path; an `@name` among them is looked up in the query. */
export function withArguments(query: Call["query"], args: Readonly<Record<string, string>>): Call["query"] {
  const plain = (text: string | undefined) => text?.replace(/^'(.*)'$/s, "$1");
  const low = Object.fromEntries(Object.entries(args).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    ...query,
    argument(name) {
      const inPath = low[name.toLowerCase()];
      if (inPath === undefined) return query.argument(name);
      return inPath.startsWith("@") ? plain(query.argument(inPath)) : plain(inPath);
    },
  };
}
