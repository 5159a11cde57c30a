import { type FormEvent, useMemo, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { editDeal } from "../../contract/deal-edits.ts";
import type { Deal } from "../../contract/deals.ts";
import { Problem } from "../../contract/problem.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window } from "../../ui/window.tsx";
import { Clashes } from "./clashes.tsx";
import { ContactsField } from "./contacts-field.tsx";
import {
  type DealDraft,
  draftOf,
  factsOf,
  fieldOf,
  NOTHING_WRONG,
  type Wrong,
  withoutEmptyLines,
  wrongFields,
} from "./deal-draft.ts";
import { DealFields } from "./deal-fields.tsx";
import { type DealField, differences, mergeDrafts, takeTheirs } from "./deal-merge.ts";
import { dealDraft } from "./draft-kinds.ts";
import { editName } from "./draft-names.ts";
import { EditActions } from "./edit-actions.tsx";
import { fieldWords } from "./field-words.ts";
import { focusFirstWrong } from "./first-wrong.ts";
import { useLeaving } from "./leaving.tsx";
import { MilestonesField } from "./milestones-field.tsx";
import styles from "./new-deal.module.css";
import { Restored } from "./restored.tsx";
import { type Editing, useSharedEdit } from "./use-shared-edit.ts";

/**
 * The window that changes what a deal is. When somebody else changed it meanwhile, both changes are kept where they do
 * not touch, and where they do the editor chooses; nothing typed is lost.
 */
export function EditDeal({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const [wrong, setWrong] = useState(NOTHING_WRONG);
  const edit = useSharedEdit(deal, useEditing(deal.id), (taken) => {
    const fields = format.list(taken.map((field) => t(`dealField.${field}`)));
    toast({ text: taken.length === 0 ? t("edit.done") : t("edit.doneBoth", { fields }) });
    onClose();
  });
  const { draft, setDraft, clash, error } = edit;
  const drop = () => {
    edit.forget();
    onClose();
  };
  const leaving = useLeaving(edit.isChanged, drop);
  const change = (part: Partial<DealDraft>) => setDraft({ ...draft, ...part });

  function refuse(fields: Wrong) {
    setWrong(fields);
    focusFirstWrong();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const tidy = withoutEmptyLines(edit.settled());
    setDraft(tidy);
    const sent = editDeal.body.safeParse({ version: deal.version, ...factsOf(tidy) });
    const fields = wrongFields(tidy, sent.error?.issues ?? []);
    if (fields.size > 0) return refuse(fields);
    setWrong(NOTHING_WRONG);
    const refused = refusedField(await edit.save(tidy));
    if (refused !== null) refuse(new Set([refused]));
  }

  return (
    <Window title={t(clash === null ? "edit.title" : "clash.title")} onClose={leaving.leave} wide>
      <form className={styles["form"]} onSubmit={(event) => void submit(event)} noValidate>
        {edit.isRestored && <Restored draft={draft} fresh={() => edit.base} onChange={setDraft} />}
        {clash === null ? (
          <Fields draft={draft} wrong={wrong} change={change} />
        ) : (
          <Clashes
            clashes={clash.keys.map((field) => ({
              key: field,
              label: t(`dealField.${field}`),
              mine: fieldWords(draft, field, t, format),
              theirs: fieldWords(clash.theirs, field, t, format),
            }))}
            choices={clash.choices}
            onChoose={edit.choose}
          />
        )}
        {error !== null && refusedField(error) === null && <Refused error={error} />}
        {wrong.size > 0 && (
          <p className={styles["wrong"]} role="alert">
            {t("newDeal.wrong", { count: wrong.size })}
          </p>
        )}
        <EditActions edit={edit} leaving={leaving} onClose={drop} />
      </form>
    </Window>
  );
}

function useEditing(dealId: string): Editing<DealDraft, DealField> {
  const { mutateAsync } = useWrite(editDeal, ["deals"]);
  return useMemo(
    () => ({
      name: editName("edit", dealId),
      kind: dealDraft,
      draftOf,
      isChanged: (base, mine) => differences(base, mine).length > 0,
      merge: mergeDrafts,
      take: takeTheirs,
      send: (version, draft) => mutateAsync({ params: { dealId }, body: { version, ...factsOf(draft) } }),
    }),
    [dealId, mutateAsync],
  );
}

type FieldsProps = { draft: DealDraft; wrong: Wrong; change: (part: Partial<DealDraft>) => void };

function Fields({ draft, wrong, change }: FieldsProps) {
  const { milestones, contacts } = draft;
  return (
    <>
      <div className={styles["grid"]}>
        <DealFields draft={draft} wrong={wrong} change={change} />
      </div>
      <MilestonesField
        milestones={milestones}
        wrong={wrong}
        onChange={(lines) => change({ milestones: lines })}
      />
      <ContactsField contacts={contacts} wrong={wrong} onChange={(lines) => change({ contacts: lines })} />
    </>
  );
}

/** The field of the form that the server refused; null when it refused something else, or nothing. */
function refusedField(error: unknown): string | null {
  const field = error instanceof Problem ? error.detail.field : undefined;
  return field === undefined || field === "version" ? null : fieldOf(field);
}
