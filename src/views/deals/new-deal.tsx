import { Button, Field, Radio, RadioGroup } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { createDeal } from "../../contract/deal-edits.ts";
import { sensitivity } from "../../contract/deal-parts.ts";
import { Problem } from "../../contract/problem.ts";
import { useLanguage, useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { ContactsField } from "./contacts-field.tsx";
import { fieldOf, NOTHING_WRONG, type Wrong, withoutEmptyLines } from "./deal-draft.ts";
import { DealFields } from "./deal-fields.tsx";
import { focusFirstWrong } from "./first-wrong.ts";
import { LeaveQuestion, useLeaving } from "./leaving.tsx";
import styles from "./new-deal.module.css";
import { emptyDraft, isBegun, type NewDealDraft, readDraft } from "./new-deal-form.ts";
import { TeamField } from "./team-field.tsx";

type Props = { onClose: () => void; onCreated: (dealId: string) => void };

/** The window that makes a deal. A client's name and domain are enough; everything else can wait. */
export function NewDeal(props: Props) {
  const t = useT();
  const { draft, change, wrong, error, isSending, submit } = useNewDeal(props);
  const leaving = useLeaving(isBegun(draft), props.onClose);
  return (
    <Window title={t("newDeal.title")} onClose={leaving.leave} wide>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <div className={styles["grid"]}>
          <DealFields draft={draft} wrong={wrong} change={change} />
          <RoomKind value={draft.sensitivity} onChange={(kind) => change({ sensitivity: kind })} />
        </div>
        <TeamField seats={draft.seats} onChange={(seats) => change({ seats })} />
        <ContactsField
          contacts={draft.contacts}
          wrong={wrong}
          onChange={(contacts) => change({ contacts })}
        />
        {error !== null && <Refused error={error} />}
        {wrong.size > 0 && (
          <p className={styles["wrong"]} role="alert">
            {t("newDeal.wrong", { count: wrong.size })}
          </p>
        )}
        {leaving.isAsking ? (
          <LeaveQuestion onLeave={props.onClose} onStay={leaving.stay} />
        ) : (
          <WindowActions>
            <Button onClick={leaving.leave}>{t("action.cancel")}</Button>
            <Button type="submit" appearance="primary" disabled={isSending}>
              {t("newDeal.create")}
            </Button>
          </WindowActions>
        )}
      </form>
    </Window>
  );
}

/** What is typed, what stands in the way, and how it is sent. `error` is a refusal that no field shows. */
function useNewDeal({ onClose, onCreated }: Props) {
  const { t, language } = useLanguage();
  const toast = useToast();
  const [draft, setDraft] = useState(() => emptyDraft(crypto.randomUUID(), language));
  const [wrong, setWrong] = useState(NOTHING_WRONG);
  const creating = useWrite(createDeal, ["deals"]);

  function refuse(fields: Wrong) {
    setWrong(fields);
    focusFirstWrong();
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
  return {
    ...{ draft, wrong, submit },
    change: (part: Partial<NewDealDraft>) => setDraft({ ...draft, ...part }),
    error: isFieldRefused ? null : creating.error,
    isSending: creating.isPending,
  };
}

type Kind = NewDealDraft["sensitivity"];

function RoomKind({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  const t = useT();
  return (
    <Field label={t("field.sensitivity")}>
      <RadioGroup value={value} onChange={(_event, chosen) => onChange(sensitivity.parse(chosen.value))}>
        {sensitivity.options.map((kind) => (
          <Radio key={kind} value={kind} label={t(`sensitivity.${kind}Long`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
