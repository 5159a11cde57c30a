import { Button, Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import type { Ask, AskOption } from "../../contract/asks.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { optionTitle, optionWords } from "./ask-words.ts";
import { DateField } from "./date-field.tsx";
import styles from "./form.module.css";
import { useSendOption } from "./use-send-option.ts";
import { instantIn, wallTimeOf } from "./wall-clock.ts";

type Props = { ask: Ask; option: AskOption; onClose: () => void };

/** One way out before it is sent: its words can be changed, and the time it asks for. */
export function SendOption({ ask, option, onClose }: Props) {
  const t = useT();
  const { zone, now } = useSurroundings();
  const [words, setWords] = useState(() => optionWords(t, ask, option));
  const [when, setWhen] = useState(() => wallTimeOf(ask.start, zone));
  const { error, isPending, send } = useSendOption(ask, option);
  const start = instantIn(when.day, when.time, zone);
  const isPast = start !== null && Date.parse(start) < now();
  return (
    <Window title={optionTitle(t, option)} onClose={onClose}>
      <div className={styles["grid"]}>
        <DateField
          label={t("ask.day")}
          type="date"
          value={when.day}
          wrong={isPast && t("ask.past")}
          onChange={(day) => setWhen({ ...when, day })}
        />
        <DateField
          label={t("ask.time")}
          type="time"
          value={when.time}
          onChange={(time) => setWhen({ ...when, time })}
        />
      </div>
      <Field label={t("ask.wordsTo", { name: option.to.name })}>
        <Textarea value={words} maxLength={4000} rows={6} onChange={(_event, { value }) => setWords(value)} />
      </Field>
      {error !== null && <Refused error={error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button
          appearance="primary"
          disabled={isPending || words.trim() === "" || start === null || isPast}
          onClick={() => send(words, start, onClose)}
        >
          {t("ask.send")}
        </Button>
      </WindowActions>
    </Window>
  );
}
