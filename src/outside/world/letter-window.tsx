import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useT } from "../../ui/language/language.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { useStage } from "../stage.tsx";
import { CLIENT_NAMES, CLIENTS } from "../tenant/people.ts";
import { ActError } from "./act-error.tsx";
import {
  type Draft,
  draftOf,
  kindOf,
  PRESET_KINDS,
  PRESET_NAMES,
  type PresetName,
  readAddresses,
} from "./presets.ts";
import { type Sent, useWriting } from "./use-writing.ts";
import styles from "./world.module.css";

type Props = { preset: PresetName; onSent: (sent: Sent) => void; onClose: () => void };

/** A client's letter to be changed: another beginning, other people, other words. */
export function LetterWindow({ preset, onSent, onClose }: Props) {
  const t = useT();
  const { cast } = useStage();
  const { domain } = cast.organization;
  const [chosen, setChosen] = useState(preset);
  const [draft, setDraft] = useState(() => draftOf(preset, t, domain));
  const [isTried, setTried] = useState(false);
  const { send, isSending, error } = useWriting((sent) => {
    onSent(sent);
    onClose();
  });
  const wrong = {
    to: (readAddresses(draft.to) ?? []).length === 0,
    cc: readAddresses(draft.cc) === null,
  };

  function choose(name: PresetName) {
    setChosen(name);
    setDraft(draftOf(name, t, domain));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!wrong.to && !wrong.cc) send(draft);
  }

  return (
    <Window title={t("letter.title")} onClose={onClose}>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <PresetField chosen={chosen} onChoose={choose} />
        <LetterFields
          draft={draft}
          wrong={{ to: isTried && wrong.to, cc: isTried && wrong.cc }}
          domain={domain}
          onChange={(part) => setDraft({ ...draft, ...part })}
        />
        <ActError error={error} />
        <WindowActions>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" appearance="primary" disabled={isSending}>
            {t("letter.send")}
          </Button>
        </WindowActions>
      </form>
    </Window>
  );
}

function PresetField({ chosen, onChoose }: { chosen: PresetName; onChoose: (name: PresetName) => void }) {
  const t = useT();
  return (
    <Field label={t("letter.preset")}>
      <Select
        value={chosen}
        onChange={(_event, { value }) => onChoose(PRESET_NAMES.find((name) => name === value) ?? chosen)}
      >
        {PRESET_KINDS.map((kind) => (
          <optgroup key={kind} label={t(`letter.group.${kind}`)}>
            {PRESET_NAMES.filter((name) => kindOf(name) === kind).map((name) => (
              <option key={name} value={name}>
                {t(`preset.${name}.subject`)}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </Field>
  );
}

type FieldsProps = {
  draft: Draft;
  wrong: { to: boolean; cc: boolean };
  domain: string;
  onChange: (part: Partial<Draft>) => void;
};

function LetterFields({ draft, wrong, domain, onChange }: FieldsProps) {
  const t = useT();
  const error = (isWrong: boolean, sentence: string) =>
    isWrong && ({ validationMessage: sentence, validationState: "error" } as const);
  return (
    <>
      <Field label={t("letter.from")}>
        <Select
          value={draft.from}
          onChange={(_event, { value }) =>
            onChange({ from: CLIENT_NAMES.find((name) => name === value) ?? draft.from })
          }
        >
          {CLIENT_NAMES.map((name) => (
            <option key={name} value={name}>
              {`${CLIENTS[name].name} <${CLIENTS[name].address}>`}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t("letter.to")}
        hint={t("letter.toHint", { domain })}
        {...error(wrong.to, t("letter.wrongTo"))}
      >
        <Input value={draft.to} maxLength={500} onChange={(_event, { value }) => onChange({ to: value })} />
      </Field>
      <Field label={t("letter.cc")} {...error(wrong.cc, t("letter.wrongCc"))}>
        <Input value={draft.cc} maxLength={500} onChange={(_event, { value }) => onChange({ cc: value })} />
      </Field>
      <Field label={t("letter.subject")}>
        <Input
          value={draft.subject}
          maxLength={250}
          onChange={(_event, { value }) => onChange({ subject: value })}
        />
      </Field>
      <Field label={t("letter.text")}>
        <Textarea
          value={draft.text}
          rows={7}
          maxLength={20_000}
          resize="vertical"
          onChange={(_event, { value }) => onChange({ text: value })}
        />
      </Field>
    </>
  );
}
