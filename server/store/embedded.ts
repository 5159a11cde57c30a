import { mkdirSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { fromPglite, PgBoss } from "pg-boss";
import { lockFolder } from "./lock-file.ts";
import { migrate } from "./migrate.ts";
import type { Store } from "./store.ts";

/**
 * PostgreSQL inside this process, for trying out and for tests: it makes no fsync, so a power cut can lose what was
 * acknowledged. `folder` null keeps everything in memory; `prepared` is a data directory to begin with, as PGlite dumps it. Throws DataInUse when another process has the folder.
 */
export async function openEmbedded(folder: string | null, prepared?: Blob): Promise<Store> {
  if (folder !== null) mkdirSync(path.dirname(path.resolve(folder)), { recursive: true });
  const unlock = folder === null ? () => {} : lockFolder(folder);
  try {
    const lite = await PGlite.create(folder ?? "memory://", prepared && { loadDataDir: prepared });
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: lite }) });
    await migrate(db);
    return {
      db,
      durable: false,
      boss: (lookEvery) =>
        new PgBoss({
          db: fromPglite(lite),
          backend: "pglite",
          useListenNotify: true,
          superviseIntervalSeconds: lookEvery,
          monitorIntervalSeconds: lookEvery,
        }),
      async close() {
        await db.destroy();
        if (!lite.closed) await lite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
