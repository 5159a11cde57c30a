import { PlugDisconnectedRegular } from "@fluentui/react-icons";
import { useT } from "../../ui/language/language.tsx";
import { refusalSentence } from "../../ui/refusal-sentence.ts";
import { TenantRefused } from "../tenant/tenant.ts";
import styles from "./world.module.css";

/** Why something could not be made to happen; nothing when all went well. */
export function ActError({ error }: { error: Error | null }) {
  const t = useT();
  if (error === null) return null;
  const sentence =
    error instanceof TenantRefused
      ? t("outside.refused", { sentence: error.message })
      : refusalSentence(t, error);
  return (
    <p className={styles["error"]} role="alert">
      {sentence}
    </p>
  );
}

/** The tenant does not answer any more: nothing on the page can be trusted until it does. */
export function GoneLine() {
  const t = useT();
  return (
    <p className={styles["gone"]} role="alert">
      <PlugDisconnectedRegular aria-hidden="true" /> {t("outside.gone")}
    </p>
  );
}
