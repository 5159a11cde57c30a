import type { Kysely } from "kysely";
import type { PgBoss } from "pg-boss";

/** An opened database, ready in its newest shape. */
export type Store = {
  db: Kysely<unknown>;
  /** Whether what it acknowledged survives a power cut. */
  durable: boolean;
  /** A queue on the same database, not yet started. It looks so often, in seconds, for jobs whose worker was killed. */
  boss(lookEvery: number): PgBoss;
  close(): Promise<void>;
};
