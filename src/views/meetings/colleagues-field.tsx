import { Select } from "@fluentui/react-components";
import type { Deal } from "../../contract/deals.ts";
import { Face } from "../../ui/face.tsx";
import { useT } from "../../ui/language/language.tsx";
import styles from "./meetings.module.css";
import type { Part, PlanDraft } from "./plan-draft.ts";

const PARTS: readonly Part[] = ["must", "may", "no"];

type Props = {
  seats: Deal["seats"];
  parts: PlanDraft["parts"];
  isWrong: boolean;
  onChange: (parts: PlanDraft["parts"]) => void;
};

/** Who of the deal team has to come, may come, or does not. */
export function ColleaguesField({ seats, parts, isWrong, onChange }: Props) {
  const t = useT();
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("plan.ours")}</legend>
      {seats.map(({ person, role }) => (
        <div key={person.id} className={styles["line"]}>
          <span className={styles["who"]}>
            <Face name={person.name} size={28} />
            <span>
              {person.name}
              <span className={styles["quiet"]}> {person.title ?? t(`seat.${role}`)}</span>
            </span>
          </span>
          <Select
            aria-label={t("plan.partOf", { name: person.name })}
            value={parts[person.id] ?? "no"}
            onChange={(_event, { value }) => onChange({ ...parts, [person.id]: value as Part })}
          >
            {PARTS.map((part) => (
              <option key={part} value={part}>
                {t(`plan.part.${part}`)}
              </option>
            ))}
          </Select>
        </div>
      ))}
      {isWrong && (
        <p className={styles["wrong"]} role="alert">
          {t("plan.peopleWrong")}
        </p>
      )}
    </fieldset>
  );
}
