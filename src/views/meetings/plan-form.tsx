import { Field, Input, Select, Textarea } from "@fluentui/react-components";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { ClientsField } from "./clients-field.tsx";
import { ColleaguesField } from "./colleagues-field.tsx";
import styles from "./meetings.module.css";
import { FLANKS, LENGTHS, type PlanDraft, type PlanWrong, REPEATS, TIMES, WAYS } from "./plan-draft.ts";

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
      <OrganizerField deal={deal} draft={draft} change={change} />
      <ClientsField
        contacts={deal.contacts}
        clients={draft.clients}
        wrong={wrong}
        onChange={(clients) => change({ clients })}
      />
      <PlaceFields draft={draft} wrong={wrong} change={change} />
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

/** An assistant invites for the account manager or an executive, and is named. */
function OrganizerField({ deal, draft, change }: Omit<Props, "wrong">) {
  const t = useT();
  const { myId } = useSurroundings();
  if (deal.yourRole !== "assistant") return null;
  const inviters = deal.seats.filter(
    ({ person, role }) => person.id === myId || role === "accountManager" || role === "executiveSponsor",
  );
  return (
    <Field label={t("plan.organizer")}>
      <Select
        value={draft.organizerId ?? myId ?? ""}
        onChange={(_event, { value }) => change({ organizerId: value === myId ? null : value })}
      >
        {inviters.map(({ person: { id, name } }) => (
          <option key={id} value={id}>
            {id === myId ? t("plan.asMyself", { name }) : name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function PlaceFields({ draft, wrong, change }: Omit<Props, "deal">) {
  const t = useT();
  return (
    <div className={styles["grid"]}>
      <Field label={t("plan.where")}>
        <Select
          value={draft.inPerson ? "place" : "teams"}
          onChange={(_event, { value }) => change({ inPerson: value === "place" })}
        >
          {(["teams", "place"] as const).map((where) => (
            <option key={where} value={where}>
              {t(`plan.where.${where}`)}
            </option>
          ))}
        </Select>
      </Field>
      {draft.inPerson && (
        <>
          <Field
            label={t("plan.place")}
            {...(wrong.has("place") && { validationMessage: t("plan.placeWrong") })}
          >
            <Input
              value={draft.place}
              maxLength={200}
              onChange={(_event, { value }) => change({ place: value })}
            />
          </Field>
          <Field label={t("plan.way")}>
            <Select
              value={String(draft.way)}
              onChange={(_event, { value }) => change({ way: Number(value) })}
            >
              {WAYS.map((count) => (
                <option key={count} value={count}>
                  {count === 0 ? t("plan.nothing") : t("plan.minutes", { count })}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
    </div>
  );
}

/** A meeting that repeats is so many meetings, each with a brief of its own. */
function RepeatFields({ draft, change }: Omit<Props, "deal" | "wrong">) {
  const t = useT();
  return (
    <div className={styles["grid"]}>
      <Field label={t("plan.repeats")}>
        <Select
          value={String(draft.everyWeeks)}
          onChange={(_event, { value }) => change({ everyWeeks: Number(value) })}
        >
          {REPEATS.map((count) => (
            <option key={count} value={count}>
              {count === 0 ? t("plan.once") : t("plan.everyWeeks", { count })}
            </option>
          ))}
        </Select>
      </Field>
      {draft.everyWeeks > 0 && (
        <Field label={t("plan.times")}>
          <Select
            value={String(draft.times)}
            onChange={(_event, { value }) => change({ times: Number(value) })}
          >
            {TIMES.map((count) => (
              <option key={count} value={count}>
                {t("plan.timesOf", { count })}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}

function TimeFields({ draft, wrong, change }: Omit<Props, "deal">) {
  const t = useT();
  const minutes = (count: number) => (count === 0 ? t("plan.nothing") : t("plan.minutes", { count }));
  const days = wrong.has("days") && { validationMessage: t("plan.daysWrong") };
  const lengths = [
    ["minutes", t("plan.length"), LENGTHS],
    ["briefing", t("plan.briefing"), FLANKS],
    ["debrief", t("plan.debrief"), FLANKS],
  ] as const;
  return (
    <div className={styles["grid"]}>
      {lengths.map(([name, label, choices]) => (
        <Field key={name} label={label}>
          <Select
            value={String(draft[name])}
            onChange={(_event, { value }) => change({ [name]: Number(value) })}
          >
            {choices.map((count) => (
              <option key={count} value={count}>
                {minutes(count)}
              </option>
            ))}
          </Select>
        </Field>
      ))}
      <Field label={t("plan.from")} {...days}>
        <Input type="date" value={draft.from} onChange={(_event, { value }) => change({ from: value })} />
      </Field>
      <Field label={t("plan.to")}>
        <Input type="date" value={draft.to} onChange={(_event, { value }) => change({ to: value })} />
      </Field>
    </div>
  );
}
