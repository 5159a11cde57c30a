import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import { linkTo, pageSize } from "../core/page.ts";
import { parseQuery } from "../core/query.ts";
import type { Tenant } from "../core/tenant.ts";
import { openForReading } from "./access.ts";
import type { Round, Told } from "./delta-state.ts";
import { writeEvent } from "./event-view.ts";
import { type Item, itemsWithin, textOf, type Window, wholeItem } from "./instances.ts";
import { writeId } from "./item-id.ts";
import { appliedPreferences, readerOf } from "./reader.ts";
import { calendarOf, calendarState } from "./state.ts";
import { etagOf } from "./store.ts";
import { calendarView, requireWindow } from "./window.ts";

/** How many rounds are kept; a client that stays away for longer than that many must start over. */
const MOST_ROUNDS = 5_000;

const NOT_TRACKED = [
  "$orderby",
  "$filter",
  "$select",
  "$expand",
  "$search",
  "$top",
  "$skip",
  "$count",
] as const;

/** One page of a round of change tracking over a window: all there is at first, later what changed since. */
export function deltaReply(call: Call, view: Round["view"]): Reply {
  const { tenant } = call;
  const opened = openForReading(call);
  const reader = readerOf(call, opened.sight);
  const before = roundOf(call, opened.owner.id, view);
  const now = new Map(itemsOf(tenant, before).map((item) => [textOf(item.key), item]));
  const pending = before.pending ?? changedKeys(before, now);
  // The token in the query is ours, not one of ordinary paging.
  const size = pageSize({ ...call, query: parseQuery("") }, { defaultTop: 10 });
  const told = new Map(before.told);
  const value: Record<string, unknown>[] = [];
  for (const key of pending.slice(0, size)) {
    const text = textOf(key);
    const item = now.get(text);
    if (item !== undefined) {
      told.set(text, { key, version: etagOf(item) });
      value.push(writeEvent(tenant, item, reader));
    } else if (told.delete(text))
      value.push({ id: writeId(key, reader.lasting), "@removed": { reason: "deleted" } });
  }
  const rest = pending.slice(size);
  const token = keep(tenant, { ...before, told, pending: rest.length === 0 ? null : rest });
  const link =
    rest.length === 0
      ? { "@odata.deltaLink": linkTo(call, [["$deltatoken", token]]) }
      : { "@odata.nextLink": linkTo(call, [["$skiptoken", token]]) };
  return { status: 200, body: { ...link, value }, headers: appliedPreferences(call) };
}

/** Lets every token given out so far lapse: clients get 410 and must start over. */
export function expireCalendarTokens(tenant: Tenant): void {
  calendarState(tenant).delta.rounds.clear();
}

function itemsOf(tenant: Tenant, { ownerId, view, ...window }: Round): Item[] {
  if (view === "calendarView") return calendarView(tenant, ownerId, window);
  const copies = [...calendarOf(tenant, ownerId).copies.values()];
  return copies.filter((copy) => touches(copy, window)).map(wholeItem);
}

function touches(copy: Item["copy"], window: Window): boolean {
  return itemsWithin(copy, window).length > 0;
}

function changedKeys({ told }: Round, now: ReadonlyMap<string, Item>) {
  const changed = [...now]
    .filter(([text, item]) => told.get(text)?.version !== etagOf(item))
    .map(([, item]) => item.key);
  const gone = [...told].filter(([text]) => !now.has(text)).map(([, { key }]) => key);
  return [...changed, ...gone];
}

function roundOf(call: Call, ownerId: string, view: Round["view"]): Round {
  const token = call.query.option("$deltatoken") ?? call.query.option("$skiptoken");
  const refused = NOT_TRACKED.find((name) => call.query.option(name) !== undefined);
  if (refused !== undefined) throw unsupported();
  if (token === undefined) {
    const window = requireWindow(call);
    const told = new Map<string, Told>();
    const first = { ownerId, view, ...window, told, pending: null };
    return { ...first, pending: itemsOf(call.tenant, first).map(({ key }) => key) };
  }
  if (call.query.entries().length > 1) throw unsupported();
  if (!/^C\d+x[0-9a-f]{32}$/.test(token)) throw new GraphError(400, "BadRequest", "Badly formed token.");
  const round = calendarState(call.tenant).delta.rounds.get(token);
  if (round !== undefined && round.ownerId === ownerId && round.view === view) return round;
  throw new GraphError(
    410,
    "SyncStateNotFound",
    "The sync state generation is not found; full synchronization is required.",
  );
}

function unsupported(): GraphError {
  return new GraphError(
    400,
    "ErrorInvalidUrlQuery",
    "The following parameters are not supported with change tracking over the 'Events' resource: '$orderby, $filter, $select, $expand, $search, $top'; a token stands alone.",
  );
}

function keep(tenant: Tenant, round: Round): string {
  const { delta } = calendarState(tenant);
  delta.serial += 1;
  const token = `C${delta.serial}x${tenant.newId().replaceAll("-", "")}`;
  delta.rounds.set(token, round);
  const oldest = delta.rounds.keys().next().value;
  if (delta.rounds.size > MOST_ROUNDS && oldest !== undefined) delta.rounds.delete(oldest);
  return token;
}
