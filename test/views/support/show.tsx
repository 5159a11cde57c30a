import type { ReactNode } from "react";
import { expect } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { ClientProvider, createMemory } from "../../../src/client/reading.tsx";
import { LanguageProvider } from "../../../src/ui/language/language.tsx";
import { type Language, loadTexts } from "../../../src/ui/language/texts.ts";
import { loadLook, type ThemeName } from "../../../src/ui/look.ts";
import { SurroundingsProvider } from "../../../src/ui/surroundings.tsx";
import { Themed } from "../../../src/ui/theme.tsx";
import { ToastProvider } from "../../../src/ui/toasts.tsx";
import { anna } from "./cast.ts";
import type { FakeServer } from "./server.ts";

const FEATURES = [
  ...(["shared", "deals", "deal", "deal-change", "deal-digest", "deal-import"] as const),
  ...(["voice", "meetings"] as const),
];

/** How a view is shown. `path` is the address within the page. `width` in CSS pixels; `me` is the reader's id. */
export type Showing = {
  server: FakeServer;
  language?: Language;
  width?: number;
  theme?: ThemeName;
  me?: string;
  path?: string;
};

/** What happened on the page: links that were opened, and the address within it. */
export type Shown = { opened: string[]; address: () => string };

/** Shows a view as the pages do, in Munich. */
export async function show(view: ReactNode, showing: Showing): Promise<Shown> {
  const { server, language = "en", width = 900, theme = "light", me = anna.id, path = "/" } = showing;
  await page.viewport(width, 800);
  document.title = "One Voice";
  await loadLook("web", theme);
  const texts = await loadTexts(language, FEATURES);
  const { hook, history } = memoryLocation({ path, record: true });
  const opened: string[] = [];
  const surroundings = {
    now: server.client.now,
    zone: "Europe/Berlin",
    openLink: (url: string) => void opened.push(url),
    myId: me,
    tenantId: "a tenant",
  };
  await render(
    <LanguageProvider language={language} texts={texts} choose={() => {}} learn={() => Promise.resolve()}>
      <Themed family="web" theme={theme}>
        <ClientProvider client={server.client} memory={createMemory()}>
          <ToastProvider>
            <SurroundingsProvider value={surroundings}>
              <Router hook={hook}>
                <main>
                  <h1>One Voice</h1>
                  {view}
                </main>
              </Router>
            </SurroundingsProvider>
          </ToastProvider>
        </ClientProvider>
      </Themed>
    </LanguageProvider>,
  );
  // A page draws itself when the browser lets it, not when it is asked to.
  await expect.poll(() => document.querySelector("main h1")).not.toBeNull();
  return { opened, address: () => history.at(-1) ?? "/" };
}
