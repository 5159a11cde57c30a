/** One change as a journal keeps it: only the newest change of a key is kept. */
export type Entry<T> = {
  /** Rises with each change; never used twice. */
  readonly seq: number;
  readonly key: string;
  /** The number under which this key first came, so that "created since" can be told from "updated since". */
  readonly added: number;
  readonly gone: boolean;
  readonly item: T;
};

/** What happened to a collection, in order, so that a reader can go on from where it stopped. */
export type Journal<T> = {
  /** The number of the newest change; 0 when nothing happened yet. */
  newest(): number;
  /** Notes that the item came or changed. */
  put(key: string, item: T): void;
  /** Notes that the item left. Unknown keys are ignored. */
  drop(key: string): void;
  /** Every change after `seq`, oldest first. */
  after(seq: number): Generator<Entry<T>>;
};

/** Opens an empty journal. Putting costs the same however long it is; superseded entries are swept out in bulk. */
export function openJournal<T>(): Journal<T> {
  let entries: Entry<T>[] = [];
  const current = new Map<string, Entry<T>>();
  let counter = 0;

  function write(entry: Entry<T>): void {
    current.set(entry.key, entry);
    entries.push(entry);
    if (entries.length > 2 * current.size + 16) entries = entries.filter((e) => current.get(e.key) === e);
  }

  function firstAfter(seq: number): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (entries[middle]!.seq <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    newest: () => counter,
    put(key, item) {
      counter += 1;
      const before = current.get(key);
      const added = before === undefined || before.gone ? counter : before.added;
      write({ seq: counter, key, added, gone: false, item });
    },
    drop(key) {
      const before = current.get(key);
      if (before === undefined || before.gone) return;
      counter += 1;
      write({ ...before, seq: counter, gone: true });
    },
    *after(seq) {
      const snapshot = entries;
      for (let i = firstAfter(seq); i < snapshot.length; i += 1) {
        const entry = snapshot[i]!;
        if (current.get(entry.key) === entry) yield entry;
      }
    },
  };
}
