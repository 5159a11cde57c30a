import { Checkbox, Field } from "@fluentui/react-components";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import styles from "./form.module.css";
import { NamedTimes } from "./named-times.tsx";
import { type ClientPlan, NO_CLIENT, type PlanDraft, type PlanWrong } from "./plan-draft.ts";
import { ZoneSelect } from "./zone-select.tsx";

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
  const set = (id: string, part: Partial<ClientPlan>) =>
    onChange({ ...clients, [id]: { ...(clients[id] ?? NO_CLIENT), ...part } });
  return (
    <fieldset className={styles["group"]}>
      <legend className={styles["legend"]}>{t("plan.theirs")}</legend>
      {contacts.map(({ id, name }) => {
        const plan = clients[id] ?? NO_CLIENT;
        return (
          <div key={id} className={styles["client"]}>
            <div className={styles["line"]}>
              <Checkbox
                label={name}
                checked={plan.comes}
                onChange={(_event, { checked }) => set(id, { comes: checked === true })}
              />
              {plan.comes && (
                <Field
                  {...(wrong.has(`zone.${id}`) && {
                    validationMessage: t("plan.zoneWrong"),
                    validationState: "error" as const,
                  })}
                  className={styles["zone"]}
                >
                  <ZoneSelect
                    label={t("plan.zoneOf", { name })}
                    none={t("plan.zoneNone")}
                    value={plan.zone}
                    onChange={(zone) => set(id, { zone })}
                  />
                </Field>
              )}
            </div>
            {plan.comes && (
              <NamedTimes
                name={name}
                times={plan.times}
                isWrong={wrong.has(`times.${id}`)}
                onChange={(times) => set(id, { times })}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
