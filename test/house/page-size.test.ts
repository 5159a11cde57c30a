import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { BUDGETS, tableOf, weigh } from "./page-size.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const lines = weigh(process.env["TEST_DIST"] ?? path.join(root, "dist"));
const built = lines === null ? "the pages are not built: npm run build" : "built";

describe(`first screens (${built})`, () => {
  test.skipIf(lines === null)("no first screen weighs more than its budget", () => {
    const over = (lines ?? []).filter(({ size, budget }) => size > budget);
    expect(over, `\n${tableOf(lines ?? [])}\n`).toEqual([]);
  });

  // On a slow line each file costs a way there and back, and browsers fetch six at a time.
  test.skipIf(lines === null)("no first screen comes in more than a dozen files before its texts", () => {
    const many = (lines ?? []).filter(({ what, files }) => what.startsWith("scripts") && files > 12);
    expect(many, `\n${tableOf(lines ?? [])}\n`).toEqual([]);
  });
});

test.each(BUDGETS)("the budget of the $page counts the texts that it loads", ({ page, parts }) => {
  const code = readFileSync(path.join(root, `src/${page}/main.ts`), "utf8");
  const [, list = ""] = /features: \[([^\]]*)\]/.exec(code) ?? [];
  const asked = [...list.matchAll(/"(\w+)"/g)].map(([, feature]) => `ui/language/ru/${feature}.json`);
  expect(parts.flatMap(({ modules }) => modules).filter((name) => name.endsWith(".json"))).toEqual(asked);
});

describe("the scales", () => {
  const dist = mkdtempSync(path.join(tmpdir(), "one-voice-dist-"));
  afterAll(() => rmSync(dist, { recursive: true }));
  // Random letters hardly shrink, so that sizes are what was written, and a little.
  const noise = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const manifest = {
    "a.html": { file: "a.js", imports: ["shared"] },
    "later.ts": { file: "later.js", imports: ["shared"] },
    never: { file: "never.js" },
    shared: { file: "shared.js" },
  };
  mkdirSync(path.join(dist, ".vite"));
  writeFileSync(path.join(dist, ".vite/manifest.json"), JSON.stringify(manifest));
  for (const [name, bytes] of Object.entries({ a: 1000, later: 2000, never: 9000, shared: 4000 }))
    writeFileSync(path.join(dist, `${name}.js`), noise(bytes));
  const page = {
    page: "a",
    parts: [
      { what: "page", modules: ["a.html"], budget: 5.1 },
      { what: "later", modules: ["later.ts"], budget: 1 },
    ],
  };

  test("weigh what a page loads by itself and through others, each file once", () => {
    const sizes = weigh(dist, [page])?.map(({ size }) => Math.round(size));
    expect(sizes).toEqual([5, 2]);
  });

  test("mark what is over its budget", () => {
    const [head, first, second, sum] = tableOf(weigh(dist, [page]) ?? []).split("\n");
    expect(head).toMatch(/budget +files$/);
    expect(first).toMatch(/page +5\.0 +5\.1 +2$/);
    expect(second).toMatch(/later +2\.0 +1 +1 {2}OVER$/);
    expect(sum).toMatch(/together +7\.1 +6\.1 +3 {2}OVER$/);
  });

  test("complain of a budget for what is no longer there", () => {
    const gone = { page: "a", parts: [{ what: "page", modules: ["gone.ts"], budget: 1 }] };
    expect(() => weigh(dist, [gone])).toThrow(/gone\.ts/);
  });

  test("say nothing where nothing was built", () => {
    expect(weigh(path.join(dist, "nowhere"))).toBeNull();
  });
});
