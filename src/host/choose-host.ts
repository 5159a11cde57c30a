import { isInOffice, isPerhapsInTeams } from "./embedding.ts";
import type { Host, SignIn } from "./host.ts";

/** Finds out what is around the Teams tab. Each host's code is loaded only where it is needed. */
export async function openTabHost(signIn: Promise<SignIn>): Promise<Host> {
  const teams = isPerhapsInTeams() ? await (await import("./teams.ts")).openTeams() : null;
  return teams ?? openBrowserHost(signIn);
}

/** Finds out what is around the side panel. */
export async function openPaneHost(signIn: Promise<SignIn>): Promise<Host> {
  const outlook = isInOffice() ? await (await import("./outlook.ts")).openOutlook(signIn) : null;
  return outlook ?? openBrowserHost(signIn);
}

async function openBrowserHost(signIn: Promise<SignIn>): Promise<Host> {
  const { openBrowser } = await import("./browser.ts");
  return openBrowser(await signIn);
}
