import { Checkbox, Field, Select } from "@fluentui/react-components";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./meetings.module.css";
import type { PlanDraft, PlanWrong } from "./plan-draft.ts";

type Props = {
  contacts: Deal["contacts"];
  clients: PlanDraft["clients"];
  wrong: PlanWrong;
  onChange: (clients: PlanDraft["clients"]) => void;
};

/** Which of the client's people come, and where they are: their calendars cannot be read, only their hours are kept. */
export function ClientsField({ contacts, clients, wrong, onChange }: Props) {
  const t = useT();
  if (contacts.length === 0) return null;
  const set = (id: string, part: Partial<PlanDraft["clients"][string]>) => {
    const before = clients[id] ?? { comes: false, zone: "" };
    onChange({ ...clients, [id]: { ...before, ...part } });
  };
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("plan.theirs")}</legend>
      {contacts.map(({ id, name }) => (
        <div key={id} className={styles["line"]}>
          <Checkbox
            label={name}
            checked={clients[id]?.comes ?? false}
            onChange={(_event, { checked }) => set(id, { comes: checked === true })}
          />
          {clients[id]?.comes && (
            <ZoneChoice
              name={name}
              zone={clients[id].zone}
              isWrong={wrong.has(`zone.${id}`)}
              onChange={(zone) => set(id, { zone })}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}

function ZoneChoice(props: {
  name: string;
  zone: string;
  isWrong: boolean;
  onChange: (zone: string) => void;
}) {
  const { name, zone, isWrong, onChange } = props;
  const t = useT();
  const { zone: mine } = useSurroundings();
  const zones = Intl.supportedValuesOf("timeZone");
  const all = zones.includes(mine) ? zones : [mine, ...zones];
  return (
    <Field
      {...(isWrong && { validationMessage: t("plan.zoneWrong"), validationState: "error" as const })}
      className={styles["zone"]}
    >
      <Select
        aria-label={t("plan.zoneOf", { name })}
        value={zone}
        onChange={(_event, { value }) => onChange(value)}
      >
        <option value="">{t("plan.zoneNone")}</option>
        {all.map((each) => (
          <option key={each} value={each}>
            {each.replaceAll("_", " ")}
          </option>
        ))}
      </Select>
    </Field>
  );
}
