/** `npm run audit -- --mail … --deals deals.csv [--report out.html] [--json out.json]`: the one-voice rule over past mail. */
import process from "node:process";
import { Temporal } from "temporal-polyfill";
import { runCommand } from "./command.ts";

process.exitCode = await runCommand(process.argv.slice(2), {
  now: () => Temporal.Now.instant(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
});
