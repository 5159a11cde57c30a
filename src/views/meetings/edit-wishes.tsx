import { Button, Checkbox, Field, Input, Select } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import {
  keepRule,
  keepWish,
  type MeetingRule,
  type MeetingWishes,
  type Wish,
} from "../../contract/meetings-wishes.ts";
import card from "../../ui/card.module.css";
import { useLanguage, useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import styles from "./form.module.css";
import { WEEKDAYS, weekdayName } from "./wish-words.ts";

/** Notice to choose from, in hours. */
const NOTICES = [0, 1, 2, 4, 8, 24, 48, 72] as const;

type RuleProps = { dealId: string; rule: MeetingRule; onClose: () => void };

/** How the deal's team meets: days without meetings, and how long ahead people hear of one. */
export function EditRule({ dealId, rule, onClose }: RuleProps) {
  const t = useT();
  const [draft, setDraft] = useState(rule);
  const keeping = useWrite(keepRule, ["meetings"]);
  const hours = Math.round(draft.noticeMinutes / 60);
  return (
    <EditWindow
      title={t("wishes.team")}
      error={keeping.error}
      isBusy={keeping.isPending}
      onClose={onClose}
      keep={(onSuccess) => keeping.mutate({ params: { dealId }, body: draft }, { onSuccess })}
    >
      <Field label={t("wishes.ahead")}>
        <Select
          value={String(hours)}
          onChange={(_event, { value }) => setDraft({ ...draft, noticeMinutes: Number(value) * 60 })}
        >
          {[...new Set([...NOTICES, hours])].map((count) => (
            <option key={count} value={count}>
              {count === 0 ? t("plan.nothing") : t("wishes.hours", { count })}
            </option>
          ))}
        </Select>
      </Field>
      <DaysField days={draft.noDays} onChange={(noDays) => setDraft({ ...draft, noDays })} />
    </EditWindow>
  );
}

type WishProps = { dealId: string; told: MeetingWishes["people"][number]; onClose: () => void };

/** What one person wishes, in every deal. */
export function EditWish({ dealId, told: { person, wish }, onClose }: WishProps) {
  const t = useT();
  const [draft, setDraft] = useState<Wish>(wish);
  const keeping = useWrite(keepWish, ["meetings"]);
  const times = [
    ["notBefore", t("wishes.before")],
    ["notAfter", t("wishes.after")],
  ] as const;
  return (
    <EditWindow
      title={t("wishes.of", { name: person.name })}
      error={keeping.error}
      isBusy={keeping.isPending}
      onClose={onClose}
      keep={(onSuccess) =>
        keeping.mutate({ params: { dealId, personId: person.id }, body: draft }, { onSuccess })
      }
    >
      <p className={card["quiet"]}>{t("wishes.everywhere")}</p>
      <div className={styles["grid"]}>
        {times.map(([name, label]) => (
          <Field key={name} label={label}>
            <Input
              type="time"
              value={draft[name] ?? ""}
              onChange={(_event, { value }) =>
                setDraft({ ...draft, [name]: value === "" ? null : value.slice(0, 5) })
              }
            />
          </Field>
        ))}
      </div>
      <DaysField days={draft.noDays} onChange={(noDays) => setDraft({ ...draft, noDays })} />
    </EditWindow>
  );
}

function DaysField(props: { days: readonly number[]; onChange: (days: number[]) => void }) {
  const { days, onChange } = props;
  const { t, language } = useLanguage();
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("wishes.days")}</legend>
      <div className={styles["grid"]}>
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            label={weekdayName(language, day)}
            checked={days.includes(day)}
            onChange={(_event, { checked }) =>
              onChange(checked === true ? [...days, day] : days.filter((one) => one !== day))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function EditWindow(props: {
  title: string;
  error: Error | null;
  isBusy: boolean;
  keep: (onSuccess: () => void) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, error, isBusy, keep, onClose, children } = props;
  const t = useT();
  const toast = useToast();
  function done() {
    toast({ text: t("wishes.done") });
    onClose();
  }
  return (
    <Window title={title} onClose={onClose}>
      {children}
      {error !== null && <Refused error={error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button appearance="primary" disabled={isBusy} onClick={() => keep(done)}>
          {t("debrief.keep")}
        </Button>
      </WindowActions>
    </Window>
  );
}
