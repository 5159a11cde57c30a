import { readdir, readFile } from "node:fs/promises";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";

const FOLDER = new URL("migrations/", import.meta.url);

/** Brings the database to the newest shape, one file `NNN_name.sql` after the other; each runs once, in a transaction. */
export async function migrate(db: Kysely<unknown>): Promise<void> {
  if (await isNewest(db)) return;
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Asked first: it is so at almost every start, and the library looks at every table before it knows. */
async function isNewest(db: Kysely<unknown>): Promise<boolean> {
  const known = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!known.rows[0]?.there) return false;
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const names = new Set(done.rows.map(({ name }) => `${name}.sql`));
  const files = await fileNames();
  return files.length === names.size && files.every((file) => names.has(file));
}

async function fileNames(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const entries = (await fileNames()).map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(new URL(name, FOLDER), "utf8");
    return [name.replace(/\.sql$/, ""), { up: (db) => run(db, text) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The embedded database takes one statement at a time, so a file is cut at each semicolon that ends a line. */
async function run(db: Kysely<unknown>, text: string): Promise<void> {
  const statements = text
    .replace(/^\s*--.*$/gm, "")
    .split(/;\s*$/m)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  for (const statement of statements) await sql.raw(statement).execute(db);
}
