import { useState } from "react";
import { useT } from "../../ui/language/language.tsx";
import { SmallButton } from "../../ui/small-button.tsx";
import styles from "./restored.module.css";

type Props<Draft> = {
  draft: Draft;
  /** The form as it is without what was brought back. */
  fresh: () => Draft;
  onChange: (draft: Draft) => void;
};

/** Says that what was typed before the page was loaded anew is back, and lets it be dropped, and taken back again. */
export function Restored<Draft>({ draft, fresh, onChange }: Props<Draft>) {
  const t = useT();
  const [dropped, setDropped] = useState<{ draft: Draft } | null>(null);

  function press() {
    setDropped(dropped === null ? { draft } : null);
    onChange(dropped === null ? fresh() : dropped.draft);
  }

  return (
    <div className={styles["restored"]} role="status">
      <span>{t(dropped === null ? "draft.restored" : "draft.dropped")}</span>
      <SmallButton onClick={press}>{t(dropped === null ? "draft.drop" : "action.undo")}</SmallButton>
    </div>
  );
}
