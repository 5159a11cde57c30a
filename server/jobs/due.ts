import { type Db, rows, sql } from "../store/db.ts";

/** How often it is asked what has come due, in milliseconds. New work is told of at once; this finds what was put off. */
const LOOK_MS = 1_000;

const DUE = sql<{ name: string }>`select distinct name from pgboss.job
                                  where state < 'active' and start_after <= now()`;

/**
 * Tells the names of work that has come due, again and again: one question for all kinds of work, where a poll by each of
 * their workers would be dozens. A question that fails is told to `onError` and asked again. Returns how to end it.
 */
export function watchDue(
  db: Db,
  tell: (name: string) => void,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let looking = look();

  async function look(): Promise<void> {
    try {
      for (const { name } of await rows(db, DUE)) tell(name);
    } catch (error) {
      onError(error);
    }
    if (isOver) return;
    timer = setTimeout(() => {
      looking = look();
    }, LOOK_MS);
  }

  return async () => {
    isOver = true;
    clearTimeout(timer);
    await looking;
  };
}
