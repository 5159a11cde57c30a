import { Button, Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import type * as z from "zod/mini";
import { useWrite } from "../../client/reading.tsx";
import { type Brief, writeBrief } from "../../contract/briefs.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { WRITTEN } from "./brief-words.ts";

type Words = z.input<typeof writeBrief.body>;
type WriteProps = { params: { dealId: string; meetingId: string }; brief: Brief; onClose: () => void };

/** The fields that only people can fill in. */
export function WriteBrief({ params, brief, onClose }: WriteProps) {
  const t = useT();
  const toast = useToast();
  const [words, setWords] = useState<Words>(() => {
    const { why, outcome, position, neverSay } = brief;
    return { why, outcome, position, neverSay };
  });
  const writing = useWrite(writeBrief, ["meetings"]);

  function write() {
    writing.mutate(
      { params, body: words },
      {
        onSuccess({ roomTrouble = null }) {
          toast({ text: t(roomTrouble === null ? "brief.done" : `brief.notPosted.${roomTrouble}`) });
          onClose();
        },
      },
    );
  }

  return (
    <Window title={t("brief.title")} onClose={onClose}>
      {WRITTEN.map((part) => (
        <Field key={part} label={t(`brief.${part}`)}>
          <Textarea
            value={words[part]}
            maxLength={1000}
            rows={2}
            onChange={(_event, { value }) => setWords({ ...words, [part]: value })}
          />
        </Field>
      ))}
      {writing.error !== null && <Refused error={writing.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button appearance="primary" disabled={writing.isPending} onClick={write}>
          {t("debrief.keep")}
        </Button>
      </WindowActions>
    </Window>
  );
}
