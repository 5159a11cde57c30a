import { expect, test } from "vitest";
import { row, rows, sql, transact } from "../../server/store/db.ts";
import { migrate } from "../../server/store/migrate.ts";
import type { Store } from "../../server/store/store.ts";

/** What holds for every database that the product has opened, whichever it is. */
export function testNewestShape(open: () => Store): void {
  test("is the same after migrating once more", async () => {
    const { db } = open();
    const shape = sql<{ column: string }>`
      select table_name || '.' || column_name || ' ' || data_type as column from information_schema.columns
      where table_schema = 'public' order by 1`;
    const before = await rows(db, shape);
    expect(before.length).toBeGreaterThan(50);
    await migrate(db);
    expect(await rows(db, shape)).toEqual(before);
  });

  test("puts the tenant first in every key, so that it can be spread over machines", async () => {
    const keys = await rows<{ name: string; first: string }>(
      open().db,
      sql`select c.relname || ' ' || i.relname as name, a.attname as first
          from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
          join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
          where n.nspname = 'public' and x.indisunique and c.relname not like 'kysely%'`,
    );
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter(({ first }) => first !== "tenant_id")).toEqual([]);
  });

  test("takes back all of a transaction that fails", async () => {
    const { db } = open();
    const add = (name: string) =>
      sql`insert into timer (tenant_id, name, due_at) values ('t', ${name}, now())`;
    const failing = transact(db, async (tx) => {
      await add("one").execute(tx);
      throw new Error("half-way");
    });
    await expect(failing).rejects.toThrow("half-way");
    expect(await row(db, sql`select 1 from timer where name = 'one'`)).toBeNull();
  });
}
