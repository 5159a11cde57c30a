import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import pg from "pg";
import { inject } from "vitest";
import { openEmbedded } from "../../server/store/embedded.ts";
import { openPostgres } from "../../server/store/postgres.ts";
import type { Store } from "../../server/store/store.ts";

/** The PostgreSQL server that this test project runs on, e.g. "postgres://postgres:x@127.0.0.1:5433/app"; null: embedded. */
export const postgresUrl: string | null = inject("postgresUrl") ?? null;

/** An empty store of its own: a new database on the server where there is one, else embedded in memory. */
export async function openTestStore(): Promise<Store & { url: string | null }> {
  if (postgresUrl === null) return { ...(await openEmbedded(null, await preparedData())), url: null };
  const made = await createDatabase(postgresUrl);
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

/** Makes a database with a name of its own on a server. */
export async function createDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `ov_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The data directory that was made ready once for all tests. */
async function preparedData(): Promise<Blob> {
  return new Blob([new Uint8Array(await readFile(inject("preparedData")))]);
}
