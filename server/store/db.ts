import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import { Temporal } from "temporal-polyfill";

/** The database, or one transaction in it: whatever a store needs to ask. Tables are described by the migrations alone. */
export type Db = Kysely<unknown> | Transaction<unknown>;

export { sql };

/** All rows of a query. */
export async function rows<Row>(db: Db, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(db)).rows;
}

/** The first row, or null when there is none. */
export async function row<Row>(db: Db, query: RawBuilder<Row>): Promise<Row | null> {
  return (await query.execute(db)).rows[0] ?? null;
}

/** Runs `work` in one transaction; inside one already, as part of it. */
export async function transact<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** A stored moment as the product carries it. Drivers give a Date, milliseconds precise. */
export function toInstant(stored: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(stored.getTime());
}

/** Like `toInstant`, for a column that may be null. */
export function toInstantOrNull(stored: Date | null): Temporal.Instant | null {
  return stored === null ? null : toInstant(stored);
}
