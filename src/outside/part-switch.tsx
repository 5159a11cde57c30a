import { useT } from "../ui/language/language.tsx";
import styles from "./page.module.css";

const PARTS = ["teams", "mail", "world"] as const;

/** What a narrow screen shows. */
export type Part = (typeof PARTS)[number];

/** Leads from part to part where the screen is too narrow for all of them. */
export function PartSwitch({ part, onChange }: { part: Part; onChange: (part: Part) => void }) {
  const t = useT();
  return (
    <nav className={styles["switch"]} aria-label={t("outside.parts")}>
      {PARTS.map((name) => (
        <button
          key={name}
          type="button"
          className={styles["switchTo"]}
          data-name={name}
          aria-pressed={name === part}
          onClick={() => onChange(name)}
        >
          {t(`outside.part.${name}`)}
        </button>
      ))}
    </nav>
  );
}
