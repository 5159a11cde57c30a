import { badQuery, type EntityType, pathParts, propertyAt } from "./entity-type.ts";
import type { Read } from "./filter-operand.ts";
import { digger } from "./filter-operand.ts";
import { compareKeys, keyOf } from "./filter-values.ts";

/**
 * An $orderby: what an item is sorted by, how that compares, and the properties it names in order. `text` is its plain
 * spelling.
 */
export type Order<T> = {
  keys: readonly Key<T>[];
  properties: readonly string[];
  text: string;
};

/** One thing an item is sorted by: its value, ready to be compared often, and how two of them compare. */
type Key<T> = { of: (item: T) => unknown; compare: (a: unknown, b: unknown) => number };

/** Reads an $orderby. Throws Graph's 400 for unknown properties, bad syntax, and what the type cannot be sorted by. */
export function parseOrder<T>(text: string, type: EntityType, read: Read<T>): Order<T> {
  const parts = text.split(",").map((part) => {
    const found = /^\s*([\w./]+)(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (found === null) throw badQuery(type, `Syntax error at position 0 in '${text}'.`);
    const path = pathParts(found[1]!);
    const kind = propertyAt(type, path, "OrderBy");
    const sortable = type.sortable?.includes(path.join("/")) ?? true;
    if (!sortable) throw badQuery(type, `Sorting by '${found[1]}' is not supported.`);
    return { path, kind, sign: found[2]?.toLowerCase() === "desc" ? -1 : 1 };
  });
  return {
    properties: parts.map(({ path }) => path.join("/")),
    text: parts.map(({ path, sign }) => `${path.join("/")} ${sign < 0 ? "desc" : "asc"}`).join(","),
    keys: parts.map(({ path: [first = "", ...rest], kind, sign }) => {
      const dig = digger(rest);
      return {
        of: (item) => keyOf(dig(read(item, first)), kind),
        compare: (a, b) => sign * compareKeys(a, b, kind),
      };
    }),
  };
}

/** The first `count` of the items in that order, equal ones as they came, without sorting all the rest. */
export function firstInOrder<T>(items: readonly T[], { keys }: Order<T>, count: number): T[] {
  const first: Keyed<T>[] = [];
  const [leading] = keys;
  for (const item of items) {
    const last = first.length === count ? first[count - 1] : undefined;
    // Most items are settled by what comes first in the order alone.
    if (last !== undefined && leading!.compare(leading!.of(item), last.values[0]) > 0) continue;
    const values = keys.map((key) => key.of(item));
    if (last !== undefined && compare(keys, values, last.values) >= 0) continue;
    first.splice(placeOf(values, first, keys), 0, { item, values });
    if (first.length > count) first.pop();
  }
  return first.map(({ item }) => item);
}

/** An item with the values of its keys. */
type Keyed<T> = { item: T; values: readonly unknown[] };

function compare<T>(keys: readonly Key<T>[], a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < keys.length; i += 1) {
    const order = keys[i]!.compare(a[i], b[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function placeOf<T>(
  values: readonly unknown[],
  sorted: readonly Keyed<T>[],
  keys: readonly Key<T>[],
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(keys, values, sorted[middle]!.values) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
