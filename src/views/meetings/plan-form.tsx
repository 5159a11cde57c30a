import { Field, Input, Textarea } from "@fluentui/react-components";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { ClientsField } from "./clients-field.tsx";
import { ColleaguesField } from "./colleagues-field.tsx";
import { NumberField } from "./number-field.tsx";
import { OrganizerField } from "./organizer-field.tsx";
import { PlaceFields } from "./place-fields.tsx";
import { type PlanDraft, type PlanWrong, WAYS } from "./plan-draft.ts";
import { RepeatFields, TimeFields } from "./time-fields.tsx";

type Props = { deal: Deal; draft: PlanDraft; wrong: PlanWrong; change: (part: Partial<PlanDraft>) => void };

/** What the meeting is about, who comes, how long and in which days. */
export function PlanForm({ deal, draft, wrong, change }: Props) {
  const t = useT();
  return (
    <>
      <Field label={t("plan.subject")}>
        <Input
          value={draft.subject}
          maxLength={200}
          placeholder={t("plan.usualSubject", { deal: deal.name })}
          onChange={(_event, { value }) => change({ subject: value })}
        />
      </Field>
      <ColleaguesField seats={deal.seats} draft={draft} isWrong={wrong.has("people")} onChange={change} />
      <OrganizerField
        deal={deal}
        organizerId={draft.organizerId}
        onChange={(organizerId) => change({ organizerId })}
      />
      <ClientsField
        contacts={deal.contacts}
        clients={draft.clients}
        wrong={wrong}
        onChange={(clients) => change({ clients })}
      />
      <PlaceFields where={draft} isWrong={wrong.has("place")} onChange={change}>
        <NumberField
          label={t("plan.way")}
          value={draft.way}
          choices={WAYS}
          words={(count) => (count === 0 ? t("plan.nothing") : t("plan.minutes", { count }))}
          onChange={(way) => change({ way })}
        />
      </PlaceFields>
      <TimeFields draft={draft} wrong={wrong} change={change} />
      <RepeatFields draft={draft} change={change} />
      <Field label={t("plan.agenda")}>
        <Textarea
          value={draft.agenda}
          maxLength={4000}
          rows={2}
          onChange={(_event, { value }) => change({ agenda: value })}
        />
      </Field>
    </>
  );
}
