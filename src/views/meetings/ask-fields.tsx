import { Field, Select } from "@fluentui/react-components";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { type AskDraft, RANKS } from "./ask-draft.ts";
import { DateField } from "./date-field.tsx";
import styles from "./form.module.css";
import { NumberField } from "./number-field.tsx";
import { LENGTHS } from "./plan-draft.ts";
import { ZoneSelect } from "./zone-select.tsx";

type Props = { draft: AskDraft; change: (part: Partial<AskDraft>) => void };

/** Who of ours is asked, to meet whom, and where that person is. */
export function WhoFields(props: Props & { deal: Deal; executives: Deal["seats"] }) {
  const { deal, executives, draft, change } = props;
  const t = useT();
  return (
    <div className={styles["grid"]}>
      <Field label={t("ask.whom")}>
        <Select value={draft.executiveId} onChange={(_event, { value }) => change({ executiveId: value })}>
          {executives.map(({ person }) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("ask.toMeet")}>
        <Select
          value={draft.contactId}
          onChange={(_event, { value }) => change({ contactId: value, zone: null })}
        >
          {deal.contacts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">{t("ask.theClient")}</option>
        </Select>
      </Field>
      {draft.contactId !== "" && (
        <Field label={t("ask.zone")}>
          <ZoneSelect
            label={t("ask.zone")}
            none={t("ask.zoneNone")}
            value={draft.zone ?? ""}
            onChange={(zone) => change({ zone })}
          />
        </Field>
      )}
      <NumberField
        label={t("ask.rank")}
        value={draft.rank}
        choices={RANKS}
        words={(rank) => t(`ask.rank.${rank as (typeof RANKS)[number]}`)}
        onChange={(rank) => change({ rank })}
      />
    </div>
  );
}

/** When, by the reader's clock, and for how long. */
export function WhenFields({ draft, isPast, change }: Props & { isPast: boolean }) {
  const t = useT();
  return (
    <div className={styles["grid"]}>
      <DateField
        label={t("ask.day")}
        type="date"
        value={draft.day}
        wrong={isPast && t("ask.past")}
        onChange={(day) => change({ day })}
      />
      <DateField label={t("ask.time")} type="time" value={draft.time} onChange={(time) => change({ time })} />
      <NumberField
        label={t("plan.length")}
        value={draft.minutes}
        choices={LENGTHS}
        words={(count) => t("plan.minutes", { count })}
        onChange={(minutes) => change({ minutes })}
      />
    </div>
  );
}
