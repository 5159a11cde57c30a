import type { ReactNode } from "react";
import styles from "./small-button.module.css";

/** A button that is there when little else has been loaded: in error states, at the gate, in toasts. */
export function SmallButton(props: { primary?: boolean; onClick: () => void; children: ReactNode }) {
  const { primary = false, onClick, children } = props;
  return (
    <button type="button" className={styles["button"]} data-primary={primary} onClick={onClick}>
      {children}
    </button>
  );
}
