import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { type Ask, type AskOption, sendOption } from "../../contract/asks.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import styles from "./meetings.module.css";
import { instantIn, wallTimeOf } from "./wall-clock.ts";

/** For the account manager alone: what is due, how often the executive stepped aside, and what can be done about it. */
export function AskOptions({ ask, told }: { ask: Ask; told: NonNullable<Ask["private"]> }) {
  const t = useT();
  const format = useFormat();
  const [chosen, choose] = useState<AskOption | null>(null);
  const { count, due, options } = told;
  const times = count.silences + count.postponed + count.declined;
  const notes = [
    ...(due === null
      ? []
      : [t(`ask.due.${due.what}`, { day: format.shortDay(due.at), time: format.time(due.at) })]),
    ...(times > 0 ? [t("ask.count", { count: times })] : []),
  ];
  return (
    <>
      {notes.length > 0 && (
        <p className={styles["quiet"]}>
          {notes.join(" · ")} · {t("ask.private")}
        </p>
      )}
      {options.length > 0 && (
        <>
          <p className={styles["legend"]}>{t("ask.options")}</p>
          <div className={styles["actions"]}>
            {options.map((option) => (
              <Button key={option.kind} size="small" onClick={() => choose(option)}>
                {t(`ask.option.${option.kind}`, { name: option.to.name, count: option.minutes })}
                {option.availability !== null && ` (${t(`ask.free.${option.availability}`)})`}
              </Button>
            ))}
          </div>
        </>
      )}
      {chosen !== null && <SendOption ask={ask} option={chosen} onClose={() => choose(null)} />}
    </>
  );
}

function SendOption({ ask, option, onClose }: { ask: Ask; option: AskOption; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const [key] = useState(() => crypto.randomUUID());
  const name = ask.executive.name;
  const client = ask.client?.name ?? t("ask.theClient");
  const [words, setWords] = useState(() =>
    t(`ask.words.${option.kind}`, { to: option.to.name, name, client, count: option.minutes }),
  );
  const { zone, now } = useSurroundings();
  const [when, setWhen] = useState(() => wallTimeOf(ask.start, zone));
  const sending = useWrite(sendOption, ["meetings"]);
  const start = instantIn(when.day, when.time, zone);
  const isPast = start !== null && Date.parse(start) < now();

  function send() {
    const params = { dealId: ask.dealId, askId: ask.id };
    sending.mutate(
      { params, body: { key, kind: option.kind, words, start, toId: option.to.id } },
      {
        onSuccess() {
          toast({ text: t("ask.sent", { name: option.to.name }) });
          onClose();
        },
      },
    );
  }

  return (
    <Window
      title={t(`ask.option.${option.kind}`, { name: option.to.name, count: option.minutes })}
      onClose={onClose}
    >
      <div className={styles["grid"]}>
        <Field label={t("ask.day")} {...(isPast && { validationMessage: t("ask.past") })}>
          <Input
            type="date"
            value={when.day}
            onChange={(_event, { value }) => setWhen({ ...when, day: value })}
          />
        </Field>
        <Field label={t("ask.time")}>
          <Input
            type="time"
            value={when.time}
            onChange={(_event, { value }) => setWhen({ ...when, time: value })}
          />
        </Field>
      </div>
      <Field label={t("ask.wordsTo", { name: option.to.name })}>
        <Textarea value={words} maxLength={4000} rows={6} onChange={(_event, { value }) => setWords(value)} />
      </Field>
      {sending.error !== null && <Refused error={sending.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button
          appearance="primary"
          disabled={sending.isPending || words.trim() === "" || start === null || isPast}
          onClick={send}
        >
          {t("ask.send")}
        </Button>
      </WindowActions>
    </Window>
  );
}
