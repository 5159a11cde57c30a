import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** One source file: its path from the project's folder, with slashes, and its text. */
export type Source = { file: string; text: string };

/** All TypeScript files below a folder of the project. */
export function sourcesIn(folder: string): Source[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll(path.sep, "/")}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));
}

/** The files of ours that a source imports, types included, as paths from the project's folder. */
export function importsOf({ file, text }: Source): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g);
  return [...found].map(([, target]) => path.posix.join(path.posix.dirname(file), target ?? ""));
}
