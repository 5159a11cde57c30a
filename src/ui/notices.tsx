import { CheckmarkCircleFilled, PlugDisconnectedRegular, WarningRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { useT } from "./language/language.tsx";
import styles from "./notices.module.css";
import { isOffline, refusalSentence } from "./refusal-sentence.ts";
import { SmallButton } from "./small-button.tsx";

/** A place with nothing in it: says so, and what to do next. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles["empty"]}>
      <p className={styles["title"]}>{title}</p>
      {children !== undefined && <p className={styles["text"]}>{children}</p>}
      {action}
    </div>
  );
}

/** Something went wrong: one sentence, and a way to try again where that makes sense. */
export function Refused({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const t = useT();
  const offline = isOffline(error);
  return (
    <div className={styles["refused"]} role="alert">
      <span className={styles["icon"]}>{offline ? <PlugDisconnectedRegular /> : <WarningRegular />}</span>
      <p className={styles["sentence"]}>{refusalSentence(t, error)}</p>
      {onRetry !== undefined && <SmallButton onClick={onRetry}>{t("action.retry")}</SmallButton>}
    </div>
  );
}

/** A quiet line for what is in order. */
export function GoodLine({ children }: { children: ReactNode }) {
  return (
    <p className={styles["good"]}>
      <span className={styles["icon"]} aria-hidden="true">
        <CheckmarkCircleFilled />
      </span>
      <span>{children}</span>
    </p>
  );
}

/** The live connection is lost: what is shown may be old. */
export function LostLine() {
  const t = useT();
  return (
    <p className={styles["lost"]} role="status">
      {t("live.lost")}
    </p>
  );
}
