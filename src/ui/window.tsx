import { Button } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from "react";
import { useT } from "./language/language.tsx";
import styles from "./window.module.css";

/**
 * A window over the page. The browser keeps the focus inside and gives it back. Escape asks `onClose`, which may let the
 * window stay.
 */
export function Window(props: { title: string; onClose: () => void; wide?: boolean; children: ReactNode }) {
  const { title, onClose, wide = false, children } = props;
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) {
      element.showModal();
      // What the window was opened for, if it says so; else the browser takes what comes first.
      element.querySelector<HTMLElement>("[data-focus-first]")?.focus();
    }
    return () => element?.close();
  }, []);
  const askToClose = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  // The browser's own way would close the window at a second Escape, whatever is typed in it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) askToClose(event);
  };
  return (
    <dialog
      ref={dialog}
      className={styles["window"]}
      data-wide={wide}
      aria-labelledby={id}
      onCancel={askToClose}
      onKeyDown={onKeyDown}
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
