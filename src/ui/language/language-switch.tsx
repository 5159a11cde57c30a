import { useLanguage } from "./language.tsx";
import styles from "./language-switch.module.css";
import type { Language } from "./texts.ts";

const NAMES: readonly [Language, string, string][] = [
  ["en", "EN", "English"],
  ["ru", "RU", "Русский"],
];

/** Chooses the language; each is named in itself. */
export function LanguageSwitch() {
  const { language, choose, t } = useLanguage();
  return (
    <fieldset className={styles["switch"]}>
      <legend className={styles["legend"]}>{t("language.choose")}</legend>
      {NAMES.map(([name, short, long]) => (
        <button
          key={name}
          type="button"
          lang={name}
          aria-label={`${short}, ${long}`}
          aria-pressed={name === language}
          className={styles["choice"]}
          onClick={() => choose(name)}
        >
          {short}
        </button>
      ))}
    </fieldset>
  );
}
