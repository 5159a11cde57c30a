import { config } from "zod/mini";
import { askSetup } from "../client/setup.ts";
import { openPaneHost } from "../host/choose-host.ts";
import { systemTheme } from "../host/page-theme.ts";
import { familyOf } from "../tab/entrance.tsx";
import { begin } from "../ui/begin.tsx";
import { Pane } from "./pane.tsx";

// The page's security policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });

const server = { fetch: window.fetch.bind(window), origin: location.origin };

await begin({
  features: ["shared", "voice"],
  theme: systemTheme(),
  async open() {
    const host = await openPaneHost(askSetup(server));
    const source = { ...server, token: host.token };
    return {
      language: host.language,
      family: familyOf(host),
      theme: host.theme(),
      page: <Pane host={host} source={source} />,
      ready: host.ready,
    };
  },
});
