import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { openPostgres } from "../../../server/store/postgres.ts";
import { startPostgres } from "../../support/postgres.ts";
import { SUBSCRIPTIONS, TENANT } from "./bodies.ts";
import type { Load, Loaded } from "./load.ts";
import { holdPostgres, pinPostgres, type Running, runPinned } from "./pinned.ts";

/** A server that takes notifications; `file` null: the database alone. `stores`: its rows are to be found in the table. */
export type Rival = { name: string; file: string | null; stores: boolean; needs?: string };

/** What the product is measured by. */
export const YARDSTICK: Rival = {
  name: "node:http, one INSERT",
  file: "servers/one-insert.ts",
  stores: true,
};
const PRODUCT: Rival = { name: "One Voice", file: "servers/product.ts", stores: true };

/** In the order in which they have their turn: the two that matter most stand side by side. */
export const RIVALS: readonly Rival[] = [
  { name: "node:http, nothing stored", file: "servers/bare.ts", stores: false },
  { name: "Express, nothing stored", file: "servers/express.ts", stores: false },
  { name: "PostgreSQL alone, no HTTP", file: null, stores: true },
  YARDSTICK,
  PRODUCT,
  { name: "Express, pg-boss before the answer", file: "servers/pg-boss.ts", stores: false },
  { name: "Express, PGlite", file: "servers/pglite.ts", stores: false },
  {
    name: "Express, graphile-worker before the answer",
    file: "servers/graphile-worker.ts",
    stores: false,
    needs: "graphile-worker",
  },
];

const SECONDS = 1.2;

type What = Pick<Load, "items"> & Partial<Pick<Load, "rate" | "seconds" | "mayRefuse">>;

/** All servers, ready, on one database. */
export type Rig = {
  rivals: readonly Rival[];
  product: Rival;
  /** Sends for a while, at a rate or as fast as it is answered. Throws where a request failed, or a row is missing. */
  load(rival: Rival, what: What): Promise<Loaded>;
  /** The same for the product, while the database hangs from the first request on. */
  loadHanging(what: What & { rate: number }): Promise<Loaded>;
  close(): Promise<void>;
};

/** Starts the database and those servers whose packages are here. */
export async function openRig(wanted: readonly Rival[] = RIVALS): Promise<Rig> {
  const folder = mkdtempSync(path.join(tmpdir(), "one-voice-lite-"));
  const postgres = await startPostgres();
  pinPostgres(postgres.folder);
  await (await openPostgres(postgres.url)).close();
  const database = new pg.Client({ connectionString: postgres.url });
  await database.connect();
  await subscribe(database);
  const rivals = wanted.filter(({ needs }) => needs === undefined || isInstalled(needs));
  const running: Running[] = [];
  const urls = new Map<Rival, string>();
  const env = { DATABASE_URL: postgres.url, LITE_FOLDER: path.join(folder, "db") };
  const close = async () => {
    for (const server of running) server.stop();
    await database.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const rival of rivals) {
      if (rival.file === null) continue;
      const server = runPinned(rival.file, "server", { env });
      running.push(server);
      urls.set(rival, (await server.told<{ url: string }>()).url);
    }
  } catch (error) {
    await close();
    throw error;
  }

  let first = 0;
  async function send(rival: Rival, what: What): Promise<Loaded> {
    const url = urls.get(rival) ?? postgres.url;
    const load: Load = { seconds: SECONDS, ...what, url, first };
    const flood = rival.file === null ? "postgres-alone.ts" : "load.ts";
    const file = what.rate === undefined ? flood : "paced.ts";
    const sender = runPinned(file, rival.file === null ? "server" : "around", {
      args: [JSON.stringify(load)],
    });
    const loaded = await sender.told<Loaded>();
    sender.stop();
    // More may have been sent than were answered.
    first += 10_000_000;
    return loaded;
  }
  return {
    rivals,
    product: PRODUCT,
    async load(rival, what) {
      await database.query("truncate intake");
      await send(rival, { items: what.items, seconds: 0.4 });
      await database.query("truncate intake");
      const loaded = await send(rival, what);
      if (rival.stores) await check(database, rival, loaded.answered * what.items);
      return loaded;
    },
    async loadHanging(what) {
      await send(PRODUCT, { ...what, seconds: 0.4 });
      const goOn = holdPostgres(postgres.folder);
      try {
        return await send(PRODUCT, { ...what, mayRefuse: true });
      } finally {
        goOn();
      }
    },
    close,
  };
}

async function subscribe(database: pg.Client): Promise<void> {
  for (const { id, personId, secret } of SUBSCRIPTIONS) {
    const hash = createHash("sha256").update(secret).digest("hex");
    await database.query(
      `insert into watch (tenant_id, person_id, subject, subscription_id, secret_hash, expires_at)
       values ($1, $2, 'mail', $3, $4, now() + interval '5 days')`,
      [TENANT, personId, id, hash],
    );
  }
}

/** What was answered is in the table, or the speed means nothing. */
async function check(database: pg.Client, { name }: Rival, acknowledged: number): Promise<void> {
  const { rows } = await database.query<{ count: number }>("select count(*)::int as count from intake");
  const held = rows[0]?.count ?? 0;
  if (held < acknowledged) throw new Error(`${name} acknowledged ${acknowledged} items and holds ${held}.`);
}

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
