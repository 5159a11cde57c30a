import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useT } from "../../ui/language/language.tsx";
import { WindowActions } from "../../ui/window.tsx";
import styles from "./new-deal.module.css";

/** See {@link useLeaving}. */
export type Leaving = { isAsking: boolean; leave: () => void; stay: () => void };

/**
 * Keeps what was typed from being lost by a slip: `leave` closes at once when nothing was changed, else `isAsking` turns
 * true, for which {@link LeaveQuestion} is to be shown.
 */
export function useLeaving(isChanged: boolean, onClose: () => void): Leaving {
  const [isAsking, ask] = useState(false);
  return {
    isAsking: isAsking && isChanged,
    leave: () => (isChanged && !isAsking ? ask(true) : onClose()),
    stay: () => ask(false),
  };
}

/** Asks whether what was typed shall be given up. */
export function LeaveQuestion({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  const t = useT();
  return (
    <WindowActions>
      <span className={styles["ask"]} role="alert">
        {t("leave.ask")}
      </span>
      <Button onClick={onLeave}>{t("leave.drop")}</Button>
      <Button appearance="primary" autoFocus onClick={onStay}>
        {t("leave.stay")}
      </Button>
    </WindowActions>
  );
}
