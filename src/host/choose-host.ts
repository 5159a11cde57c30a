import { isInOffice, isPerhapsInTeams } from "./embedding.ts";
import type { Host, SignIn } from "./host.ts";
import { loadOffice } from "./office-script.ts";

/** Whom teams-js may believe: it asks Microsoft for this list before it answers any window above. */
export const TEAMS_ORIGINS = "https://res.cdn.office.net/teams-js/validDomains/json/validDomains.json";

/** Finds out what is around the Teams tab. Nobody of Microsoft's is asked where Teams cannot be. */
export async function openTabHost(signIn: Promise<SignIn>): Promise<Host> {
  if (!isPerhapsInTeams()) return openBrowserHost(signIn);
  askAhead(TEAMS_ORIGINS);
  const { openTeams } = await import("./teams.ts");
  return (await openTeams()) ?? openBrowserHost(signIn);
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

/** Lets the browser fetch what a script is going to ask for, while the script is still on its way. */
function askAhead(href: string): void {
  const link = document.createElement("link");
  document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
}
