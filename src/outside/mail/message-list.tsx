import { FlagFilled, TagFilled } from "@fluentui/react-icons";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import type { Message } from "../tenant/shapes.ts";
import styles from "./mail-frame.module.css";

type Props = {
  messages: readonly Message[];
  /** The address whose mailbox it is: what they sent is shown by its recipients. */
  owner: string;
  selected: Message | null;
  onSelect: (id: string) => void;
};

/** The mails of a mailbox, newest first, with their marks. */
export function MessageList({ messages, owner, selected, onSelect }: Props) {
  const t = useT();
  return (
    <ul className={styles["list"]} aria-label={t("mail.list")}>
      {messages.map((message) => (
        <li key={message.id}>
          <button
            type="button"
            className={styles["row"]}
            aria-current={message.id === selected?.id}
            data-unread={!message.isRead}
            onClick={() => onSelect(message.id)}
          >
            <MessageRow message={message} owner={owner} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function MessageRow({ message, owner }: { message: Message; owner: string }) {
  const t = useT();
  const format = useFormat();
  const { now } = useSurroundings();
  const { from, toRecipients, subject, receivedDateTime, categories, flag, isRead, bodyPreview } = message;
  const today = format.dayOf(new Date(now()).toISOString());
  const isOwn = from?.emailAddress.address.toLowerCase() === owner.toLowerCase();
  const who = isOwn
    ? t("mail.to", { names: format.list(toRecipients.map(({ emailAddress }) => emailAddress.name)) })
    : (from?.emailAddress.name ?? "");
  return (
    <>
      <span className={styles["who"]}>
        {!isRead && <span className={styles["unseen"]}>{t("mail.unread")}. </span>}
        {who}
      </span>
      <time className={styles["time"]} dateTime={receivedDateTime}>
        {format.dayOf(receivedDateTime) === today
          ? format.time(receivedDateTime)
          : format.dayOf(receivedDateTime)}
      </time>
      <span className={styles["subject"]}>{subject || t("mail.noSubject")}</span>
      {flag.flagStatus === "flagged" && (
        <span className={styles["flag"]} role="img" aria-label={t("mail.flagged")}>
          <FlagFilled aria-hidden="true" />
        </span>
      )}
      {categories.length > 0 ? (
        <span className={styles["categories"]}>
          {categories.map((name) => (
            <span key={name} className={styles["category"]}>
              <TagFilled aria-hidden="true" /> {name}
            </span>
          ))}
        </span>
      ) : (
        <span className={styles["preview"]}>{bodyPreview}</span>
      )}
    </>
  );
}
