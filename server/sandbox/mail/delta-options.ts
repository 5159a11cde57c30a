import { Temporal } from "temporal-polyfill";
import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import { pageSize } from "../core/page.ts";
import type { Query } from "../core/query.ts";
import { parseSelect } from "../core/select.ts";
import { type DeltaState, readToken } from "./delta-token.ts";
import { messageType } from "./message-type.ts";

/** Items of a page when nothing else is asked for. */
export const DEFAULT_SIZE = 10;

/** The most items of a page. */
export const LARGEST_SIZE = 1000;

/** Throws 400 where one of these options is given. */
export function refuse(query: Query, names: readonly string[], resource: string): void {
  const found = names.filter((name) => query.option(name) !== undefined);
  if (found.length === 0) return;
  const message = `The following parameters are not supported with change tracking over the '${resource}' resource: '${found.join(", ")}'.`;
  throw new GraphError(400, "ErrorInvalidUrlQuery", message);
}

function sinceOf(filter: string | undefined): number | undefined {
  if (filter === undefined) return undefined;
  const found = /^\s*receivedDateTime\s+(ge|gt)\s+(\S+)\s*$/.exec(filter);
  try {
    if (found === null) throw new RangeError(filter);
    const instant = /T/.test(found[2]!) ? found[2]! : `${found[2]}T00:00:00Z`;
    return Temporal.Instant.from(instant).epochMilliseconds + (found[1] === "gt" ? 1 : 0);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const message =
      "Change tracking filters messages by 'receivedDateTime ge' or 'receivedDateTime gt' only.";
    throw new GraphError(400, "ErrorInvalidUrlQueryFilter", message);
  }
}

function changeTypeOf(query: Query): DeltaState["changeType"] {
  const asked = query.argument("changeType");
  const known = (["created", "updated", "deleted"] as const).find((name) => name === asked?.toLowerCase());
  if (asked !== undefined && known === undefined) {
    throw new GraphError(
      400,
      "ErrorInvalidUrlQuery",
      `'${asked}' is not a valid changeType: created, updated or deleted.`,
    );
  }
  return known;
}

/** The state to go on from: that of the token, or a new one made of the options of a first call. */
export function stateOf(call: Call, scope: string, first: () => DeltaState, resource: string): DeltaState {
  const { query, tenant } = call;
  const token = query.option("$skiptoken") ?? query.option("$deltatoken");
  if (token === undefined) return first();
  refuse(
    query,
    ["$select", "$filter", "$orderby", "$top", "$skip", "$expand", "$search", "$count"],
    resource,
  );
  return readToken(tenant, token, scope);
}

/** The state made of the options of a first call. Throws 400 for those change tracking does not have. */
export function firstState(call: Call, scope: string, newest: number): DeltaState {
  const { query } = call;
  refuse(query, ["$search", "$skip", "$count"], "Messages");
  const order = query.option("$orderby");
  if (order !== undefined && !/^\s*receivedDateTime\s+desc\s*$/i.test(order))
    refuse(query, ["$orderby"], "Messages");
  parseSelect(query.option("$select"), messageType);
  return {
    scope,
    base: newest,
    seq: newest,
    place: null,
    select: query.option("$select"),
    expand: query.option("$expand"),
    since: sinceOf(query.option("$filter")),
    changeType: changeTypeOf(query),
    size: pageSize(call, { defaultTop: DEFAULT_SIZE, maxTop: LARGEST_SIZE }),
  };
}
