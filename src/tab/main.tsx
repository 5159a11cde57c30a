import { config } from "zod/mini";
import { askSetup } from "../client/setup.ts";
import { openTabHost } from "../host/choose-host.ts";
import { systemTheme } from "../host/page-theme.ts";
import { begin } from "../ui/begin.tsx";
import { familyOf } from "./entrance.tsx";
import { goToSubPage } from "./start-path.ts";
import { Tab } from "./tab.tsx";

// The page's security policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });

const server = { fetch: window.fetch.bind(window), origin: location.origin };

await begin({
  features: ["shared", "deals", "voice"],
  theme: systemTheme(),
  async open() {
    const host = await openTabHost(askSetup(server));
    goToSubPage(host.place.subPageId);
    const source = { ...server, token: host.token };
    return {
      language: host.language,
      family: familyOf(host),
      theme: host.theme(),
      page: <Tab host={host} source={source} />,
      ready: host.ready,
    };
  },
});
