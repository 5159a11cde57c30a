import styles from "./gate.module.css";
import { useT } from "./language/language.tsx";
import { isSignedOut, refusalSentence } from "./refusal-sentence.ts";
import { SmallButton } from "./small-button.tsx";

/** Stands in the page's place while it cannot be entered: why, and the way in. */
export function Gate({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  const signedOut = isSignedOut(error);
  const code = (error as { code?: unknown }).code;
  const title = code === "auth.forbidden" ? "gate.forbiddenTitle" : "gate.startTitle";
  return (
    <main className={styles["gate"]}>
      <div className={styles["card"]} role="alert">
        <h1 className={styles["title"]}>{t(signedOut ? "gate.title" : title)}</h1>
        <p>{signedOut ? t("gate.text") : refusalSentence(t, error)}</p>
        <SmallButton primary onClick={onRetry}>
          {t(signedOut ? "action.signIn" : "action.retry")}
        </SmallButton>
      </div>
    </main>
  );
}
