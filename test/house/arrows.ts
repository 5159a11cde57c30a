import type { Source } from "./sources.ts";
import { importsOf } from "./sources.ts";

/** An import that the plan of the house does not have. */
export type Breach = { from: string; to: string; why: string };

const FEATURES = ["deals", "voice", "meetings", "support", "coaching", "people", "admin"];

/**
 * Who may import whom. The first row whose pattern fits the importing file decides; `to` lists what it may reach besides
 * its own folder. See ARCHITECTURE.md.
 */
const ROWS: readonly { from: RegExp; own: number; to: readonly RegExp[] }[] = [
  { from: /^src\/domain\/(time|people)\//, own: 3, to: [/^src\/domain\/(time|people)\//] },
  { from: /^src\/domain\//, own: 3, to: [/^src\/domain\/(time|people)\//] },
  { from: /^src\/contract\//, own: 2, to: [/^src\/domain\//] },
  { from: /^src\/client\//, own: 2, to: [/^src\/contract\//] },
  { from: /^src\/host\//, own: 2, to: [] },
  { from: /^src\/ui\//, own: 2, to: [/^src\/(domain|contract)\//] },
  { from: /^src\/views\//, own: 3, to: [/^src\/(domain|contract|client|ui)\//] },
  { from: /^src\/launch\//, own: 2, to: [/^src\/domain\//] },
  { from: /^src\/(tab|pane|outside|slots|answer)\//, own: 2, to: [/^src\//] },
  { from: /^server\/sandbox\//, own: 2, to: [] },
  { from: /^server\/audit\//, own: 2, to: [/^src\/domain\//] },
  {
    from: new RegExp(`^server/(${FEATURES.join("|")})/`),
    own: 2,
    to: [/^src\/(domain|contract)\//, /^server\/(http|store|jobs)\//, /^server\/room\.ts$/],
  },
  {
    from: /^server\/graph\//,
    own: 2,
    to: [/^src\/domain\//, /^src\/contract\/problem\.ts$/, /^server\/auth\//],
  },
  {
    from: /^server\/auth\//,
    own: 2,
    to: [/^src\/domain\//, /^src\/contract\/problem\.ts$/, /^server\/http\/caller\.ts$/],
  },
  {
    from: /^server\/http\//,
    own: 2,
    to: [/^src\/contract\//, /^src\/domain\/people\//, /^server\/store\/busy\.ts$/],
  },
  { from: /^server\/jobs\//, own: 2, to: [/^server\/store\//] },
  { from: /^server\/store\//, own: 2, to: [] },
  { from: /^server\/room\.ts$/, own: 0, to: [/^server\/(http|jobs|store)\//] },
  { from: /^server\/config\.ts$/, own: 0, to: [/^server\/auth\//] },
  { from: /^server\/serving\.ts$/, own: 0, to: [] },
  {
    from: /^server\/(app|run|main)\.ts$/,
    own: 0,
    to: [/^server\/(?!sandbox\/)/, /^src\/(domain|contract)\//],
  },
  { from: /^server\/demo(-deals)?\.ts$/, own: 0, to: [/^server\//, /^src\/(domain|contract)\//] },
];

/** Every import of these sources that no row allows, and every circle between files. */
export function breachesOf(sources: readonly Source[]): Breach[] {
  return sources.flatMap((source) => importsOf(source).flatMap((to) => breachOf(source.file, to)));
}

function breachOf(from: string, to: string): Breach[] {
  const row = ROWS.find((one) => one.from.test(from));
  if (row === undefined) return [{ from, to, why: "this file has no place in the plan" }];
  const isOwn = row.own > 0 && folder(from, row.own) === folder(to, row.own);
  if (isOwn || row.to.some((allowed) => allowed.test(to))) return [];
  return [{ from, to, why: "no arrow" }];
}

function folder(file: string, depth: number): string {
  return file.split("/").slice(0, depth).join("/");
}

/** Groups of files that import each other, at run time or for types, each sorted by name. */
export function circlesIn(sources: readonly Source[]): string[][] {
  const arrows = new Map(sources.map((source) => [source.file, importsOf(source)]));
  const order: string[] = [];
  const place = new Map<string, { index: number; low: number; open: boolean }>();
  const circles: string[][] = [];
  const visit = (file: string) => {
    const mine = { index: place.size, low: place.size, open: true };
    place.set(file, mine);
    order.push(file);
    for (const next of arrows.get(file) ?? []) {
      if (!arrows.has(next)) continue;
      if (!place.has(next)) visit(next);
      const there = place.get(next);
      if (there?.open) mine.low = Math.min(mine.low, there.low);
    }
    if (mine.low !== mine.index) return;
    const group = order.splice(order.indexOf(file));
    for (const each of group) place.get(each)!.open = false;
    if (group.length > 1) circles.push(group.sort());
  };
  for (const file of arrows.keys()) if (!place.has(file)) visit(file);
  return circles;
}
