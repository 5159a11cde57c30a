/** `npm run package -- --host deals.contoso.com [--client-id …] [--out dist-packages]`: both packages for one host. */
import process from "node:process";
import { runCommand } from "./command.ts";

process.exitCode = runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
