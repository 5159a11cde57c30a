import type { EntityType } from "./entity-type.ts";
import { type Expansions, expandAll } from "./expand.ts";
import { type Filter, parseFilter } from "./filter.ts";
import type { Read } from "./filter-operand.ts";
import { GraphError } from "./graph-error.ts";
import type { Call, Reply } from "./operation.ts";
import { firstInOrder, type Order, parseOrder } from "./orderby.ts";
import { nextLink, type Page, pageOf } from "./page.ts";
import type { Query } from "./query.ts";
import { refuseListOptions, refuseOptions } from "./refuse-options.ts";
import { parseSelect } from "./select.ts";

/** How one collection answers OData options. */
export type CollectionOptions<T> = {
  type: EntityType;
  /** Page size when none is asked for; 100 by default. */
  defaultTop?: number;
  /** The largest $top; 999 by default. A larger one is refused. */
  maxTop?: number;
  /** The order `items` already stand in, e.g. "receivedDateTime desc": asking for it then costs nothing. */
  ordered?: string;
  /** The number of items, where counting them one by one would be slow. */
  total?: number;
  /** Options this collection refuses, e.g. ["$skip"]. $search is refused unless `search` is there. */
  refuse?: readonly string[];
  /** How nextLink goes on: "$skiptoken" (default), or "$skip" as Outlook does. */
  paging?: "$skiptoken" | "$skip";
  /** Outlook's rule: with both, what $orderby names comes first in $filter, in the same order. */
  ordersAsFiltered?: boolean;
  /** A property's value, where an item does not simply have it under its Graph name. */
  read?: Read<T>;
  /** What is sent for an item; the item itself by default. Called for those of the page only. */
  present?: (item: T) => object;
  /** Reads a $search; throws GraphError for one it does not understand. */
  search?: (text: string) => (item: T) => boolean;
  /** What $expand may name. */
  expand?: Expansions<T>;
};

/** How one thing answers $select and $expand. */
export type EntityOptions<T> = Pick<CollectionOptions<T>, "type" | "present" | "expand"> & {
  status?: number;
  headers?: Record<string, string>;
};

type Plan<T> = { page: Page; keeps: (item: T) => boolean; narrowed: boolean; order: Order<T> | undefined };

/**
 * Answers a GET of a collection: $filter, $search, $orderby, $top, $skip, $skiptoken, $select, $expand, $count and
 * `Prefer: odata.maxpagesize`. Items are looked at one by one, and only until the page is full where nothing asks for more.
 */
export function collection<T extends object>(
  call: Call,
  items: Iterable<T>,
  options: CollectionOptions<T>,
): Reply {
  const { query } = call;
  const refused = [...(options.refuse ?? []), ...(options.search === undefined ? ["$search"] : [])];
  refuseOptions(query, options.type, refused);
  const plan = planOf(call, options);
  const pick = parseSelect(query.option("$select"), options.type);
  const wantsCount = flag(query, "$count");
  const { found, hasMore, count } = gather(items, plan, wantsCount, options.total);

  const present = options.present ?? ((item: T) => item);
  const value = found.map((item) => expandAll(query, options, item, pick(present(item)), call));
  return {
    status: 200,
    body: {
      ...(wantsCount && { "@odata.count": count }),
      ...(hasMore && { "@odata.nextLink": nextLink(call, plan.page, options.paging ?? "$skiptoken") }),
      value,
    },
  };
}

/** Answers with one thing: $select and $expand applied, status 200 unless told otherwise. Throws 400 for list options. */
export function entity<T extends object>(call: Call, item: T, options: EntityOptions<T>): Reply {
  refuseListOptions(call.query, options.type);
  const pick = parseSelect(call.query.option("$select"), options.type);
  const presented = options.present?.(item) ?? item;
  const body = expandAll(call.query, options, item, pick(presented), call);
  return { status: options.status ?? 200, body, ...(options.headers && { headers: options.headers }) };
}

function planOf<T>(call: Call, options: CollectionOptions<T>): Plan<T> {
  const { query } = call;
  const { type } = options;
  const read: Read<T> = options.read ?? ((item, property) => (item as Record<string, unknown>)[property]);
  const filterText = query.option("$filter");
  const filter = filterText === undefined ? undefined : parseFilter(filterText, type, read);
  const orderText = query.option("$orderby");
  const order = orderText === undefined ? undefined : parseOrder(orderText, type, read);
  if (options.ordersAsFiltered === true && filter && order) requireOrderInFilter(filter, order);
  const searchText = query.option("$search");
  const search = searchText === undefined ? undefined : options.search?.(searchText);
  return {
    page: pageOf(call, options),
    narrowed: filter !== undefined || search !== undefined,
    keeps: (item) => (search?.(item) ?? true) && (filter?.test(item) ?? true),
    order: order?.text === ordered(options.ordered) ? undefined : order,
  };
}

function gather<T>(items: Iterable<T>, plan: Plan<T>, wantsCount: boolean, total: number | undefined) {
  const { page, keeps, order, narrowed } = plan;
  const end = page.skip + page.size;
  const mustCount = wantsCount && (narrowed || total === undefined);
  if (order !== undefined) {
    const kept = narrowed ? [...items].filter(keeps) : [...items];
    const first = firstInOrder(kept, order, end + 1);
    return { found: first.slice(page.skip, end), hasMore: first.length > end, count: kept.length };
  }
  let count = 0;
  const found: T[] = [];
  for (const item of items) {
    if (narrowed && !keeps(item)) continue;
    count += 1;
    if (count > page.skip && count <= end) found.push(item);
    if (count > end && !mustCount) break;
  }
  return { found, hasMore: count > end, count: mustCount || total === undefined ? count : total };
}

function requireOrderInFilter<T>(filter: Filter<T>, order: Order<T>): void {
  const matches = order.properties.every((property, i) => filter.properties[i] === property);
  if (matches) return;
  throw new GraphError(
    400,
    "InefficientFilter",
    "The restriction or sort order is too complex for this operation.",
  );
}

function flag(query: Query, name: string): boolean {
  const text = query.option(name)?.toLowerCase();
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  throw new GraphError(
    400,
    "BadRequest",
    `Invalid value '${text}' for ${name} query option found. Valid values are 'true' or 'false'.`,
  );
}

function ordered(text: string | undefined): string | undefined {
  return text === undefined ? undefined : / (asc|desc)$/.test(text) ? text : `${text} asc`;
}
