import { useT } from "../../ui/language/language.tsx";
import { DateField } from "./date-field.tsx";
import styles from "./form.module.css";
import { NumberField } from "./number-field.tsx";
import { FLANKS, LENGTHS, type PlanDraft, type PlanWrong, REPEATS, TIMES } from "./plan-draft.ts";

type Props = { draft: PlanDraft; wrong: PlanWrong; change: (part: Partial<PlanDraft>) => void };

/** How long it takes with what is kept before and after, and in which days times are looked for. */
export function TimeFields({ draft, wrong, change }: Props) {
  const t = useT();
  const minutes = (count: number) => (count === 0 ? t("plan.nothing") : t("plan.minutes", { count }));
  const lengths = [
    ["minutes", t("plan.length"), LENGTHS],
    ["briefing", t("plan.briefing"), FLANKS],
    ["debrief", t("plan.debrief"), FLANKS],
  ] as const;
  return (
    <>
      <div className={styles["grid"]}>
        {lengths.map(([name, label, choices]) => (
          <NumberField
            key={name}
            label={label}
            value={draft[name]}
            choices={choices}
            words={minutes}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </div>
      <DaysFields
        days={draft}
        wrong={wrong.has("days") ? "days" : wrong.has("daysOver") ? "daysOver" : null}
        onChange={change}
      />
    </>
  );
}

type Days = Pick<PlanDraft, "from" | "to">;

/** The first and the last day to look at. */
export function DaysFields(props: {
  days: Days;
  wrong: "days" | "daysOver" | null;
  onChange: (days: Partial<Days>) => void;
}) {
  const { days, wrong, onChange } = props;
  const t = useT();
  return (
    <div className={styles["grid"]}>
      <DateField
        label={t("plan.from")}
        type="date"
        value={days.from}
        wrong={wrong === "days" && t("plan.daysWrong")}
        onChange={(from) => onChange({ from })}
      />
      <DateField
        label={t("plan.to")}
        type="date"
        value={days.to}
        wrong={wrong === "daysOver" && t("plan.daysOver")}
        onChange={(to) => onChange({ to })}
      />
    </div>
  );
}

/** A meeting that repeats is so many meetings, each with a brief of its own. */
export function RepeatFields({ draft, change }: Omit<Props, "wrong">) {
  const t = useT();
  return (
    <div className={styles["grid"]}>
      <NumberField
        label={t("plan.repeats")}
        value={draft.everyWeeks}
        choices={REPEATS}
        words={(count) => (count === 0 ? t("plan.once") : t("plan.everyWeeks", { count }))}
        onChange={(everyWeeks) => change({ everyWeeks })}
      />
      {draft.everyWeeks > 0 && (
        <NumberField
          label={t("plan.times")}
          value={draft.times}
          choices={TIMES}
          words={(count) => t("plan.timesOf", { count })}
          onChange={(times) => change({ times })}
        />
      )}
    </div>
  );
}
