/** Puts what first screens load into few files: on a slow line each costs a way there and back. */
import path from "node:path";
import { build, type Plugin, type Rolldown } from "vite";

/** What is loaded at one time, by the modules that begin it. */
type Piece = { name: string; modules: readonly string[] };

const HOSTS = ["teams", "outlook", "outlook-sign-in", "browser"];

/** The page of a door comes after its start, and how a mail was judged after the panel. */
const PIECES: readonly Piece[] = [
  { name: "start", modules: ["tab/main.ts", "pane/main.ts", "outside/main.ts"] },
  { name: "tab", modules: ["tab/tab.tsx", "ui/draw.tsx"] },
  { name: "pane", modules: ["pane/pane.tsx", "ui/draw.tsx"] },
  { name: "reading", modules: ["views/voice/reading-card.tsx"] },
  { name: "looks", modules: ["ui/looks/teams-light.ts", "ui/looks/web-light.ts"] },
  ...HOSTS.map((name) => ({ name, modules: [`host/${name}.ts`] })),
];

/** Names the file that a module goes into; null leaves it to the bundler. */
export type Filing = (module: string) => string | null;

/**
 * Builds once to see what each piece truly needs (the bundler alone knows what it leaves out), and then has one file for
 * all modules that the same pieces need. Left to itself the bundler makes fifty small files of a first screen.
 */
export async function fileByPieces(root: string, input: string[], plugins: Plugin[]): Promise<Filing> {
  const built = await build({
    configFile: false,
    root,
    plugins,
    logLevel: "error",
    build: { write: false, minify: false, cssMinify: false, rolldownOptions: { input } },
  });
  const { output } = built as Rolldown.RolldownOutput;
  const chunks = output.filter((file) => file.type === "chunk");
  const pieces = new Map<string, Set<string>>();
  const begun = new Set(input);
  for (const { name, modules } of PIECES) {
    const beginnings = modules.map((module) => path.join(root, module));
    for (const module of beginnings) begun.add(module);
    for (const { moduleIds } of needed(chunks, beginnings)) {
      for (const module of moduleIds) pieces.set(module, (pieces.get(module) ?? new Set()).add(name));
    }
  }
  return (module) => (begun.has(module) ? null : fileFor(pieces.get(module)));
}

function fileFor(pieces: ReadonlySet<string> | undefined): string | null {
  if (pieces === undefined) return null;
  const hosts = HOSTS.filter((host) => pieces.has(host));
  if (pieces.has("start") || hosts.length > 1) return "start";
  if (pieces.size === hosts.length) return null;
  if (pieces.has("pane")) return pieces.has("tab") ? "pages" : "pane";
  return PIECES.filter(({ name }) => pieces.has(name))
    .map(({ name }) => name)
    .join("-");
}

/** The chunks that hold these modules, and all that those import at once. */
function needed(
  chunks: readonly Rolldown.OutputChunk[],
  modules: readonly string[],
): Set<Rolldown.OutputChunk> {
  const found = new Set(
    chunks.filter(({ moduleIds }) => modules.some((module) => moduleIds.includes(module))),
  );
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  }
  return found;
}
