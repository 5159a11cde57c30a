import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { declareQuiet } from "../../contract/exceptions.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { endOfDay } from "./end-of-day.ts";
import styles from "./voice-part.module.css";

/** Declares tender silence from this moment: only one contact speaks, and the rule is quoted to whoever is about to write. */
export function DeclareQuiet({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const { now, zone } = useSurroundings();
  // Made once, so that a second click declares nothing twice.
  const [id] = useState(() => crypto.randomUUID());
  const [contactId, setContactId] = useState(deal.speaker?.person.id ?? deal.seats[0]?.person.id ?? "");
  const [rule, setRule] = useState(() => t("quiet.ruleDraft"));
  const [until, setUntil] = useState(deal.tenderDate ?? "");
  const [isRuleMissing, setRuleMissing] = useState(false);
  const declaring = useWrite(declareQuiet, ["deals", "incidents"]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const line = rule.replace(/\s+/g, " ").trim();
    setRuleMissing(line === "");
    if (line === "") return;
    const since = new Date(now()).toISOString();
    const body = { id, contactId, rule: line, since, until: until === "" ? null : endOfDay(until, zone) };
    const onSuccess = () => {
      toast({ text: t("quiet.done") });
      onClose();
    };
    declaring.mutate({ params: { dealId: deal.id }, body }, { onSuccess });
  }

  return (
    <Window title={t("quiet.title")} onClose={onClose}>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <p>{t("quiet.what")}</p>
        <Field label={t("quiet.contact")}>
          <Select value={contactId} onChange={(_event, { value }) => setContactId(value)}>
            {deal.seats.map(({ person, role }) => (
              <option key={person.id} value={person.id}>
                {`${person.name}, ${t(`seat.${role}`)}`}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={t("quiet.rule")}
          hint={t("quiet.ruleHint")}
          required
          {...(isRuleMissing && {
            validationMessage: t("quiet.ruleWrong"),
            validationState: "error" as const,
          })}
        >
          <Textarea value={rule} rows={3} maxLength={300} onChange={(_event, { value }) => setRule(value)} />
        </Field>
        <Field label={t("exceptions.until")} hint={t("exceptions.untilHint")}>
          <Input type="date" value={until} onChange={(_event, { value }) => setUntil(value)} />
        </Field>
        {declaring.error !== null && <Refused error={declaring.error} />}
        <WindowActions>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" appearance="primary" disabled={contactId === "" || declaring.isPending}>
            {t("quiet.do")}
          </Button>
        </WindowActions>
      </form>
    </Window>
  );
}
