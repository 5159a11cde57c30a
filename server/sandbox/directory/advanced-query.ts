import { filterTokens } from "../core/filter-tokens.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";

/** What only an advanced query may ask. Source: Graph, advanced query capabilities on directory objects. */
const ADVANCED_WORDS = new Set(["ne", "not", "endswith"]);

/** What the directory never filters by. */
const UNKNOWN_WORDS = new Set(["contains", "length", "tolower", "toupper", "trim"]);

/**
 * Throws Graph's 400 for a query that the directory answers only with `ConsistencyLevel: eventual` (and $count=true)
 * but came without. Returns the call as it is to be answered: without that header $count is not heeded.
 */
export function directoryQuery(call: Call): Call {
  const { query } = call;
  const isEventual = call.headers["consistencylevel"]?.toLowerCase() === "eventual";
  const isCounted = query.option("$count") === "true";
  if (query.option("$search") !== undefined && !isEventual) {
    throw unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  const words = wordsOf(query.option("$filter"));
  const unknown = words.find((word) => UNKNOWN_WORDS.has(word));
  if (unknown !== undefined)
    throw unsupported(`Unsupported Query: '${unknown}' is not supported in filters here.`);
  const isSorted = query.option("$orderby") !== undefined;
  const needsMore = words.some((word) => ADVANCED_WORDS.has(word)) || (isSorted && words.length > 0);
  if (needsMore && !(isEventual && isCounted))
    throw unsupported("Unsupported or invalid query filter clause specified.");
  if (isEventual || !isCounted) return call;
  return {
    ...call,
    query: { ...query, option: (name) => (name === "$count" ? undefined : query.option(name)) },
  };
}

function wordsOf(filter: string | undefined): string[] {
  const tokens = filter === undefined ? [] : filterTokens(filter);
  if (typeof tokens === "number") return [];
  return tokens.filter(({ kind }) => kind === "name").map(({ text }) => text.toLowerCase());
}

function unsupported(message: string): GraphError {
  return new GraphError(400, "Request_UnsupportedQuery", message);
}
