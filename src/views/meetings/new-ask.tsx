import { Button, Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { createAsk } from "../../contract/asks.ts";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { type AskDraft, askOf, firstAsk } from "./ask-draft.ts";
import { WhenFields, WhoFields } from "./ask-fields.tsx";
import styles from "./form.module.css";
import { useKnownZones } from "./known-zones.ts";
import { PlaceFields } from "./place-fields.tsx";
import { useSentWords } from "./use-sent-words.ts";
import { instantIn } from "./wall-clock.ts";

type Props = { deal: Deal; executives: Deal["seats"]; onClose: () => void };

/** Asks an executive: whom, for whom, when, what is at stake, and in which words. */
export function NewAsk({ deal, executives, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const sentWords = useSentWords();
  const { zone: mine, now } = useSurroundings();
  const zones = useKnownZones(deal.id);
  const [id] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState(() => firstAsk(deal, executives));
  const change = (part: Partial<AskDraft>) => setDraft({ ...draft, ...part });
  const asking = useWrite(createAsk, ["meetings"]);
  const name = executives.find(({ person }) => person.id === draft.executiveId)?.person.name ?? "";
  const contact = deal.contacts.find((one) => one.id === draft.contactId) ?? null;
  const client = contact?.name ?? t("ask.theClient");
  const usual = t("ask.words.first", { to: name, client });
  const start = instantIn(draft.day, draft.time, mine);
  const isPast = start !== null && Date.parse(start) < now();
  const zone = draft.zone ?? zones.get(contact?.address ?? "") ?? "";

  function ask(at: string) {
    const subject = t("ask.subject", { client });
    const body = askOf(draft, { id, subject, start: at, contact, zone, usual });
    asking.mutate(
      { params: { dealId: deal.id }, body },
      {
        onSuccess(sent) {
          toast({ text: sentWords(sent, name) });
          onClose();
        },
      },
    );
  }

  return (
    <Window title={t("asks.new")} onClose={onClose}>
      <div className={styles["form"]}>
        <WhoFields deal={deal} executives={executives} draft={{ ...draft, zone }} change={change} />
        <WhenFields draft={draft} isPast={isPast} change={change} />
        <PlaceFields where={draft} onChange={change} />
        <Field label={t("ask.stake")} hint={t("ask.stakeHint")}>
          <Textarea
            value={draft.stake}
            maxLength={2000}
            rows={2}
            onChange={(_event, { value }) => change({ stake: value })}
          />
        </Field>
        <Field label={t("ask.wordsTo", { name })}>
          <Textarea
            value={draft.words}
            placeholder={usual}
            maxLength={4000}
            rows={4}
            onChange={(_event, { value }) => change({ words: value })}
          />
        </Field>
      </div>
      {asking.error !== null && <Refused error={asking.error} />}
      <WindowActions>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button
          appearance="primary"
          disabled={
            start === null || isPast || asking.isPending || (draft.inPerson && draft.place.trim() === "")
          }
          onClick={() => start !== null && ask(start)}
        >
          {t("ask.send")}
        </Button>
      </WindowActions>
    </Window>
  );
}
