import { Face } from "../../ui/face.tsx";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Message } from "../tenant/shapes.ts";
import styles from "./mail-frame.module.css";

/** The selected mail as Outlook would show it; of long ones the beginning. */
export function Reading({ message }: { message: Message }) {
  const t = useT();
  const format = useFormat();
  const { subject, from, toRecipients, ccRecipients, receivedDateTime, bodyPreview } = message;
  const names = (list: Message["toRecipients"]) =>
    format.list(list.map(({ emailAddress }) => emailAddress.name || emailAddress.address));
  const sender = from?.emailAddress.name ?? "";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <article className={styles["reading"]} tabIndex={0} aria-label={t("mail.reading")}>
      <h3 className={styles["readingTitle"]}>{subject || t("mail.noSubject")}</h3>
      <div className={styles["readingHead"]}>
        <Face name={sender} size={32} />
        <div className={styles["readingWho"]}>
          <span className={styles["readingFrom"]}>{sender}</span>
          <span className={styles["quiet"]}>{t("mail.to", { names: names(toRecipients) })}</span>
          {ccRecipients.length > 0 && (
            <span className={styles["quiet"]}>{t("mail.cc", { names: names(ccRecipients) })}</span>
          )}
        </div>
        <time className={styles["quiet"]} dateTime={receivedDateTime}>
          {`${format.shortDay(receivedDateTime)}, ${format.time(receivedDateTime)}`}
        </time>
      </div>
      <p className={styles["text"]}>{bodyPreview}</p>
    </article>
  );
}
