/** A page's own view of what the configuration hands over to it. */
type Configured = { env: Record<string, string | undefined> };

/**
 * The languages in which a screen is looked at as a whole: Russian, whose words are longer, and with SOAK=1 English, too.
 * What one test does with a screen it does in English.
 */
export const languages: readonly ("en" | "ru")[] =
  (import.meta as unknown as Configured).env["SOAK"] === "1" ? ["en", "ru"] : ["ru"];

/** Of cases that begin with their language those that are tried: see {@link languages}. */
export function spoken<Case extends readonly ["en" | "ru", ...unknown[]]>(cases: readonly Case[]): Case[] {
  return cases.filter(([language]) => languages.includes(language));
}
