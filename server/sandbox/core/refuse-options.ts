import { badQuery, type EntityType } from "./entity-type.ts";
import { GraphError } from "./graph-error.ts";
import type { Query } from "./query.ts";

/** Options that make sense for lists only. */
const LIST_OPTIONS = ["$filter", "$orderby", "$count", "$search", "$skip", "$top"];

/** Throws the service's 400 where the query has one of these options, e.g. ["$skip"]. */
export function refuseOptions(query: Query, type: EntityType, names: readonly string[]): void {
  const found = names.find((name) => query.option(name) !== undefined);
  if (found === undefined) return;
  if (type.family !== "directory")
    throw badQuery(type, `The query option '${found}' is not supported for this resource.`);
  throw new GraphError(400, "Request_UnsupportedQuery", `The query option '${found}' is not supported here.`);
}

/** Throws the service's 400 where one thing is asked for as if it were a list. */
export function refuseListOptions(query: Query, type: EntityType): void {
  if (LIST_OPTIONS.every((name) => query.option(name) === undefined)) return;
  throw badQuery(
    type,
    "The query specified in the URI is not valid. The requested resource is not a collection. Query options $filter, $orderby, $count, $skip, and $top can be applied only on collections.",
  );
}
