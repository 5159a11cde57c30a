import { Button, Field, Input, Radio, RadioGroup, Select } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { createDeal, stage } from "../../contract/deals.ts";
import { Problem } from "../../contract/problem.ts";
import { useLanguage } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { ContactsField } from "./contacts-field.tsx";
import styles from "./new-deal.module.css";
import {
  emptyDraft,
  fieldOf,
  type NewDealDraft,
  readDraft,
  type Wrong,
  withoutEmptyLines,
} from "./new-deal-form.ts";
import { TeamField } from "./team-field.tsx";

const CURRENCIES = ["EUR", "USD", "RUB", "CHF", "GBP", "CNY", "KZT", "TRY", "AED"];
const NOTHING_WRONG: Wrong = new Set();

/** The window that makes a deal. A client's name and domain are enough; everything else can wait. */
export function NewDeal({
  onClose,
  onCreated,
}: {
  onClose: () => void;
  onCreated: (dealId: string) => void;
}) {
  const { t, language } = useLanguage();
  const toast = useToast();
  const [draft, setDraft] = useState(() => emptyDraft(crypto.randomUUID(), language));
  const [wrong, setWrong] = useState(NOTHING_WRONG);
  const creating = useWrite(createDeal, ["deals"]);
  const change = (part: Partial<NewDealDraft>) => setDraft({ ...draft, ...part });

  function refuse(fields: Wrong) {
    setWrong(fields);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog [aria-invalid="true"]')?.focus());
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const tidy = withoutEmptyLines(draft);
    setDraft(tidy);
    const filled = readDraft(tidy);
    if ("wrong" in filled) return refuse(filled.wrong);
    setWrong(NOTHING_WRONG);
    creating.mutate(
      { body: filled.body },
      {
        onSuccess(deal) {
          toast({ text: t("newDeal.done", { name: deal.name }) });
          onClose();
          onCreated(deal.id);
        },
        onError(error) {
          if (error instanceof Problem && error.detail.field) refuse(new Set([fieldOf(error.detail.field)]));
        },
      },
    );
  }

  const isFieldRefused = creating.error instanceof Problem && creating.error.detail.field !== undefined;
  return (
    <Window title={t("newDeal.title")} onClose={onClose} wide>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <BasicFields draft={draft} wrong={wrong} change={change} />
        <TeamField seats={draft.seats} onChange={(seats) => change({ seats })} />
        <ContactsField
          contacts={draft.contacts}
          wrong={wrong}
          onChange={(contacts) => change({ contacts })}
        />
        {creating.error !== null && !isFieldRefused && <Refused error={creating.error} />}
        {wrong.size > 0 && (
          <p className={styles["wrong"]} role="alert">
            {t("newDeal.wrong", { count: wrong.size })}
          </p>
        )}
        <WindowActions>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" appearance="primary" disabled={creating.isPending}>
            {t("newDeal.create")}
          </Button>
        </WindowActions>
      </form>
    </Window>
  );
}

type FieldsProps = { draft: NewDealDraft; wrong: Wrong; change: (part: Partial<NewDealDraft>) => void };

function BasicFields({ draft, wrong, change }: FieldsProps) {
  const { t } = useLanguage();
  const error = (field: string, sentence: string) =>
    wrong.has(field) && ({ validationMessage: sentence, validationState: "error" } as const);
  return (
    <div className={styles["grid"]}>
      <Field label={t("field.account")} required {...error("account", t("field.accountWrong"))}>
        <Input
          value={draft.account}
          maxLength={120}
          onChange={(_event, { value }) => change({ account: value })}
        />
      </Field>
      <Field
        label={t("field.domains")}
        hint={t("field.domainsHint")}
        {...error("domains", t("field.domainsWrong"))}
      >
        <Input
          value={draft.domains}
          placeholder="client.example"
          onChange={(_event, { value }) => change({ domains: value })}
        />
      </Field>
      <Field label={t("field.name")} hint={t("field.nameHint")} {...error("name", t("field.nameWrong"))}>
        <Input
          value={draft.name}
          maxLength={120}
          placeholder={draft.account}
          onChange={(_event, { value }) => change({ name: value })}
        />
      </Field>
      <div className={styles["pair"]}>
        <Field label={t("field.amount")} {...error("value", t("field.amountWrong"))}>
          <Input
            value={draft.amount}
            inputMode="decimal"
            onChange={(_event, { value }) => change({ amount: value })}
          />
        </Field>
        <Field label={t("field.currency")}>
          <Select value={draft.currency} onChange={(_event, { value }) => change({ currency: value })}>
            {CURRENCIES.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={t("field.stage")}>
        <Select value={draft.stage} onChange={(_event, { value }) => change({ stage: stage.parse(value) })}>
          {stage.options.slice(0, 5).map((name) => (
            <option key={name} value={name}>
              {t(`stage.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
      <div className={styles["pair"]}>
        <Field label={t("field.tender")} {...error("tenderDate", t("field.dayWrong"))}>
          <Input
            type="date"
            value={draft.tenderDate}
            onChange={(_event, { value }) => change({ tenderDate: value })}
          />
        </Field>
        <Field label={t("field.close")} {...error("closeDate", t("field.dayWrong"))}>
          <Input
            type="date"
            value={draft.closeDate}
            onChange={(_event, { value }) => change({ closeDate: value })}
          />
        </Field>
      </div>
      <Field label={t("field.sensitivity")}>
        <RadioGroup
          value={draft.sensitivity}
          onChange={(_event, { value }) =>
            change({ sensitivity: value === "private" ? "private" : "standard" })
          }
        >
          <Radio value="standard" label={t("sensitivity.standardLong")} />
          <Radio value="private" label={t("sensitivity.privateLong")} />
        </RadioGroup>
      </Field>
    </div>
  );
}
