import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Order, OrderMistake, readOrder } from "./arguments.ts";
import { buildOutlookManifest } from "./manifests.ts";
import { buildTeamsPackage } from "./teams-package.ts";

/** Where a command writes: what it did, and what is wrong; line ends are in the text. */
export type Surroundings = { out(text: string): void; err(text: string): void };

/**
 * Makes both packages as the words of the command line order. Gives the status to exit with: 0, or 1 when the person made
 * a mistake, which was told in one sentence then. Throws what is our own mistake.
 */
export function runCommand(args: readonly string[], { out, err }: Surroundings): 0 | 1 {
  try {
    out(make(readOrder(args)));
    return 0;
  } catch (error) {
    if (!(error instanceof OrderMistake)) throw error;
    err(`${error.message}\n`);
    return 1;
  }
}

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
