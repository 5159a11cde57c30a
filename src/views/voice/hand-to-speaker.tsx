import { Button, Checkbox, Field, Textarea, ToggleButton } from "@fluentui/react-components";
import { useState } from "react";
import type * as z from "zod/mini";
import { useRead, useWrite } from "../../client/reading.tsx";
import { handOver, previewHandOver } from "../../contract/hand-overs.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Handed } from "./handed.tsx";
import styles from "./message-panel.module.css";

/** Long enough to see a slip, too short to be missed by whoever waits. */
const UNDO_SECONDS = 5;

type Mail = { messageId: string; dealId: string };
type Preview = z.output<typeof previewHandOver.reply>;
type ReplyLanguage = Preview["toClient"]["language"];

/** Hands a mail to the spokesperson: both texts are shown, may be changed, and go out together at one click. */
export function HandToSpeaker({ messageId, dealId, onBack }: Mail & { onBack: () => void }) {
  const [wished, wish] = useState<ReplyLanguage | null>(null);
  const body = { messageId, dealId, ...(wished !== null && { language: wished }) };
  const { data, error, refetch } = useRead(previewHandOver, { body }, { topics: [] });
  if (error !== null) return <Refused error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={4} tall />;
  const { language } = data.toClient;
  // A draft in another language begins anew, hence the key.
  return (
    <Drafts key={language} mail={{ messageId, dealId }} preview={data} onLanguage={wish} onBack={onBack} />
  );
}

type DraftsProps = {
  mail: Mail;
  preview: Preview;
  onLanguage: (language: ReplyLanguage) => void;
  onBack: () => void;
};

function Drafts({ mail, preview: { toSpeaker, toClient }, onLanguage, onBack }: DraftsProps) {
  const t = useT();
  // Made once, so that a second click, or a try after a lost answer, sends nothing twice.
  const [key] = useState(() => crypto.randomUUID());
  const [note, setNote] = useState(toSpeaker.note);
  const [text, setText] = useState(toClient.text);
  const [withReply, setWithReply] = useState(true);
  const sending = useWrite(handOver, ["incidents", "deals"]);
  const { name } = toSpeaker.person;
  if (sending.data !== undefined)
    return <Handed sent={sending.data} order={sending.variables.body} name={name} onUndone={onBack} />;
  const order = { ...mail, key, note, reply: withReply ? text : null, sendAfter: UNDO_SECONDS };
  const send = () => sending.mutate({ body: order });
  return (
    <div className={styles["actions"]}>
      <Field label={t("hand.note", { name })}>
        <Textarea
          className={styles["letter"]}
          value={note}
          rows={4}
          maxLength={2000}
          resize="vertical"
          onChange={(_event, { value }) => setNote(value)}
        />
      </Field>
      <Checkbox
        label={t("hand.withReply")}
        checked={withReply}
        onChange={(_event, { checked }) => setWithReply(checked === true)}
      />
      {withReply && (
        <>
          <div className={styles["head"]}>
            <span className={card["quiet"]}>{t("hand.replyLanguage")}</span>
            <ReplyLanguages chosen={toClient.language} onLanguage={onLanguage} />
          </div>
          <Field label={t("hand.reply", { name: toClient.client.name || toClient.client.address })}>
            <Textarea
              className={styles["letter"]}
              value={text}
              rows={12}
              maxLength={4000}
              resize="vertical"
              lang={toClient.language}
              onChange={(_event, { value }) => setText(value)}
            />
          </Field>
        </>
      )}
      {sending.error !== null && <Refused error={sending.error} />}
      <Button
        appearance="primary"
        disabled={sending.isPending || (withReply && text.trim() === "")}
        onClick={send}
      >
        {t(withReply ? "hand.sendBoth" : "hand.sendOne")}
      </Button>
      <Button appearance="subtle" onClick={onBack}>
        {t("action.back")}
      </Button>
    </div>
  );
}

function ReplyLanguages(props: { chosen: ReplyLanguage; onLanguage: (language: ReplyLanguage) => void }) {
  return (
    <span className={styles["languages"]}>
      {(["en", "ru"] as const).map((language) => (
        <ToggleButton
          key={language}
          size="small"
          checked={language === props.chosen}
          onClick={() => props.onLanguage(language)}
        >
          {language === "en" ? "English" : "Русский"}
        </ToggleButton>
      ))}
    </span>
  );
}
