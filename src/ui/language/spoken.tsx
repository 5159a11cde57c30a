import { type ReactNode, useCallback, useState } from "react";
import { rememberLanguage } from "./choice.ts";
import { LanguageProvider } from "./language.tsx";
import { type Feature, type Language, loadTexts, type Texts } from "./texts.ts";

/** What a page begins with. */
export type FirstWords = { language: Language; texts: Texts };

/** Lets a page speak: it begins with what was loaded, and changes when another language has arrived. */
export function Spoken({
  first,
  features,
  children,
}: {
  first: FirstWords;
  features: readonly Feature[];
  children: ReactNode;
}) {
  const [{ language, texts }, setWords] = useState(first);
  const choose = useCallback(
    (wished: Language) => {
      rememberLanguage(wished);
      // Without the texts (the network is gone) the page goes on in the language that it has.
      loadTexts(wished, features).then(
        (loaded) => setWords({ language: wished, texts: loaded }),
        () => {},
      );
    },
    [features],
  );
  return (
    <LanguageProvider language={language} texts={texts} choose={choose}>
      {children}
    </LanguageProvider>
  );
}
