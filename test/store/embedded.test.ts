import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { row, sql } from "../../server/store/db.ts";
import { openEmbedded } from "../../server/store/embedded.ts";
import { DataInUse } from "../../server/store/lock-file.ts";
import type { Store } from "../../server/store/store.ts";
import { testMailStory } from "../server/voice/mail-story.ts";
import { openWorld, type World } from "../support/world.ts";
import { testNewestShape } from "./newest-shape.ts";

// One folder serves them all, one after the other as at npm start: making a new one takes seconds.
let folder: string;
const data = () => path.join(folder, "db");
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "one-voice-store-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the embedded database, in its newest shape", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openEmbedded(data());
  });
  afterAll(() => store.close());

  testNewestShape(() => store);
});

describe("the embedded database", () => {
  test("refuses a second process on the same folder, and opens again once the first is done", async () => {
    const first = await openEmbedded(data());
    await sql`insert into timer (tenant_id, name, due_at) values ('t', 'kept', now())`.execute(first.db);
    // This process may open its own folder again, so another process is played by the first one's parent.
    writeFileSync(`${data()}.lock`, String(process.ppid));
    await expect(openEmbedded(data())).rejects.toThrow(DataInUse);
    await first.close();
    const second = await openEmbedded(data());
    expect(await row(second.db, sql`select name from timer`)).toEqual({ name: "kept" });
    await second.close();
  });
});

describe("on the embedded database", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ store: await openEmbedded(data()) });
  });
  afterAll(() => world.close());

  testMailStory(() => world);
});
