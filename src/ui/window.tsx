import { Button } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useT } from "./language/language.tsx";
import styles from "./window.module.css";

/** A window over the page. The browser keeps the focus inside, closes it with Escape and gives the focus back. */
export function Window(props: { title: string; onClose: () => void; wide?: boolean; children: ReactNode }) {
  const { title, onClose, wide = false, children } = props;
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles["window"]}
      data-wide={wide}
      aria-labelledby={id}
      onCancel={onClose}
    >
      <div className={styles["head"]}>
        <h2 id={id} className={styles["title"]}>
          {title}
        </h2>
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t("action.close")}
          onClick={onClose}
        />
      </div>
      <div className={styles["body"]}>{children}</div>
    </dialog>
  );
}

/** The buttons that end a window's form. */
export function WindowActions({ children }: { children: ReactNode }) {
  return <div className={styles["actions"]}>{children}</div>;
}
