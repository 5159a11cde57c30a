import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { fromPglite, PgBoss } from "pg-boss";
import { lockFolder } from "./lock-file.ts";
import { migrate } from "./migrate.ts";
import type { Store } from "./store.ts";

/**
 * PostgreSQL inside this process, for trying out and for tests: it makes no fsync, so a power cut can lose what was
 * acknowledged. Its data lie in `folder`. Throws DataInUse when another process has the folder.
 */
export async function openEmbedded(folder: string): Promise<Store> {
  const unlock = lockFolder(folder);
  try {
    const lite = await PGlite.create(folder);
    const store = storeOn(lite);
    await migrate(store.db);
    return {
      ...store,
      async close() {
        await store.db.destroy();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The store on an embedded database that is open; whoever opened it brings it into its newest shape and closes it. */
export function storeOn(lite: PGlite): Omit<Store, "close"> {
  return {
    db: new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: lite }) }),
    durable: false,
    boss: (lookEvery) =>
      new PgBoss({
        db: fromPglite(lite),
        backend: "pglite",
        useListenNotify: true,
        superviseIntervalSeconds: lookEvery,
        monitorIntervalSeconds: lookEvery,
      }),
  };
}
