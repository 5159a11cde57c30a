import { useT } from "./language/language.tsx";
import styles from "./skeleton.module.css";

const ROWS = ["first", "second", "third", "fourth", "fifth"] as const;

/** The shape of what is on its way; at most five rows. */
export function Skeleton({ rows = 3, tall = false }: { rows?: number; tall?: boolean }) {
  const t = useT();
  return (
    <div className={styles["skeleton"]} role="status" aria-label={t("state.loading")}>
      {ROWS.slice(0, rows).map((row) => (
        <div key={row} className={styles["row"]} data-tall={tall} />
      ))}
    </div>
  );
}
