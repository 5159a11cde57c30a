import type { Theme } from "./host.ts";

const CONTRAST = "(forced-colors: active)";
const DARK = "(prefers-color-scheme: dark)";

/** The theme that the operating system wishes. */
export function systemTheme(): Theme {
  if (matchMedia(CONTRAST).matches) return "contrast";
  return matchMedia(DARK).matches ? "dark" : "light";
}

/** Tells when the operating system's wish changes; returns how to stop. */
export function onSystemTheme(listener: (theme: Theme) => void): () => void {
  const tell = () => listener(systemTheme());
  const queries = [matchMedia(CONTRAST), matchMedia(DARK)];
  for (const query of queries) query.addEventListener("change", tell);
  return () => {
    for (const query of queries) query.removeEventListener("change", tell);
  };
}
