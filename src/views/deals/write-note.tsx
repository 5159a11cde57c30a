import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { useRefresh, useWrite } from "../../client/reading.tsx";
import { type ClientNote, writeClientNote } from "../../contract/client-note.ts";
import { Problem } from "../../contract/problem.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import styles from "./client-note.module.css";

type Props = { dealId: string; note: ClientNote; onClose: () => void };

/** Changes the words of a note to the client. Whoever signed signs again; what was typed stays when it cannot be saved. */
export function WriteNote({ dealId, note, onClose }: Props) {
  const t = useT();
  const [subject, setSubject] = useState(note.subject);
  const [text, setText] = useState(note.text);
  const [seen] = useState(note.version);
  const refresh = useRefresh();
  const writing = useWrite(writeClientNote, ["deals"]);
  const { language, version, id } = note;
  // Somebody changed it meanwhile: their words are shown, and saving then is a choice.
  const isOutrun = version !== seen;
  const isRefusedAsOld = writing.error instanceof Problem && writing.error.code === "note.changed";
  const isSigned = note.signers.some(({ signedAt }) => signedAt !== null);
  const isEmpty = subject.trim() === "" || text.trim() === "";
  return (
    <form
      className={`${card["frame"]} ${styles["note"]}`}
      onSubmit={(event) => {
        event.preventDefault();
        const body = { id, version, subject, text };
        writing.mutate(
          { params: { dealId }, body },
          { onSuccess: onClose, onError: () => void refresh(["deals"]) },
        );
      }}
    >
      <Field label={t("note.subject")}>
        <Input
          value={subject}
          maxLength={200}
          lang={language}
          onChange={(_event, { value }) => setSubject(value)}
        />
      </Field>
      <Field label={t("note.text")}>
        <Textarea
          value={text}
          rows={10}
          maxLength={4000}
          resize="vertical"
          lang={language}
          onChange={(_event, { value }) => setText(value)}
        />
      </Field>
      {isSigned && <p className={card["quiet"]}>{t("note.signAgain")}</p>}
      {isOutrun && (
        <div className={styles["theirs"]}>
          <p>{t("note.outrun")}</p>
          <p className={styles["subject"]}>{note.subject}</p>
          <p className={styles["text"]}>{note.text}</p>
        </div>
      )}
      {writing.error !== null && !(isOutrun && isRefusedAsOld) && <Refused error={writing.error} />}
      <div className={styles["actions"]}>
        <Button type="submit" appearance="primary" disabled={writing.isPending || isEmpty}>
          {t(isOutrun ? "note.saveMine" : "note.save")}
        </Button>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
      </div>
    </form>
  );
}
