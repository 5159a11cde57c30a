import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Gate } from "./gate.tsx";
import { firstLanguage } from "./language/choice.ts";
import { Spoken } from "./language/spoken.tsx";
import { type Feature, loadTexts } from "./language/texts.ts";
import { type Family, loadLook, type ThemeName } from "./look.ts";
import { Themed } from "./theme.tsx";

/** A page whose host has answered. `language` is the host's; `ready` is called once there is something to see. */
export type Opened = {
  language: string | null;
  family: Family;
  theme: ThemeName;
  page: ReactNode;
  ready(): void;
};

/** How a page begins. `open` finds out what is around the page; `theme` is for the time when it could not. */
export type Beginning = {
  features: readonly Feature[];
  theme: ThemeName;
  open: () => Promise<Opened>;
};

/**
 * Puts a page in the place of the document's shell, in the reader's language. What keeps it from opening is told in its
 * place; without even the texts, the shell's own two sentences are shown.
 */
export async function begin({ features, theme, open }: Beginning): Promise<void> {
  const wished = new URLSearchParams(location.search).get("lang");
  const words = async (host: string | null) => {
    const language = firstLanguage(wished, host);
    return { language, texts: await loadTexts(language, features) };
  };
  const root = () => createRoot(document.getElementById("page") as HTMLElement);
  // Most often the host says the browser's own language: its texts come while the host is being asked.
  const likely = words(navigator.language).catch(() => null);
  try {
    const opened = await open();
    const [first] = await Promise.all([words(opened.language), loadLook(opened.family, opened.theme)]);
    root().render(
      <StrictMode>
        <Spoken first={first} features={features}>
          {opened.page}
        </Spoken>
      </StrictMode>,
    );
    opened.ready();
  } catch (error) {
    const first = await likely;
    await loadLook("web", theme).catch(() => null);
    if (first === null) return document.getElementById("stuck")?.removeAttribute("hidden");
    root().render(
      <Spoken first={first} features={features}>
        <Themed family="web" theme={theme}>
          <Gate error={error} onRetry={() => location.reload()} />
        </Themed>
      </Spoken>,
    );
  }
}
