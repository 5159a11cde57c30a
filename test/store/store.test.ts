import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { row, rows, sql, transact } from "../../server/store/db.ts";
import { openEmbedded } from "../../server/store/embedded.ts";
import { DataInUse } from "../../server/store/lock-file.ts";
import { migrate } from "../../server/store/migrate.ts";
import type { Store } from "../../server/store/store.ts";
import { openTestStore, postgresUrl } from "../support/stores.ts";

describe("a database in its newest shape", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  test("is the same after migrating once more", async () => {
    const shape = sql<{ column: string }>`
      select table_name || '.' || column_name || ' ' || data_type as column from information_schema.columns
      where table_schema = 'public' order by 1`;
    const before = await rows(store.db, shape);
    expect(before.length).toBeGreaterThan(50);
    await migrate(store.db);
    expect(await rows(store.db, shape)).toEqual(before);
  });

  test("puts the tenant first in every key, so that it can be spread over machines", async () => {
    const keys = await rows<{ name: string; first: string }>(
      store.db,
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
    const add = (name: string) =>
      sql`insert into timer (tenant_id, name, due_at) values ('t', ${name}, now())`;
    const failing = transact(store.db, async (tx) => {
      await add("one").execute(tx);
      throw new Error("half-way");
    });
    await expect(failing).rejects.toThrow("half-way");
    expect(await row(store.db, sql`select 1 from timer where name = 'one'`)).toBeNull();
  });
});

describe.skipIf(postgresUrl !== null)("the embedded database", () => {
  test("refuses a second process on the same folder, and opens again once the first is done", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "one-voice-store-"));
    const data = path.join(folder, "db");
    const first = await openEmbedded(data);
    await sql`insert into timer (tenant_id, name, due_at) values ('t', 'kept', now())`.execute(first.db);
    // This process may open its own folder again, so another process is played by the first one's parent.
    writeFileSync(`${data}.lock`, String(process.ppid));
    await expect(openEmbedded(data)).rejects.toThrow(DataInUse);
    await first.close();
    const second = await openEmbedded(data);
    expect(await row(second.db, sql`select name from timer`)).toEqual({ name: "kept" });
    await second.close();
    rmSync(folder, { recursive: true });
  });
});
