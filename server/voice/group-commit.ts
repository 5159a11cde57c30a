/** Thrown where more waits to be written than makes sense: the sender shall come again. */
export class TooMuchWaiting extends Error {
  /** As the database's own "too many connections", so that it is answered alike. */
  readonly code = "53300";
}

/** At most so many items wait; they are about 200 bytes each. */
const MOST_WAITING = 50_000;
const MOST_AT_ONCE = 1_000;
/** While one write waits for the disk, the next may be prepared. */
const WRITES_AT_A_TIME = 2;
/** Where a whole group waits, joining more of them saves nothing: then the database's processors share the work. */
const MOST_WRITES = 6;

type Waiting<Item> = { items: readonly Item[]; resolve: () => void; reject: (error: unknown) => void };

/**
 * Joins writes that come at the same time into one: each caller waits for the commit that holds their items. When a
 * write fails, all its callers hear of it.
 */
export function groupCommit<Item>(
  write: (items: readonly Item[]) => Promise<void>,
): (items: readonly Item[]) => Promise<void> {
  let waiting: Waiting<Item>[] = [];
  let size = 0;
  let running = 0;

  const next = (): void => {
    const most = size >= MOST_AT_ONCE ? MOST_WRITES : WRITES_AT_A_TIME;
    if (running >= most || waiting.length === 0) return;
    const group = takeGroup();
    running += 1;
    write(group.flatMap(({ items }) => items))
      .then(
        () => group.forEach(({ resolve }) => void resolve()),
        (error: unknown) => group.forEach(({ reject }) => void reject(error)),
      )
      .finally(() => {
        running -= 1;
        next();
      });
  };

  function takeGroup(): Waiting<Item>[] {
    let count = 0;
    let end = 0;
    while (end < waiting.length && (end === 0 || count + waiting[end]!.items.length <= MOST_AT_ONCE)) {
      count += waiting[end]!.items.length;
      end += 1;
    }
    const group = waiting.slice(0, end);
    waiting = waiting.slice(end);
    size -= count;
    return group;
  }

  return (items) =>
    new Promise((resolve, reject) => {
      if (size + items.length > MOST_WAITING)
        return reject(new TooMuchWaiting("Too much waits to be written."));
      size += items.length;
      waiting.push({ items, resolve, reject });
      // What arrives in the same turn of the loop is written together.
      if (running === 0) setImmediate(next);
      else next();
      return undefined;
    });
}
