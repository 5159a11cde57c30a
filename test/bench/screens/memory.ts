import { PGlite } from "@electric-sql/pglite";
import { storeOn } from "../../../server/store/embedded.ts";
import { migrate } from "../../../server/store/migrate.ts";
import type { Store } from "../../../server/store/store.ts";

/** A store that is gone when it is closed. */
export async function openMemory(): Promise<Store> {
  const lite = await PGlite.create("memory://");
  const store = storeOn(lite);
  await migrate(store.db);
  return { ...store, close: () => lite.close() };
}
