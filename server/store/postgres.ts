import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { ImpatientClient } from "./impatient-client.ts";
import { migrate } from "./migrate.ts";
import type { Store } from "./store.ts";

/** How long a statement may take and how long a request waits for a connection, so that a hung database answers 503 in time. */
const STATEMENT_TIMEOUT_MS = 1_500;
const CONNECT_TIMEOUT_MS = 1_500;

/** Opens a PostgreSQL server by its address, e.g. "postgres://user:secret@host/name". */
export async function openPostgres(url: string): Promise<Store> {
  await migrateSlowly(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    Client: ImpatientClient,
  });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  // The same for one that breaks while it is lent out: whoever has it hears of it by the statement that fails.
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    durable: true,
    boss: (lookEvery) =>
      new PgBoss({
        connectionString: url,
        useListenNotify: true,
        max: 4,
        superviseIntervalSeconds: lookEvery,
        monitorIntervalSeconds: lookEvery,
      }),
    close: () => db.destroy(),
  };
}

/** A large table takes its time to change: here no statement is given up, on a connection that serves nobody else. */
async function migrateSlowly(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  pool.on("error", () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}
