/** `npm run package -- --host deals.contoso.com [--client-id …] [--out dist-packages]`: both packages for one host. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Order, OrderMistake, readOrder } from "./arguments.ts";
import { buildOutlookManifest } from "./manifests.ts";
import { buildTeamsPackage } from "./teams-package.ts";

function make(order: Order): string {
  const folder = path.resolve(order.out);
  const teams = path.join(folder, "one-voice-teams.zip");
  const outlook = path.join(folder, "one-voice-outlook.xml");
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(teams, buildTeamsPackage(order));
    writeFileSync(outlook, buildOutlookManifest(order));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new OrderMistake(
      `Nothing could be written to ${folder} (${code ?? message}); choose another --out.`,
      { cause },
    );
  }
  const warning = order.ownRegistration
    ? ""
    : "No --client-id was given, so both name the sandbox's app registration and sign nobody in on a real tenant.\n";
  return `Teams:   ${teams}\nOutlook: ${outlook}\n${warning}`;
}

try {
  process.stdout.write(make(readOrder(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof OrderMistake)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
