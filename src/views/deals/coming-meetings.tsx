import { Checkbox, Field, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import type { z } from "zod/mini";
import type { ComingMeeting, readHandOver } from "../../contract/deal-ending.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import styles from "./open-work.module.css";

type Passing = NonNullable<z.output<typeof readHandOver.reply>["toCome"]>;

/** What becomes of the meetings to come when the voice passes on. */
export const PASSINGS = ["join", "replace", "none"] as const;
export type PassingOn = (typeof PASSINGS)[number];

/** Asks how the meetings to come pass on, and lists them. `to` and `from` are names; nothing where none has to pass on. */
export function PassMeetings(props: {
  meetings: Passing;
  to: string;
  from: string | null;
  value: PassingOn;
  onChoose: (value: PassingOn) => void;
}) {
  const t = useT();
  const { meetings, to, from, value, onChoose } = props;
  if (meetings.length === 0) return null;
  const canReplace = from !== null && meetings.some(({ canLeave }) => canLeave);
  const choices = PASSINGS.filter((one) => one !== "replace" || canReplace);
  return (
    <Field label={t("handOver.meetings")}>
      <RadioGroup
        value={value}
        onChange={(_event, chosen) => onChoose(choices.find((one) => one === chosen.value) ?? "join")}
      >
        {choices.map((one) => (
          <Radio key={one} value={one} label={t(`handOver.meetings.${one}`, { to, from: from ?? "" })} />
        ))}
      </RadioGroup>
      <ul className={styles["lines"]}>
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <MeetingWords meeting={meeting} />
            {meeting.isIn === true && <span>{t("handOver.meetings.isIn")}</span>}
          </li>
        ))}
      </ul>
    </Field>
  );
}

/** Asks which meetings to come are called off with the deal, and what their guests are told. Nothing without meetings. */
export function CallOff(props: {
  meetings: readonly ComingMeeting[];
  chosen: readonly string[];
  comment: string;
  onChoose: (chosen: string[]) => void;
  onComment: (comment: string) => void;
}) {
  const t = useT();
  const { meetings, chosen, comment, onChoose, onComment } = props;
  if (meetings.length === 0) return null;
  return (
    <fieldset className={styles["group"]}>
      <legend>{t("close.callOff")}</legend>
      {meetings.map((meeting) => (
        <Checkbox
          key={meeting.id}
          label={<MeetingWords meeting={meeting} />}
          checked={chosen.includes(meeting.id)}
          onChange={(_event, { checked }) =>
            onChoose([...chosen.filter((id) => id !== meeting.id), ...(checked === true ? [meeting.id] : [])])
          }
        />
      ))}
      {chosen.length > 0 && (
        <Field label={t("close.comment")} hint={t("close.commentHint")}>
          <Textarea value={comment} maxLength={1000} onChange={(_event, { value }) => onComment(value)} />
        </Field>
      )}
    </fieldset>
  );
}

function MeetingWords({ meeting: { subject, start, client } }: { meeting: ComingMeeting }) {
  const format = useFormat();
  return (
    <span>
      {[`${format.shortDay(start)} ${format.time(start)}`, subject, client]
        .filter((words) => words !== null)
        .join("\u00a0· ")}
    </span>
  );
}
