import { type ReactNode, useCallback, useRef, useState } from "react";
import { rememberLanguage } from "./choice.ts";
import { LanguageProvider } from "./language.tsx";
import { type Feature, type Language, loadTexts, type Texts } from "./texts.ts";

/** What a page begins with. */
export type FirstWords = { language: Language; texts: Texts };

type Props = { first: FirstWords; features: readonly Feature[]; children: ReactNode };

/**
 * Lets a page speak: it begins with what was loaded (`features`), learns the texts of further features when a part of it
 * asks, and changes when another language has arrived.
 */
export function Spoken({ first, features, children }: Props) {
  const [words, setWords] = useState(first);
  const known = useRef(new Set(features));
  const { language, texts } = words;

  const choose = useCallback((wished: Language) => {
    rememberLanguage(wished);
    // Without the texts (the network is gone) the page goes on in the language that it has.
    loadTexts(wished, [...known.current]).then(
      (loaded) => setWords({ language: wished, texts: loaded }),
      () => {},
    );
  }, []);

  const learn = useCallback(
    async (feature: Feature) => {
      if (known.current.has(feature)) return;
      const loaded = await loadTexts(language, [feature]);
      known.current.add(feature);
      // Nothing of another language, if that was chosen meanwhile: it brings all texts itself.
      setWords((now) => (now.language === language ? { language, texts: { ...now.texts, ...loaded } } : now));
    },
    [language],
  );

  return (
    <LanguageProvider language={language} texts={texts} choose={choose} learn={learn}>
      {children}
    </LanguageProvider>
  );
}
