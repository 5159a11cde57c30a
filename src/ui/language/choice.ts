import type { Language } from "./texts.ts";

const KEY = "one-voice:language";

/** The language to begin with: the reader's own choice, then what the host says, then English. */
export function firstLanguage(wished: string | null, host: string | null): Language {
  return asLanguage(wished) ?? asLanguage(remembered()) ?? asLanguage(host) ?? "en";
}

/** Remembers the reader's choice, where the browser lets a framed page remember anything. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage is closed to frames of other sites in some browsers: then the choice holds until the page is closed.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function asLanguage(name: string | null): Language | null {
  const [base] = (name ?? "").toLowerCase().split("-");
  return base === "en" || base === "ru" ? base : null;
}
