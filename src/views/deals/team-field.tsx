import { Button, Select } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { seatRole } from "../../contract/deal-parts.ts";
import { Face } from "../../ui/face.tsx";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./new-deal.module.css";
import type { SeatDraft } from "./new-deal-form.ts";
import { PeopleSearch } from "./people-search.tsx";

/** Who of ours belongs to the deal, and in which seat. Whoever makes the deal is its account manager. */
export function TeamField({
  seats,
  onChange,
}: {
  seats: readonly SeatDraft[];
  onChange: (seats: SeatDraft[]) => void;
}) {
  const t = useT();
  const { myId } = useSurroundings();
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("field.team")}</legend>
      <p className={styles["quiet"]}>{t("field.teamHint")}</p>
      {seats.map(({ person, role }) => (
        <div key={person.id} className={styles["line"]}>
          <span className={styles["who"]}>
            <Face name={person.name} size={28} />
            {person.name}
          </span>
          <Select
            aria-label={t("field.seatOf", { name: person.name })}
            value={role}
            onChange={(_event, { value }) =>
              onChange(
                seats.map((one) =>
                  one.person.id === person.id ? { person, role: seatRole.parse(value) } : one,
                ),
              )
            }
          >
            {seatRole.options
              .filter((name) => name !== "accountManager")
              .map((name) => (
                <option key={name} value={name}>
                  {t(`seat.${name}`)}
                </option>
              ))}
          </Select>
          <Button
            className={styles["fixed"]}
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t("field.remove", { name: person.name })}
            onClick={() => onChange(seats.filter((one) => one.person.id !== person.id))}
          />
        </div>
      ))}
      <PeopleSearch
        label={t("field.teamSearch")}
        without={[myId ?? "", ...seats.map(({ person }) => person.id)]}
        onChoose={(person) => onChange([...seats, { person, role: "expert" }])}
      />
    </fieldset>
  );
}
