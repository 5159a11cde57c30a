import { config } from "zod/mini";
import { headStart } from "../client/head-start.ts";
import { askSetup } from "../client/setup.ts";
import { openPaneHost } from "../host/choose-host.ts";
import { systemTheme } from "../host/page-theme.ts";
import { familyOf } from "../tab/family.ts";
import { begin } from "../ui/begin.ts";

// The page's security policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });

const server = { fetch: window.fetch.bind(window), origin: location.origin };

await begin({
  features: ["shared", "voice"],
  family: "web",
  theme: systemTheme(),
  page: import("./pane.tsx").then(({ Pane }) => {
    // What it will say of the mail comes after it, while Outlook is still making itself known.
    import("../views/voice/reading-card.tsx").catch(() => {});
    return Pane;
  }),
  async open() {
    const host = await openPaneHost(askSetup(server));
    const source = headStart({ ...server, token: host.token }, ["/api/session"]);
    return {
      language: host.language,
      family: familyOf(host),
      theme: host.theme(),
      props: { host, source },
      ready: host.ready,
    };
  },
});
