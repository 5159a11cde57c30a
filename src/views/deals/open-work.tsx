import { useT } from "../../ui/language/language.tsx";
import styles from "./open-work.module.css";

const PARTS = ["openIncidents", "meetings", "asks", "delegations", "rules", "offers"] as const;

/** How many of each are open. */
type Work = { [Part in (typeof PARTS)[number]]?: number | undefined };

/** What is open in a deal, and what becomes of it: "passes" to the next spokesperson, or "ends" with the deal. */
export function OpenWork(props: {
  work: Work;
  kind: "passes" | "ends";
  children: readonly (string | null)[];
}) {
  const t = useT();
  const { work, kind, children } = props;
  const open = PARTS.flatMap((part) => {
    const count = work[part] ?? 0;
    return count === 0 ? [] : [{ part, text: t(`openWork.${kind}.${part}`, { count }) }];
  });
  return (
    <section className={styles["preview"]} aria-label={t(`openWork.${kind}.title`)}>
      <h3 className={styles["title"]}>{t(`openWork.${kind}.title`)}</h3>
      <ul className={styles["lines"]}>
        {open.length === 0 && <li>{t(`openWork.${kind}.nothing`)}</li>}
        {open.map(({ part, text }) => (
          <li key={part}>{text}</li>
        ))}
        {children.map((text) => text !== null && <li key={text}>{text}</li>)}
      </ul>
    </section>
  );
}
