import type { Kysely } from "kysely";
import type { PgBoss } from "pg-boss";

/** How often the queue looks for jobs whose worker was killed, in seconds. */
export const SUPERVISION = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10 } as const;

/** An opened database, ready in its newest shape. */
export type Store = {
  db: Kysely<unknown>;
  /** Whether what it acknowledged survives a power cut. */
  durable: boolean;
  /** A queue on the same database, not yet started. */
  boss(): PgBoss;
  close(): Promise<void>;
};
