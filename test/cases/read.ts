import { readFileSync } from "node:fs";

/**
 * The cases of a table in plain text: one a line, columns parted by " | ", lines that begin with "#" left out. Throws
 * where a line has another number of columns, so that no case is lost unseen.
 */
export function readCases(name: string, columns: number): string[][] {
  const lines = readFileSync(new URL(name, import.meta.url), "utf8").split("\n");
  const cases = lines
    .map((line, at) => ({ line, at: at + 1 }))
    .filter(({ line }) => line.trim() !== "" && !line.startsWith("#"))
    .map(({ line, at }) => {
      const cells = line.split("|").map((cell) => cell.trim());
      if (cells.length !== columns)
        throw new Error(`${name}:${at} has ${cells.length} columns, not ${columns}.`);
      return cells;
    });
  if (cases.length === 0) throw new Error(`${name} holds no case.`);
  return cases;
}
