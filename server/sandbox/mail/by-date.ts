/** Where an item stands: by its time in epoch milliseconds, and among equal times by its order of arrival. */
export type Place = { readonly receivedMs: number; readonly order: number };

/** Items kept sorted by time, so that a page of the newest ones never costs a sort. */
export type ByDate<T extends Place> = {
  readonly size: number;
  add(item: T): void;
  /** Takes the item out; it must still stand at the place where it was added. */
  remove(item: T): void;
  /** Newest first; `before` starts below that place. */
  newestFirst(before?: Place): Generator<T>;
  /** Those from `sinceMs` to `untilMs`, both included, newest first. */
  between(sinceMs: number, untilMs: number): T[];
  /** All of them, as they stand now. */
  oldestFirst(): readonly T[];
};

function compare(a: Place, b: Place): number {
  return a.receivedMs - b.receivedMs || a.order - b.order;
}

/** Opens an empty index. Adding at the newest end costs nothing; elsewhere one shift of the array. */
export function openByDate<T extends Place>(): ByDate<T> {
  const items: T[] = []; // oldest first, so that new mail is appended

  /** How many items stand below `place`. */
  function below(place: Place): number {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(items[middle]!, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    get size() {
      return items.length;
    },
    add(item) {
      const last = items.at(-1);
      if (last === undefined || compare(last, item) < 0) items.push(item);
      else items.splice(below(item), 0, item);
    },
    remove(item) {
      const at = below(item);
      if (items[at] === item) items.splice(at, 1);
    },
    *newestFirst(before) {
      for (let i = (before === undefined ? items.length : below(before)) - 1; i >= 0; i -= 1) yield items[i]!;
    },
    between(sinceMs, untilMs) {
      const first = below({ receivedMs: sinceMs, order: Number.NEGATIVE_INFINITY });
      return items.slice(first, below({ receivedMs: untilMs, order: Number.POSITIVE_INFINITY })).reverse();
    },
    oldestFirst: () => items,
  };
}
