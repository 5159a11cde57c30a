import { useEffect, useState } from "react";
import type { Activity } from "../tenant/shapes.ts";
import styles from "./teams-frame.module.css";

/** As long as Teams shows its own. */
const SHOWN_MS = 9000;

/** What just came into the activity feed rises in the corner for a while, as in Teams; what was there before does not. */
export function Banner({ newest, onOpen }: { newest: Activity | null; onOpen: () => void }) {
  const [shown, setShown] = useState<Activity | null>(null);
  const [known, setKnown] = useState<string | null | undefined>(undefined);
  const id = newest?.id ?? null;
  if (known !== id) {
    setKnown(id);
    setShown(known === undefined ? null : newest);
  }
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div className={styles["banner"]} role="status">
      {shown !== null && (
        <button
          type="button"
          className={styles["bannerCard"]}
          onClick={() => {
            setShown(null);
            onOpen();
          }}
        >
          <span className={styles["lineTitle"]}>{shown.title}</span>
          <span className={styles["preview"]}>{shown.previewText}</span>
        </button>
      )}
    </div>
  );
}
