import process from "node:process";
import { pathToFileURL } from "node:url";
import type { Bench } from "./bench.ts";

// A benchmark's own process: main.ts forks this with the file to run, and is sent its name and its figures.
const [file = ""] = process.argv.slice(2);
const { bench } = (await import(pathToFileURL(file).href)) as { bench: Bench };
const figures = await bench.run();
// A package may listen to the parent, and would keep this process alive.
process.send?.({ name: bench.name, figures }, () => process.disconnect());
