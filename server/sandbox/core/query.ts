import { GraphError } from "./graph-error.ts";

/** The query string of a Graph request: OData options by name with their `$` (in lower case), and all other arguments. */
export type Query = {
  /** "$select", "$filter", "$orderby", "$top", "$skip", "$count", "$search", "$expand", "$skiptoken", "$deltatoken". */
  option(name: string): string | undefined;
  /** Anything without `$`: startDateTime, changeType, … In any letter case. */
  argument(name: string): string | undefined;
  /** Everything as sent, decoded, in order: for links that repeat the query. */
  entries(): readonly (readonly [name: string, value: string])[];
};

const OPTIONS = new Set(
  "$select $filter $orderby $top $skip $count $search $expand $skiptoken $deltatoken $format".split(" "),
);

/**
 * Reads a query string, with or without its "?". The `$` of an option may be left out, as on the real v1.0.
 * Throws 400 BadRequest for an option OData does not have, one given twice, or broken percent encoding.
 */
export function parseQuery(search: string): Query {
  const entries = [...pairs(search)];
  const options = new Map<string, string>();
  const others = new Map<string, string>();
  for (const [name, value] of entries) {
    const option = optionName(name);
    const target = option === undefined ? others : options;
    const key = option ?? name.toLowerCase();
    if (target.has(key)) {
      throw new GraphError(
        400,
        "BadRequest",
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      );
    }
    target.set(key, value);
  }
  return {
    option: (name) => options.get(name.toLowerCase()),
    argument: (name) => others.get(name.toLowerCase()),
    entries: () => entries,
  };
}

function optionName(name: string): string | undefined {
  const low = name.toLowerCase();
  if (OPTIONS.has(low)) return low;
  if (OPTIONS.has(`$${low}`)) return `$${low}`;
  if (!low.startsWith("$")) return undefined;
  throw new GraphError(400, "BadRequest", `The query parameter '${name}' is not supported.`);
}

function* pairs(search: string): Iterable<readonly [string, string]> {
  for (const part of search.replace(/^\?/, "").split("&")) {
    if (part === "") continue;
    const at = part.indexOf("=");
    yield at < 0 ? [decoded(part), ""] : [decoded(part.slice(0, at)), decoded(part.slice(at + 1))];
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new GraphError(400, "BadRequest", "The query string is not correctly encoded.");
  }
}
