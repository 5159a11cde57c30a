import process from "node:process";
import { pathToFileURL } from "node:url";
import type { Bench } from "./bench.ts";

// A benchmark's own process: main.ts forks this with the file to run, and is sent its name and its figures.
const [file = ""] = process.argv.slice(2);
const { bench } = (await import(pathToFileURL(file).href)) as { bench: Bench };
process.send?.({ name: bench.name, figures: await bench.run() });
