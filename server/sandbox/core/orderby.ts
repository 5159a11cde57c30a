import { badQuery, type EntityType, pathParts, propertyAt } from "./entity-type.ts";
import type { Read } from "./filter.ts";
import { compareKeys, keyOf } from "./filter-values.ts";

/**
 * An $orderby: what an item is sorted by, how that compares, and the properties it names in order. `text` is its plain
 * spelling.
 */
export type Order<T> = {
  keysOf: (item: T) => Keys;
  compare: (a: Keys, b: Keys) => number;
  properties: readonly string[];
  text: string;
};

/** What an item is sorted by, ready to be compared often. */
type Keys = readonly unknown[];

/** Reads an $orderby. Throws Graph's 400 for unknown properties, bad syntax, and what the type cannot be sorted by. */
export function parseOrder<T>(text: string, type: EntityType, read: Read<T>): Order<T> {
  const keys = text.split(",").map((part) => {
    const found = /^\s*([\w./]+)(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (found === null) throw badQuery(type, `Syntax error at position 0 in '${text}'.`);
    const path = pathParts(found[1]!);
    const kind = propertyAt(type, path, "OrderBy");
    const sortable = type.sortable?.includes(path.join("/")) ?? true;
    if (!sortable) throw badQuery(type, `Sorting by '${found[1]}' is not supported.`);
    return { path, kind, sign: found[2]?.toLowerCase() === "desc" ? -1 : 1 };
  });
  const value = (item: T, path: readonly string[]) =>
    path
      .slice(1)
      .reduce<unknown>(
        (here, part) => (here as Record<string, unknown> | null)?.[part],
        read(item, path[0]!),
      );
  return {
    properties: keys.map((key) => key.path.join("/")),
    text: keys.map((key) => `${key.path.join("/")} ${key.sign < 0 ? "desc" : "asc"}`).join(","),
    keysOf: (item) => keys.map(({ path, kind }) => keyOf(value(item, path), kind)),
    compare(a, b) {
      for (const [i, { kind, sign }] of keys.entries()) {
        const order = compareKeys(a[i], b[i], kind);
        if (order !== 0) return order * sign;
      }
      return 0;
    },
  };
}

/** The first `count` of the items in that order, equal ones as they came, without sorting all the rest. */
export function firstInOrder<T>(items: Iterable<T>, { keysOf, compare }: Order<T>, count: number): T[] {
  const first: Keyed<T>[] = [];
  for (const item of items) {
    const keys = keysOf(item);
    const last = first.at(-1);
    if (first.length === count && last !== undefined && compare(keys, last.keys) >= 0) continue;
    first.splice(placeOf(keys, first, compare), 0, { item, keys });
    if (first.length > count) first.pop();
  }
  return first.map(({ item }) => item);
}

type Keyed<T> = { item: T; keys: Keys };

function placeOf<T>(keys: Keys, sorted: readonly Keyed<T>[], compare: Order<T>["compare"]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(keys, sorted[middle]!.keys) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
