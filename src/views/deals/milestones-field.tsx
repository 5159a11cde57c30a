import { Button, Field, Input } from "@fluentui/react-components";
import { AddRegular, DismissRegular } from "@fluentui/react-icons";
import { useT } from "../../ui/language/language.tsx";
import type { MilestoneDraft, Wrong } from "./deal-draft.ts";
import styles from "./new-deal.module.css";

type Props = {
  milestones: readonly MilestoneDraft[];
  wrong: Wrong;
  onChange: (milestones: MilestoneDraft[]) => void;
};

/** The days by which something of the deal must be done. */
export function MilestonesField({ milestones, wrong, onChange }: Props) {
  const t = useT();
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("field.milestones")}</legend>
      <p className={styles["quiet"]}>{t("milestone.hint")}</p>
      {milestones.map((milestone, place) => (
        <MilestoneLine
          key={milestone.key}
          milestone={milestone}
          isNameWrong={wrong.has(`milestones.${place}.name`)}
          isDayWrong={wrong.has(`milestones.${place}.day`)}
          onChange={(part) =>
            onChange(milestones.map((one) => (one.key === milestone.key ? { ...one, ...part } : one)))
          }
          onRemove={() => onChange(milestones.filter((one) => one.key !== milestone.key))}
        />
      ))}
      <div>
        <Button
          icon={<AddRegular />}
          onClick={() => onChange([...milestones, { key: crypto.randomUUID(), name: "", day: "" }])}
        >
          {t("milestone.add")}
        </Button>
      </div>
    </fieldset>
  );
}

type LineProps = {
  milestone: MilestoneDraft;
  isNameWrong: boolean;
  isDayWrong: boolean;
  onChange: (part: Partial<MilestoneDraft>) => void;
  onRemove: () => void;
};

function MilestoneLine({ milestone, isNameWrong, isDayWrong, onChange, onRemove }: LineProps) {
  const t = useT();
  const error = (sentence: string) => ({ validationMessage: sentence, validationState: "error" }) as const;
  return (
    <div className={styles["line"]}>
      <Field label={t("milestone.name")} {...(isNameWrong && error(t("milestone.nameWrong")))}>
        <Input
          value={milestone.name}
          maxLength={120}
          onChange={(_event, { value }) => onChange({ name: value })}
        />
      </Field>
      <Field label={t("milestone.day")} {...(isDayWrong && error(t("field.dayWrong")))}>
        <Input type="date" value={milestone.day} onChange={(_event, { value }) => onChange({ day: value })} />
      </Field>
      <Button
        className={styles["fixed"]}
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t("field.remove", { name: milestone.name || t("milestone.new") })}
        onClick={onRemove}
      />
    </div>
  );
}
