import { fork } from "node:child_process";
import { globSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { Temporal } from "temporal-polyfill";
import { type Figure, isReached, type Skipped } from "./bench.ts";
import { type Outcome, tablesOf, targetOf } from "./table.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const RESULTS = path.join(here, "../../bench.json");

/** Runs one benchmark in a process of its own, so that none warms up or fills the memory of another. */
function run(file: string): Promise<Outcome> {
  const name = path.basename(file, ".bench.ts");
  return new Promise((resolve) => {
    let told: { name: string; figures: (Figure | Skipped)[] } | undefined;
    const child = fork(path.join(here, "run-one.ts"), [file], {
      stdio: "inherit",
      execArgv: ["--expose-gc"],
    });
    child.on("message", (message) => {
      told = message as typeof told;
    });
    child.on("exit", (code, signal) => {
      if (told !== undefined && code === 0) resolve(told);
      else
        resolve({ name, figures: [], failed: `  It failed (${signal ?? `exit code ${code}`}); see above.` });
    });
  });
}

/** All benchmarks, or those whose file names begin with one of the given words: `npm run bench -- sandbox`. */
function chosen(words: readonly string[]): string[] {
  const all = globSync("*.bench.ts", { cwd: here }).toSorted((a, b) => a.localeCompare(b));
  const wanted = all.filter((file) => words.length === 0 || words.some((word) => file.startsWith(word)));
  if (wanted.length > 0) return wanted.map((file) => path.join(here, file));
  throw new Error(`There is no such benchmark. There are: ${all.join(", ")}.`);
}

const outcomes: Outcome[] = [];
for (const file of chosen(process.argv.slice(2))) {
  const begunMs = performance.now();
  console.log(`Measuring ${path.basename(file, ".bench.ts")} …`);
  outcomes.push(await run(file));
  console.log(`  … ${Math.round((performance.now() - begunMs) / 1000)} s`);
}
console.log(`\n${tablesOf(outcomes)}`);
console.log(
  "This machine is shared and noisy: ratios within one run mean something, absolute figures little.",
);
const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? "" };
const judged = outcomes.map((outcome) => ({
  ...outcome,
  figures: outcome.figures.map((figure) =>
    "skipped" in figure || figure.goal === undefined
      ? figure
      : { ...figure, target: targetOf(figure), reached: isReached(figure) },
  ),
}));
const at = Temporal.Now.instant().toString({ smallestUnit: "second" });
const measured = { at, machine, outcomes: judged };
writeFileSync(RESULTS, `${JSON.stringify(measured, null, 2)}\n`);
if (outcomes.some(({ failed }) => failed !== undefined)) process.exitCode = 1;
