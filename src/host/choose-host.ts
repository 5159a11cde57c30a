import { isInOffice, isPerhapsInTeams } from "./embedding.ts";
import type { Host, SignIn } from "./host.ts";
import { loadOffice } from "./office-script.ts";

/** Finds out what is around the Teams tab. Each host's code is loaded only where it is needed. */
export async function openTabHost(signIn: Promise<SignIn>): Promise<Host> {
  const teams = isPerhapsInTeams() ? await (await import("./teams.ts")).openTeams() : null;
  return teams ?? openBrowserHost(signIn);
}

/** Finds out what is around the side panel. */
export async function openPaneHost(signIn: Promise<SignIn>): Promise<Host> {
  if (!isInOffice()) return openBrowserHost(signIn);
  // The longest of all ways begins first.
  const office = loadOffice();
  const { openOutlook } = await import("./outlook.ts");
  return (await openOutlook(signIn, office)) ?? openBrowserHost(signIn);
}

async function openBrowserHost(signIn: Promise<SignIn>): Promise<Host> {
  const { openBrowser } = await import("./browser.ts");
  return openBrowser(await signIn);
}
