import type { Language, TextKey, Texts } from "./texts.ts";

/** What fills the places of a text, e.g. {{name}}. `count` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;

/** Says a text in the reader's language. */
export type Translate = (key: TextKey, values?: Values) => string;

/**
 * Says texts of one language: plural forms by the language's own rules (`key_one`, `key_few`, …), places filled in. A
 * text that is missing is said by its key, so that it is seen and not silently empty.
 */
export function translator(language: Language, texts: Texts): Translate {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const count = values["count"];
    const form = typeof count === "number" ? texts[`${key}_${plurals.select(count)}`] : undefined;
    const text: string = form ?? texts[`${key}_other`] ?? texts[key] ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : (value ?? "");
    });
  };
}
