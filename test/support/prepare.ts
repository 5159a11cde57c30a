import { openQueue, USUAL_LEASE_SECONDS } from "../../server/jobs/queue.ts";
import type { Store } from "../../server/store/store.ts";

/** Brings a database that has its tables into the state in which a server leaves it: with the queue's, and every kind of work. */
export async function prepare(store: Omit<Store, "close">): Promise<void> {
  const queue = openQueue({ ...store, close: async () => {} }, USUAL_LEASE_SECONDS, (error) => {
    throw error;
  });
  await queue.start();
  await queue.stop(1_000);
}
