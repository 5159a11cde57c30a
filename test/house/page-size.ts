import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** A part of what a first screen loads, by its modules in the build. `budget` is in kilobytes of 1,000 bytes, gzipped. */
type Part = { what: string; modules: readonly string[]; budget: number };

/** A page and everything that it loads before its first screen stands, each part after those above it. */
type Page = { page: string; parts: readonly Part[] };

const texts = (...features: string[]) => features.map((feature) => `ui/language/ru/${feature}.json`);

/**
 * What first screens may weigh. The scripts of a page are budgeted as QUALITY asks (tab 160, panel 120); what they load
 * besides has lines of its own, so that nothing grows unseen. Texts are counted in Russian, the heavier language.
 */
export const BUDGETS: readonly Page[] = [
  {
    page: "tab",
    parts: [
      {
        what: "scripts, with teams-js",
        modules: ["tab/index.html", "tab/tab.tsx", "ui/draw.tsx", "host/teams.ts"],
        budget: 160,
      },
      { what: "texts", modules: texts("shared", "deals", "voice"), budget: 7 },
      { what: "the look of Teams", modules: ["ui/looks/teams-light.ts"], budget: 8 },
    ],
  },
  {
    page: "pane",
    parts: [
      {
        what: "scripts",
        modules: ["pane/index.html", "pane/pane.tsx", "ui/draw.tsx", "host/outlook.ts"],
        budget: 120,
      },
      { what: "texts", modules: texts("shared", "voice"), budget: 7 },
      { what: "the look of Outlook", modules: ["ui/looks/web-light.ts"], budget: 8 },
      { what: "how a mail was judged", modules: ["views/voice/reading-card.tsx"], budget: 18 },
      { what: "Microsoft's sign-in, beside office.js", modules: ["host/outlook-sign-in.ts"], budget: 80 },
    ],
  },
];

/** One line of the table: how much a part adds to what the page has loaded already, in kilobytes gzipped, in how many files. */
export type Line = { page: string; what: string; size: number; budget: number; files: number };

type Chunk = { file: string; imports?: string[] };
type Manifest = Readonly<Record<string, Chunk>>;

/** Weighs the first screens of a build; null where the folder holds no build. Throws when a module is not in it. */
export function weigh(dist: string, budgets: readonly Page[] = BUDGETS): Line[] | null {
  const listing = path.join(dist, ".vite/manifest.json");
  if (!existsSync(listing)) return null;
  const manifest = JSON.parse(readFileSync(listing, "utf8")) as Manifest;
  return budgets.flatMap(({ page, parts }) => {
    const loaded = new Set<string>();
    return parts.map(({ what, modules, budget }) => {
      const added = modules.flatMap((module) => load(manifest, module, loaded));
      const bytes = added.map((file) => gzipSync(readFileSync(path.join(dist, file))).length);
      return {
        page,
        what,
        size: bytes.reduce((sum, each) => sum + each, 0) / 1000,
        budget,
        files: added.length,
      };
    });
  });
}

/** The files that a module brings in itself and by what it imports statically, without those loaded before. */
function load(manifest: Manifest, module: string, loaded: Set<string>): string[] {
  const chunk = manifest[module];
  if (chunk === undefined)
    throw new Error(`The build holds no ${module}: test/house/page-size.ts is behind.`);
  if (loaded.has(module)) return [];
  loaded.add(module);
  const below = (chunk.imports ?? []).flatMap((name) => load(manifest, name, loaded));
  return chunk.file.endsWith(".js") ? [chunk.file, ...below] : below;
}

/** The lines as text for a terminal, with a sum for each page. */
export function tableOf(lines: readonly Line[]): string {
  const pages = [...new Set(lines.map(({ page }) => page))];
  const all = pages.flatMap((page) => {
    const own = lines.filter((line) => line.page === page);
    const sum = (pick: (line: Line) => number) => own.reduce((total, line) => total + pick(line), 0);
    const all = { size: sum((l) => l.size), budget: sum((l) => l.budget), files: sum((l) => l.files) };
    return [...own, { page, what: "together", ...all }];
  });
  const rows = all.map(({ page, what, size, budget, files }) => {
    const figures = [size.toFixed(1), budget, files].map((figure) => String(figure).padStart(8)).join("");
    return `  ${page.padEnd(6)}${what.padEnd(40)}${figures}${size > budget ? "  OVER" : ""}`;
  });
  const head = ["kB gz", "budget", "files"].map((word) => word.padStart(8)).join("");
  return [`  ${"First screen".padEnd(46)}${head}`, ...rows].join("\n");
}

/** Makes the build print the table. */
export function printPageSizes(): Plugin {
  let dist = "";
  return {
    name: "page-sizes",
    apply: "build",
    configResolved({ root, build }) {
      dist = path.resolve(root, build.outDir);
    },
    closeBundle() {
      const lines = weigh(dist);
      if (lines !== null) process.stdout.write(`${tableOf(lines)}\n`);
    },
  };
}
