import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { inject, vi } from "vitest";
import { storeOn } from "../../server/store/embedded.ts";
import { openPostgres } from "../../server/store/postgres.ts";
import type { Store } from "../../server/store/store.ts";
import { createDatabase } from "./databases.ts";

/** The PostgreSQL server that this test project runs on, e.g. "postgres://postgres:x@127.0.0.1:5433/app"; null: embedded. */
export const postgresUrl: string | null = inject("postgresUrl") ?? null;

/** An empty store of its own: a new database on the server where there is one, else embedded in memory. */
export async function openTestStore(): Promise<Store & { url: string | null }> {
  if (postgresUrl === null) return { ...(await openFreeEmbedded()), url: null };
  const made = await createDatabase(postgresUrl, inject("preparedDatabase"));
  const store = await openPostgres(made.url);
  return {
    ...store,
    url: made.url,
    async close() {
      await store.close();
      await made.drop();
    },
  };
}

// Unpacking a database costs a second or two, emptying a used one nothing to speak of.
const free: PGlite[] = [];

/** An embedded database in memory: one that an earlier test of this process has left, emptied, or else a new one. */
async function openFreeEmbedded(): Promise<Store> {
  const lite = free.pop() ?? (await PGlite.create("memory://", { loadDataDir: await preparedData() }));
  const close = async () => {
    await lite.exec(EMPTY_ALL);
    free.push(lite);
  };
  return { ...storeOn(lite), close };
}

/** Empties what holds data; what the queue knows of its own shape stays. */
const EMPTY_ALL = `
  do $$ declare names text; begin
    select string_agg(format('%I.%I', schemaname, tablename), ', ') into names from pg_tables
     where (schemaname = 'public' and tablename not like 'kysely%') or (schemaname = 'pgboss' and tablename ~ '^(job|queue|schedule|instance)');
    execute 'truncate ' || names || ' restart identity cascade';
  end $$`;

/** The data directory that is made ready once for all tests, as soon as it is. */
async function preparedData(): Promise<Blob> {
  const read = () => readFile(inject("preparedData"));
  return new Blob([new Uint8Array(await vi.waitFor(read, { timeout: 60_000, interval: 100 }))]);
}
