import { Button, Select } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import type { Deal } from "../../contract/deals.ts";
import type { Person } from "../../contract/words.ts";
import card from "../../ui/card.module.css";
import { Face } from "../../ui/face.tsx";
import { useT } from "../../ui/language/language.tsx";
import { AddColleague } from "./add-colleague.tsx";
import styles from "./form.module.css";
import type { Part, PlanDraft } from "./plan-draft.ts";

const PARTS: readonly Part[] = ["must", "may", "no"];

/** So many of ours can be invited at once. */
const MOST = 60;

type Props = {
  seats: Deal["seats"];
  draft: Pick<PlanDraft, "parts" | "others">;
  isWrong: boolean;
  onChange: (part: Partial<Pick<PlanDraft, "parts" | "others">>) => void;
};

/** Who of ours has to come, may come, or does not: the deal team, and anybody else of the company. */
export function ColleaguesField({ seats, draft: { parts, others }, isWrong, onChange }: Props) {
  const t = useT();
  const isFull = Object.values(parts).filter((part) => part !== "no").length >= MOST;
  const set = (id: string, part: Part) => onChange({ parts: { ...parts, [id]: part } });
  const drop = ({ id }: Person) =>
    onChange({ others: others.filter((one) => one.id !== id), parts: { ...parts, [id]: "no" } });
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("plan.ours")}</legend>
      {seats.map(({ person, role }) => (
        <Line
          key={person.id}
          person={person}
          note={person.title ?? t(`seat.${role}`)}
          part={parts[person.id] ?? "no"}
          onChange={(part) => set(person.id, part)}
        />
      ))}
      {others.map((person) => (
        <Line
          key={person.id}
          person={person}
          note={person.title ?? person.mail}
          part={parts[person.id] ?? "no"}
          onChange={(part) => set(person.id, part)}
          onDrop={() => drop(person)}
        />
      ))}
      {isFull && <p className={card["quiet"]}>{t("plan.full", { count: MOST })}</p>}
      {!isFull && (
        <AddColleague
          without={[...seats.map(({ person }) => person.id), ...others.map(({ id }) => id)]}
          onAdd={(person) =>
            onChange({ others: [...others, person], parts: { ...parts, [person.id]: "must" } })
          }
        />
      )}
      {isWrong && (
        <p className={styles["wrong"]} role="alert">
          {t("plan.peopleWrong")}
        </p>
      )}
    </fieldset>
  );
}

type LineProps = {
  person: Person;
  note: string;
  part: Part;
  onChange: (part: Part) => void;
  onDrop?: () => void;
};

function Line({ person, note, part, onChange, onDrop }: LineProps) {
  const t = useT();
  const { name } = person;
  return (
    <div className={styles["line"]}>
      <span className={styles["who"]}>
        <Face name={name} size={28} />
        <span>
          {name}
          <span className={card["quiet"]}> {note}</span>
        </span>
      </span>
      <span className={styles["who"]}>
        <Select
          aria-label={t("plan.partOf", { name })}
          value={part}
          onChange={(_event, { value }) => onChange(value as Part)}
        >
          {PARTS.map((each) => (
            <option key={each} value={each}>
              {t(`plan.part.${each}`)}
            </option>
          ))}
        </Select>
        {onDrop !== undefined && (
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t("plan.drop", { name })}
            onClick={onDrop}
          />
        )}
      </span>
    </div>
  );
}
