import en from "./en.json" with { type: "json" };
import ru from "./ru.json" with { type: "json" };

/** The languages in which an audit speaks. */
export type AuditLanguage = "en" | "ru";

/** The name of a text. */
export type AuditText = keyof typeof en;

/** What fills the places of a text, e.g. {{name}}; numbers are written as the language writes them. */
export type Values = Readonly<Record<string, string | number>>;

/** Says a text. */
export type Say = (key: AuditText, values?: Values) => string;

const TEXTS: Readonly<Record<AuditLanguage, Readonly<Record<AuditText, string>>>> = { en, ru };

/** Whether an audit speaks that language. */
export function isAuditLanguage(text: string): text is AuditLanguage {
  return text === "en" || text === "ru";
}

/** Says texts of one language. */
export function sayIn(language: AuditLanguage): Say {
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) =>
    TEXTS[language][key].replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
      const value = values[name] ?? "";
      return typeof value === "number" ? numbers.format(value) : value;
    });
}

/** A mistake of the person who asked for the audit, said in one sentence of their language. */
export class Mistake extends Error {
  constructor(language: AuditLanguage, key: AuditText, values: Values = {}, options?: ErrorOptions) {
    super(sayIn(language)(key, { usage: TEXTS[language].usage, ...values }), options);
  }
}
