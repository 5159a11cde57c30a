import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { useWrite } from "../../client/reading.tsx";
import { createAsk } from "../../contract/asks.ts";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { Window, WindowActions } from "../../ui/window.tsx";
import { useKnownZones } from "./known-zones.ts";
import styles from "./meetings.module.css";
import { LENGTHS } from "./plan-draft.ts";
import { instantIn } from "./wall-clock.ts";
import { ZoneSelect } from "./zone-select.tsx";

/** How high the client's person may stand. */
const RANKS = [1, 2, 3, 4] as const;

type Props = { deal: Deal; executives: Deal["seats"]; onClose: () => void };
type Draft = {
  executiveId: string;
  contactId: string;
  /** "" for nobody knows; null while the reader said nothing, so that what is known counts. */
  zone: string | null;
  inPerson: boolean;
  place: string;
  rank: number;
  day: string;
  time: string;
  minutes: number;
  stake: string;
  words: string;
};

/** Asks an executive: whom, for whom, when, what is at stake, and in which words. */
export function NewAsk({ deal, executives, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const { zone: mine } = useSurroundings();
  const zones = useKnownZones(deal.id);
  const [id] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState<Draft>(() => ({
    executiveId: executives[0]?.person.id ?? "",
    contactId: deal.contacts[0]?.id ?? "",
    ...{ zone: null, inPerson: false, place: "" },
    ...{ rank: 2, day: "", time: "10:00", minutes: 60, stake: "", words: "" },
  }));
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const asking = useWrite(createAsk, ["meetings"]);
  const executive = executives.find(({ person }) => person.id === draft.executiveId)?.person;
  const contact = deal.contacts.find((one) => one.id === draft.contactId) ?? null;
  const client = contact?.name ?? t("ask.theClient");
  const usual = t("ask.words.first", { to: executive?.name ?? "", client });
  const start = instantIn(draft.day, draft.time, mine);
  const zone = draft.zone ?? zones.get(contact?.address ?? "") ?? "";

  function ask(at: string) {
    const { executiveId, rank, minutes, stake, inPerson } = draft;
    const place = inPerson ? draft.place.trim() : null;
    const words = draft.words.trim() === "" ? usual : draft.words;
    const whom = contact && { name: contact.name, address: contact.address, zone: zone === "" ? null : zone };
    const subject = t("ask.subject", { client });
    asking.mutate(
      {
        params: { dealId: deal.id },
        body: {
          ...{ id, executiveId, subject, stake, client: whom, clientRank: rank },
          ...{ start: at, minutes, inPerson, place, words },
        },
      },
      {
        onSuccess() {
          toast({ text: t("ask.sent", { name: executive?.name ?? "" }) });
          onClose();
        },
      },
    );
  }

  return (
    <Window title={t("asks.new")} onClose={onClose}>
      <div className={styles["form"]}>
        <WhoFields deal={deal} executives={executives} draft={{ ...draft, zone }} change={change} />
        <WhenFields draft={draft} change={change} />
        <WhereFields draft={draft} change={change} />
        <Field label={t("ask.stake")} hint={t("ask.stakeHint")}>
          <Textarea
            value={draft.stake}
            maxLength={2000}
            rows={2}
            onChange={(_event, { value }) => change({ stake: value })}
          />
        </Field>
        <Field label={t("ask.wordsTo", { name: executive?.name ?? "" })}>
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
          disabled={start === null || asking.isPending || (draft.inPerson && draft.place.trim() === "")}
          onClick={() => start !== null && ask(start)}
        >
          {t("ask.send")}
        </Button>
      </WindowActions>
    </Window>
  );
}

type FieldsProps = { draft: Draft; change: (part: Partial<Draft>) => void };

function WhoFields({ deal, executives, draft, change }: FieldsProps & Omit<Props, "onClose">) {
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
      <Field label={t("ask.rank")}>
        <Select value={String(draft.rank)} onChange={(_event, { value }) => change({ rank: Number(value) })}>
          {RANKS.map((rank) => (
            <option key={rank} value={rank}>
              {t(`ask.rank.${rank}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function WhereFields({ draft, change }: FieldsProps) {
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
        <Field label={t("plan.place")}>
          <Input
            value={draft.place}
            maxLength={200}
            onChange={(_event, { value }) => change({ place: value })}
          />
        </Field>
      )}
    </div>
  );
}

function WhenFields({ draft, change }: FieldsProps) {
  const t = useT();
  return (
    <div className={styles["grid"]}>
      <Field label={t("ask.day")}>
        <Input type="date" value={draft.day} onChange={(_event, { value }) => change({ day: value })} />
      </Field>
      <Field label={t("ask.time")}>
        <Input type="time" value={draft.time} onChange={(_event, { value }) => change({ time: value })} />
      </Field>
      <Field label={t("plan.length")}>
        <Select
          value={String(draft.minutes)}
          onChange={(_event, { value }) => change({ minutes: Number(value) })}
        >
          {LENGTHS.map((count) => (
            <option key={count} value={count}>
              {t("plan.minutes", { count })}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
