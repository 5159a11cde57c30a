import type { TestProject } from "vitest/node";
import { openPostgres } from "../../server/store/postgres.ts";
import { createDatabase } from "./databases.ts";
import { startPostgres } from "./postgres.ts";
import { prepare } from "./prepare.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that the tests of this project make their databases on. */
    postgresUrl: string;
    /** The name of a database on it in its newest shape, of which each test has a copy: that is faster than making one. */
    preparedDatabase: string;
  }
}

type Shared = { url: string; prepared: string; stop(): Promise<void> };

// Each project reads this file anew, in one process: the first starts the server, the others wait for it.
const KEY = Symbol.for("one-voice.postgres");
const kept = globalThis as { [KEY]?: Promise<Shared> };

/** One PostgreSQL server for all tests: the one that TEST_DATABASE_URL names, else one from npm. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  kept[KEY] ??= openShared(process.env["TEST_DATABASE_URL"] ?? "");
  const { url, prepared, stop } = await kept[KEY];
  project.provide("postgresUrl", url);
  project.provide("preparedDatabase", prepared);
  return stop;
}

// What these tests are about outlives no power cut, and their databases live for seconds: nothing waits for the disk.
const CARELESS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "jit=off"];

async function openShared(given: string): Promise<Shared> {
  const server = given === "" ? await startPostgres({ settings: CARELESS, quick: true }) : null;
  const url = server?.url ?? given;
  const made = await createDatabase(url);
  const store = await openPostgres(made.url);
  await prepare(store);
  await store.close();
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    await made.drop();
    await server?.stop();
  };
  return {
    url,
    prepared: new URL(made.url).pathname.slice(1),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
