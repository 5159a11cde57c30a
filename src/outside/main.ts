import { config } from "zod/mini";
import { askSetup } from "../client/setup.ts";
import { systemTheme } from "../host/page-theme.ts";
import { begin } from "../ui/begin.ts";

// The page's security policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });

const server = { fetch: window.fetch.bind(window), origin: location.origin };
const doors = { tab: "/tab/", pane: "/pane/" };

await begin({
  features: ["shared", "outside"],
  family: "web",
  theme: systemTheme(),
  page: import("./outside.tsx").then(({ Outside }) => Outside),
  async open() {
    const { sandbox } = await askSetup(server);
    const { rememberedChoices, themeOf } = await import("./choices.ts");
    const theme = themeOf(rememberedChoices().look, systemTheme());
    const props = { sandbox, fetch: server.fetch, doors };
    return { language: navigator.language, family: "web", theme, props, ready() {} };
  },
});
