import { useRead } from "../../client/reading.tsx";
import { type DealEvent, readLately } from "../../contract/deal-lately.ts";
import { roomStepName } from "../../contract/deal-rooms.ts";
import { type Incident, listIncidents } from "../../contract/voice.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./today.module.css";

const SHOWN = 8;

/** Something that happened, in words; `more` says what became of it. */
type Happening = { key: string; at: string; text: string; more: string | null };

/** What happened in the deal, newest first; what came after `lastLook` (milliseconds, null: not known) is called new. */
export function Lately({ dealId, lastLook }: { dealId: string; lastLook: number | null }) {
  const t = useT();
  const query = { dealId, state: "all" } as const;
  const mails = useRead(listIncidents, { query }, { topics: ["incidents"], dealId });
  const events = useRead(readLately, { params: { dealId } }, { topics: ["deals", "room"], dealId });
  const error = mails.error ?? events.error;
  const isRead = mails.data !== undefined && events.data !== undefined;
  const isOnItsWay = mails.data === undefined && events.data === undefined;
  const happenings = [
    ...(mails.data?.incidents ?? []).map((incident) => ofMail(incident, t)),
    ...withoutOldSteps(events.data?.events ?? []).map((event, place) => ofDeal(event, place, t)),
  ]
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, SHOWN);
  const retry = () => void Promise.all([mails.refetch(), events.refetch()]);
  return (
    <Section title={t("today.lately")}>
      {error !== null && <Refused error={error} onRetry={retry} />}
      {isOnItsWay && error === null && <Skeleton rows={3} />}
      {isRead && happenings.length === 0 && <Empty title={t("today.nothingLately")} />}
      {happenings.length > 0 && (
        <ul className={styles["list"]}>
          {happenings.map((one) => (
            <Happened
              key={one.key}
              happening={one}
              isNew={lastLook !== null && Date.parse(one.at) > lastLook}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** A room comes about in many steps: only the newest of them is news. */
function withoutOldSteps(events: readonly DealEvent[]): DealEvent[] {
  const newest = events.find(({ kind }) => kind === "room-step");
  return events.filter((event) => event.kind !== "room-step" || event === newest);
}

function ofMail({ id, client, state, speaker, sentAt }: Incident, t: Translate): Happening {
  return {
    key: id,
    at: sentAt,
    text: t("today.wrote", { client: client.name || client.address }),
    more: state === "open" ? null : t(`today.state.${state}`, { name: speaker?.name ?? "" }),
  };
}

function ofDeal({ at, kind, what, who }: DealEvent, place: number, t: Translate): Happening {
  const step = roomStepName.options.find((name) => name === what);
  const text = t(`lately.${kind}`, { step: step === undefined ? "" : t(`room.step.${step}`) });
  return { key: `${at} ${kind} ${place}`, at, text, more: who?.name ?? null };
}

function Happened({ happening: { at, text, more }, isNew }: { happening: Happening; isNew: boolean }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={styles["item"]}>
      <time className={styles["when"]} dateTime={at}>
        {format.ago(at)}
      </time>
      <span>
        {text}
        {isNew && <strong className={styles["new"]}>{t("today.new")}</strong>}
        {more !== null && <span className={styles["quiet"]}>{more}</span>}
      </span>
    </li>
  );
}
