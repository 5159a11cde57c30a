import { Button, Input } from "@fluentui/react-components";
import { AddRegular, DismissRegular } from "@fluentui/react-icons";
import { useT } from "../../ui/language/language.tsx";
import styles from "./form.module.css";
import type { NamedTime } from "./plan-draft.ts";

type Props = {
  name: string;
  times: readonly NamedTime[];
  isWrong: boolean;
  onChange: (times: readonly NamedTime[]) => void;
};

/** Times that a person of the client named, by the reader's clock: then only these are looked at. */
export function NamedTimes({ name, times, isWrong, onChange }: Props) {
  const t = useT();
  const change = (id: string, part: Partial<NamedTime>) =>
    onChange(times.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const add = () => onChange([...times, { id: crypto.randomUUID(), day: "", from: "09:00", to: "12:00" }]);
  const fields = [
    ["day", "date", t("plan.namedDay")],
    ["from", "time", t("plan.namedFrom")],
    ["to", "time", t("plan.namedTo")],
  ] as const;
  return (
    <div className={styles["named"]}>
      {times.map((one) => (
        <fieldset key={one.id} className={styles["promise"]} aria-label={t("plan.named", { name })}>
          {fields.map(([field, type, label]) => (
            <Input
              key={field}
              type={type}
              aria-label={label}
              value={one[field]}
              onChange={(_event, { value }) => change(one.id, { [field]: value })}
            />
          ))}
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t("plan.dropTime")}
            onClick={() => onChange(times.filter(({ id }) => id !== one.id))}
          />
        </fieldset>
      ))}
      {isWrong && (
        <p className={styles["wrong"]} role="alert">
          {t("plan.namedWrong")}
        </p>
      )}
      <div>
        <Button size="small" appearance="subtle" icon={<AddRegular />} onClick={add}>
          {t(times.length === 0 ? "plan.nameTime" : "plan.nameAnother")}
        </Button>
      </div>
    </div>
  );
}
