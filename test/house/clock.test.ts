import { describe, expect, test } from "vitest";
import { type Source, sourcesIn } from "./sources.ts";

/** Where the product meets the machine's clock; everyone else is given `now`. */
const ROOT = new Set([
  "server/main.ts",
  "server/app.ts",
  "server/sandbox/sandbox.ts",
  "server/sandbox/diary/diary.ts",
  "server/audit/main.ts",
]);
const READS_CLOCK = /\bnew Date\(\s*\)|\bDate\.now\(|\bTemporal\.Now\./g;

const readers = (sources: readonly Source[]) =>
  sources.filter(({ file, text }) => !ROOT.has(file) && text.match(READS_CLOCK)).map(({ file }) => file);

describe("the machine's clock", () => {
  test("is read in the composition root only, so that the sandbox's clock rules everything", () => {
    expect(readers([...sourcesIn("src"), ...sourcesIn("server")])).toEqual([]);
  });

  test.each(["const a = new Date();", "x(Date.now())", "Temporal.Now.instant()"])(
    "%s elsewhere is seen",
    (text) => {
      expect(readers([{ file: "server/deals/x.ts", text }])).toEqual(["server/deals/x.ts"]);
    },
  );

  test("a date made from a given moment is no reading", () => {
    expect(readers([{ file: "server/deals/x.ts", text: "new Date(now().epochMilliseconds)" }])).toEqual([]);
  });
});
