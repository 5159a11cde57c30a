import type { ComponentType } from "react";
import { firstLanguage } from "./language/choice.ts";
import { type Feature, loadTexts } from "./language/texts.ts";
import { type Family, loadLook, type ThemeName } from "./look.ts";

/** A host that has answered. `language` is the host's; `ready` is called once there is something to see. */
export type Opened<Props> = {
  language: string | null;
  family: Family;
  theme: ThemeName;
  props: Props;
  ready(): void;
};

/**
 * How a page begins. `open` finds out what is around the page; `family` is whose colours it most often wears then, and
 * `theme` is for the time when it could not.
 */
export type Beginning<Props> = {
  features: readonly Feature[];
  family: Family;
  theme: ThemeName;
  /** The page itself, on its way: by far the largest part of what is loaded. */
  page: Promise<ComponentType<Props>>;
  open: () => Promise<Opened<Props>>;
};

/**
 * Puts a page in the place of the document's shell, in the reader's language. What keeps it from opening is told in its
 * place; without even the texts, the shell's own two sentences are shown. Nothing here draws: this small script is there
 * long before the page, and asks the host, and for the texts, meanwhile.
 */
export async function begin<Props extends object>(beginning: Beginning<Props>): Promise<void> {
  const { features, family: usual, theme, page, open } = beginning;
  const wished = new URLSearchParams(location.search).get("lang");
  const words = async (host: string | null) => {
    const language = firstLanguage(wished, host);
    return { language, texts: await loadTexts(language, features) };
  };
  // Most often the host says the browser's own language and theme: they come while the host is being asked.
  const likely = words(navigator.language).catch(() => null);
  loadLook(usual, theme).catch(() => null);
  const drawing = import("./draw.tsx");
  const arrived = Promise.all([drawing, page]).catch(() => Promise.reject({ name: "Offline" }));
  arrived.catch(() => {});
  try {
    const { language, family, props, ready, ...opened } = await open();
    const first = words(language);
    const [[{ drawPage }, Page]] = await Promise.all([arrived, first, loadLook(family, opened.theme)]);
    drawPage({ first: await first, features, Page, props });
    ready();
  } catch (error) {
    const [first, drawn] = await Promise.all([
      likely,
      drawing.catch(() => null),
      loadLook("web", theme).catch(() => null),
    ]);
    if (first === null || drawn === null) return document.getElementById("stuck")?.removeAttribute("hidden");
    drawn.drawGate({ first, features, theme, error });
  }
}
