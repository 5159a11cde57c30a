import { Button, Field, Input } from "@fluentui/react-components";
import { useRef } from "react";
import { useT } from "../../ui/language/language.tsx";
import { useToast } from "../../ui/toasts.tsx";
import styles from "./form.module.css";

/** The link to send, shown once. */
export function OfferLink({ name, link }: { name: string; link: string }) {
  const t = useT();
  const toast = useToast();
  const box = useRef<HTMLDivElement>(null);

  async function copy() {
    // Frames of other sites may not write to the clipboard: then it is marked, to be copied by hand.
    box.current?.querySelector("input")?.select();
    try {
      await navigator.clipboard.writeText(link);
      toast({ text: t("offer.copied") });
    } catch {
      toast({ text: t("offer.marked") });
    }
  }

  return (
    <div ref={box} className={styles["named"]}>
      <Field label={t("offer.link", { name })} hint={t("offer.linkHint")}>
        <Input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </Field>
      <div className={styles["actions"]}>
        <Button onClick={() => void copy()}>{t("offer.copy")}</Button>
      </div>
    </div>
  );
}
