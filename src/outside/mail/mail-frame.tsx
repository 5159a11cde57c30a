import { MailFilled } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { useT } from "../../ui/language/language.tsx";
import type { ThemeName } from "../../ui/look.ts";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PersonChoice } from "../person-choice.tsx";
import { useLook } from "../stage.tsx";
import { addressOf } from "../tenant/people.ts";
import type { Colleague, Message } from "../tenant/shapes.ts";
import { WindowFrame } from "../window-frame.tsx";
import styles from "./mail-frame.module.css";
import { MessageList } from "./message-list.tsx";
import { Reading } from "./reading.tsx";
import { SidePanel } from "./side-panel.tsx";

type Props = {
  door: string;
  theme: ThemeName;
  person: Colleague;
  /** The Message-ID of a mail that is to be selected as soon as it is there. */
  wanted: string | null;
  onPerson: (person: Colleague) => void;
};

/** A plain Outlook: the mails of one person, the selected one, and our side panel beside it. */
export function MailFrame({ door, theme, person, wanted, onPerson }: Props) {
  const t = useT();
  const address = addressOf(person);
  const { data, error, refetch } = useLook(`mailbox ${person.id}`, (tenant) => tenant.messages(address));
  const messages = data?.filter(({ isDraft }) => !isDraft);
  const [selectedId, select] = useSelection(messages, wanted);
  const selected = messages?.find(({ id }) => id === selectedId) ?? messages?.[0] ?? null;
  return (
    <WindowFrame
      name={t("mail.name")}
      icon={<MailFilled />}
      person={<PersonChoice label={t("outside.person.mail")} person={person} onChange={onPerson} />}
    >
      <div className={styles["program"]}>
        <div className={styles["columns"]}>
          <div className={styles["listPlace"]}>
            {messages === undefined && error === null && <Skeleton rows={5} tall />}
            {error !== null && messages === undefined && (
              <Refused error={error} onRetry={() => void refetch()} />
            )}
            {messages?.length === 0 && <Empty title={t("mail.none")}>{t("mail.noneNext")}</Empty>}
            {messages !== undefined && messages.length > 0 && (
              <MessageList messages={messages} owner={address} selected={selected} onSelect={select} />
            )}
          </div>
          {selected !== null && <Reading message={selected} />}
          {messages !== undefined && (
            <SidePanel door={door} theme={theme} person={person} message={selected} />
          )}
        </div>
      </div>
    </WindowFrame>
  );
}

/** Which mail is selected: the newest at first, then what was clicked last, until a mail that is wanted arrives. */
function useSelection(
  messages: readonly Message[] | undefined,
  wanted: string | null,
): [string | null, (id: string) => void] {
  const [id, setId] = useState<string | null>(null);
  const arrived =
    wanted === null ? null : (messages?.find((one) => one.internetMessageId === wanted)?.id ?? null);
  const first = messages?.[0]?.id ?? null;
  useEffect(() => {
    if (arrived !== null) setId(arrived);
  }, [arrived]);
  // The newest mail is opened once; what comes later does not push aside what is being read.
  useEffect(() => setId((before) => before ?? first), [first]);
  return [id, setId];
}
