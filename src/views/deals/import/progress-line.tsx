import { Button, ProgressBar } from "@fluentui/react-components";
import { useFormat } from "../../../ui/format.ts";
import { useT } from "../../../ui/language/language.tsx";
import styles from "./import.module.css";
import type { Progress } from "./use-import.ts";

/** How far checking or importing is, and a way to stop it. */
export function ProgressLine({ progress, onStop }: { progress: Progress; onStop: () => void }) {
  const t = useT();
  const format = useFormat();
  const { phase, done, total } = progress;
  const words = t(phase === "importing" ? "import.importing" : "import.checking", {
    done: format.number(done),
    total: format.number(total),
  });
  return (
    <div className={styles["progress"]}>
      <ProgressBar value={done} max={Math.max(total, 1)} aria-label={words} />
      <span className={styles["stop"]}>
        <span role="status">{words}</span>
        <Button size="small" onClick={onStop}>
          {t("import.stop")}
        </Button>
      </span>
    </div>
  );
}
