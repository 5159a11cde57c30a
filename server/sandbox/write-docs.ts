import { readFileSync, writeFileSync } from "node:fs";
import { coverage, coverageTable } from "./core/coverage.ts";
import { permissionTable } from "./core/permission-table.ts";
import { outsideActions } from "./outside/actions.ts";
import { operations } from "./services.ts";

const DOCUMENT = new URL("../../docs/sandbox.md", import.meta.url);

/** The parts of docs/sandbox.md that are made from the code, by the name their marks in the document have. */
export const sections: Readonly<Record<string, () => string>> = {
  operations: () => coverageTable(coverage(operations, permissionTable)),
  outside: () =>
    [
      "| request | what happens |",
      "| --- | --- |",
      ...outsideActions.map(
        ({ title, purpose }) => `| \`${title.replaceAll("|", "\\|")}\` | ${purpose.replaceAll("|", "\\|")} |`,
      ),
    ].join("\n"),
};

/** The document with its made parts as they ought to be. Throws when a part's marks are missing. */
export function currentDocument(text: string): string {
  let made = text;
  for (const [name, write] of Object.entries(sections)) {
    const begin = `<!-- ${name} -->`;
    const end = `<!-- /${name} -->`;
    const [before, rest] = [made.indexOf(begin), made.indexOf(end)];
    if (before < 0 || rest < before) throw new Error(`docs/sandbox.md has no ${begin} … ${end}.`);
    made = `${made.slice(0, before + begin.length)}\n\n${write()}\n\n${made.slice(rest)}`;
  }
  return made;
}

if (import.meta.main) writeFileSync(DOCUMENT, currentDocument(readFileSync(DOCUMENT, "utf8")));
