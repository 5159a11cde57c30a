import { Field, Input, Select } from "@fluentui/react-components";
import { openStage } from "../../contract/deal-parts.ts";
import { useT } from "../../ui/language/language.tsx";
import type { DealDraft, Wrong } from "./deal-draft.ts";
import styles from "./new-deal.module.css";

const CURRENCIES = ["EUR", "USD", "RUB", "CHF", "GBP", "CNY", "KZT", "TRY", "AED"];

type Props = { draft: DealDraft; wrong: Wrong; change: (part: Partial<DealDraft>) => void };

/** What a deal is: client, domains, name, value, stage, and its days. Cells of a form's grid. */
export function DealFields({ draft, wrong, change }: Props) {
  const t = useT();
  return (
    <>
      <Field
        label={t("field.account")}
        required
        {...(wrong.has("account") && error(t("field.accountWrong")))}
      >
        <Input
          value={draft.account}
          maxLength={120}
          onChange={(_event, { value }) => change({ account: value })}
        />
      </Field>
      <Field
        label={t("field.domains")}
        hint={t("field.domainsHint")}
        {...(wrong.has("domains") && error(t("field.domainsWrong")))}
      >
        <Input
          value={draft.domains}
          placeholder="client.example"
          onChange={(_event, { value }) => change({ domains: value })}
        />
      </Field>
      <Field
        label={t("field.name")}
        hint={t("field.nameHint")}
        {...(wrong.has("name") && error(t("field.nameWrong")))}
      >
        <Input
          value={draft.name}
          maxLength={120}
          placeholder={draft.account}
          onChange={(_event, { value }) => change({ name: value })}
        />
      </Field>
      <SumFields draft={draft} wrong={wrong} change={change} />
      <Field label={t("field.stage")}>
        <Select
          value={draft.stage}
          onChange={(_event, { value }) => change({ stage: openStage.parse(value) })}
        >
          {openStage.options.map((name) => (
            <option key={name} value={name}>
              {t(`stage.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
      <DayFields draft={draft} wrong={wrong} change={change} />
    </>
  );
}

function SumFields({ draft, wrong, change }: Props) {
  const t = useT();
  const currencies = CURRENCIES.includes(draft.currency) ? CURRENCIES : [draft.currency, ...CURRENCIES];
  return (
    <div className={styles["pair"]}>
      <Field label={t("field.amount")} {...(wrong.has("value") && error(t("field.amountWrong")))}>
        <Input
          value={draft.amount}
          inputMode="decimal"
          onChange={(_event, { value }) => change({ amount: value })}
        />
      </Field>
      <Field label={t("field.currency")}>
        <Select value={draft.currency} onChange={(_event, { value }) => change({ currency: value })}>
          {currencies.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function DayFields({ draft, wrong, change }: Props) {
  const t = useT();
  return (
    <div className={styles["pair"]}>
      <Field label={t("field.tender")} {...(wrong.has("tenderDate") && error(t("field.dayWrong")))}>
        <Input
          type="date"
          value={draft.tenderDate}
          onChange={(_event, { value }) => change({ tenderDate: value })}
        />
      </Field>
      <Field label={t("field.close")} {...(wrong.has("closeDate") && error(t("field.dayWrong")))}>
        <Input
          type="date"
          value={draft.closeDate}
          onChange={(_event, { value }) => change({ closeDate: value })}
        />
      </Field>
    </div>
  );
}

function error(sentence: string) {
  return { validationMessage: sentence, validationState: "error" } as const;
}
