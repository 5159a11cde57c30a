import { config } from "zod/mini";
import { headStart } from "../client/head-start.ts";
import { askSetup } from "../client/setup.ts";
import { openTabHost } from "../host/choose-host.ts";
import type { Host } from "../host/host.ts";
import { systemTheme } from "../host/page-theme.ts";
import { begin } from "../ui/begin.ts";
import { familyOf } from "./family.ts";
import { goToSubPage, isHome } from "./start-path.ts";

// The page's security policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });

const server = { fetch: window.fetch.bind(window), origin: location.origin };

/** What the page asks first, wherever in the tab it begins. */
function firstPaths({ place }: Host): string[] {
  const home = place.channelId === null && isHome(location.pathname);
  return ["/api/session", ...(home ? ["/api/deals", "/api/incidents?state=open"] : [])];
}

await begin({
  features: ["shared", "deals", "voice"],
  family: "teams",
  theme: systemTheme(),
  page: import("./tab.tsx").then(({ Tab }) => Tab),
  async open() {
    const host = await openTabHost(askSetup(server));
    goToSubPage(host.place.subPageId);
    const source = headStart({ ...server, token: host.token }, firstPaths(host));
    return {
      language: host.language,
      family: familyOf(host),
      theme: host.theme(),
      props: { host, source },
      ready: host.ready,
    };
  },
});
