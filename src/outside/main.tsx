import { config } from "zod/mini";
import { askSetup } from "../client/setup.ts";
import { systemTheme } from "../host/page-theme.ts";
import { begin } from "../ui/begin.tsx";
import { rememberedChoices, themeOf } from "./choices.ts";
import { Outside } from "./outside.tsx";

// The page's security policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });

const server = { fetch: window.fetch.bind(window), origin: location.origin };
const doors = { tab: "/tab/", pane: "/pane/" };

await begin({
  features: ["shared", "outside"],
  theme: systemTheme(),
  async open() {
    const { sandbox } = await askSetup(server);
    const page = <Outside sandbox={sandbox} fetch={server.fetch} doors={doors} />;
    const theme = themeOf(rememberedChoices().look, systemTheme());
    return { language: navigator.language, family: "web", theme, page, ready() {} };
  },
});
