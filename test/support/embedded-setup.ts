import { mkdtempSync, rmSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { storeOn } from "../../server/store/embedded.ts";
import { migrate } from "../../server/store/migrate.ts";
import { prepare } from "./prepare.ts";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * A file with an embedded database's data directory, in its newest shape: opening it is ten times faster than making
     * it. It is there some seconds after the first tests began, of which few need it.
     */
    preparedData: string;
  }
}

type Prepared = { folder: string; made: Promise<void> };

// Each project reads this file anew, in one process: the first makes the data, the others share them.
const KEY = Symbol.for("one-voice.prepared-data");
const kept = globalThis as { [KEY]?: Prepared };

/** Makes the database that tests begin with: once, and while they run. */
export default function setUp(project: TestProject): () => Promise<void> {
  kept[KEY] ??= begin();
  const { folder, made } = kept[KEY];
  project.provide("preparedData", path.join(folder, "data.tar"));
  return async () => {
    await made;
    rmSync(folder, { recursive: true, force: true });
  };
}

function begin(): Prepared {
  const folder = mkdtempSync(path.join(tmpdir(), "one-voice-data-"));
  return { folder, made: makeData(folder) };
}

async function makeData(folder: string): Promise<void> {
  const lite = await PGlite.create("memory://");
  const store = storeOn(lite);
  await migrate(store.db);
  await prepare(store);
  const data = Buffer.from(await (await lite.dumpDataDir("none")).arrayBuffer());
  await lite.close();
  // Whoever finds the file finds the whole of it.
  await writeFile(path.join(folder, "half"), data);
  await rename(path.join(folder, "half"), path.join(folder, "data.tar"));
}
