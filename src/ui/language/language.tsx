import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import type { Feature, Language, Texts } from "./texts.ts";
import { type Translate, translator } from "./translate.ts";

/** The reader's language and how to say things in it. `learn` loads the texts of a feature; rejects without a network. */
export type Speaking = {
  language: Language;
  t: Translate;
  choose(language: Language): void;
  learn(feature: Feature): Promise<void>;
};

const LanguageContext = createContext<Speaking | null>(null);

type Provided = Omit<Speaking, "t"> & { texts: Texts; children: ReactNode };

/** Lets the pieces below speak the reader's language; the document says which it is. */
export function LanguageProvider({ language, texts, choose, learn, children }: Provided) {
  const value = useMemo(
    () => ({ language, choose, learn, t: translator(language, texts) }),
    [language, texts, choose, learn],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** The reader's language. */
export function useLanguage(): Speaking {
  const value = useContext(LanguageContext);
  if (value === null) throw new Error("There is no LanguageProvider above.");
  return value;
}

/** How to say things in the reader's language. */
export function useT(): Translate {
  return useLanguage().t;
}
