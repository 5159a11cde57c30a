import { Button } from "@fluentui/react-components";
import { type FormEvent, useEffect, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { createDeal } from "../../contract/deal-edits.ts";
import { Problem } from "../../contract/problem.ts";
import { useKeptDraft } from "../../ui/kept-draft.ts";
import { useLanguage, useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { ContactsField } from "./contacts-field.tsx";
import { fieldOf, NOTHING_WRONG, type Wrong, withoutEmptyLines } from "./deal-draft.ts";
import { DealFields } from "./deal-fields.tsx";
import { newDealDraft } from "./draft-kinds.ts";
import { NEW_DEAL } from "./draft-names.ts";
import { focusFirstWrong } from "./first-wrong.ts";
import { LeaveQuestion, useLeaving } from "./leaving.tsx";
import { MilestonesField } from "./milestones-field.tsx";
import styles from "./new-deal.module.css";
import { emptyDraft, isBegun, type NewDealDraft, readDraft } from "./new-deal-form.ts";
import { Restored } from "./restored.tsx";
import { RoomKind } from "./room-kind.tsx";
import { TeamField } from "./team-field.tsx";

type Props = { onClose: () => void; onCreated: (dealId: string) => void };

/** The window that makes a deal. A client's name and domain are enough; everything else can wait. */
export function NewDeal(props: Props) {
  const t = useT();
  const form = useNewDeal(props);
  const { draft, change, wrong, error, isSending, submit } = form;
  const leaving = useLeaving(isBegun(draft), form.drop);
  return (
    <Window title={t("newDeal.title")} onClose={leaving.leave} wide>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        {form.isRestored && <Restored draft={draft} fresh={form.fresh} onChange={change} />}
        <div className={styles["grid"]}>
          <DealFields draft={draft} wrong={wrong} change={change} />
        </div>
        <RoomKind value={draft.sensitivity} onChange={(kind) => change({ sensitivity: kind })} />
        <TeamField seats={draft.seats} onChange={(seats) => change({ seats })} />
        <MilestonesField
          milestones={draft.milestones}
          wrong={wrong}
          onChange={(milestones) => change({ milestones })}
        />
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
          <LeaveQuestion onLeave={form.drop} onStay={leaving.stay} />
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

/**
 * What is typed, what stands in the way, and how it is sent. `error` is a refusal that no field shows; `drop` gives up what
 * was typed.
 */
function useNewDeal({ onClose, onCreated }: Props) {
  const { t, language } = useLanguage();
  const toast = useToast();
  const { found, keep } = useKeptDraft(NEW_DEAL, newDealDraft);
  const fresh = () => emptyDraft(crypto.randomUUID(), language);
  const [begun] = useState(found);
  const [draft, setDraft] = useState<NewDealDraft>(() => begun ?? fresh());
  const [wrong, setWrong] = useState(NOTHING_WRONG);
  const creating = useWrite(createDeal, ["deals"]);

  useEffect(() => keep(isBegun(draft) ? draft : null), [keep, draft]);

  function drop() {
    keep(null);
    onClose();
  }

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
          drop();
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
    ...{ draft, wrong, submit, drop, fresh },
    isRestored: begun !== null,
    change: (part: Partial<NewDealDraft>) => setDraft({ ...draft, ...part }),
    error: isFieldRefused ? null : creating.error,
    isSending: creating.isPending,
  };
}
