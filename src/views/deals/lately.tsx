import { useRead } from "../../client/reading.tsx";
import { readLately } from "../../contract/deal-lately.ts";
import { roomStepName } from "../../contract/deal-rooms.ts";
import { type Incident, listIncidents } from "../../contract/voice.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { foldSteps, type Happened } from "./fold-steps.ts";
import folds from "./lately.module.css";
import styles from "./today.module.css";

const SHOWN = 8;

/** Something that happened, in words; `more` says what became of it, `steps` what it consisted of. */
type Happening = { key: string; at: string; text: string; more: string | null; steps: readonly string[] };

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
    ...foldSteps(events.data?.events ?? []).map((event, place) => ofDeal(event, place, t)),
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
        <ul className={`${card["frame"]} ${styles["list"]}`}>
          {happenings.map((one) => (
            <HappeningLine
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

function ofMail({ id, client, state, speaker, sentAt }: Incident, t: Translate): Happening {
  return {
    key: id,
    at: sentAt,
    text: t("today.wrote", { client: client.name || client.address }),
    more: state === "open" ? null : t(`today.state.${state}`, { name: speaker?.name ?? "" }),
    steps: [],
  };
}

function ofDeal({ at, kind, what, who, steps }: Happened, place: number, t: Translate): Happening {
  const rest = { key: `${at} ${kind} ${place}`, at, more: who?.name ?? null };
  if (steps.length < 2)
    return { ...rest, text: t(`lately.${kind}`, { step: stepWords(what, t) }), steps: [] };
  // The welcome comes last of all.
  const isMade = steps.some((step) => step.what === "welcome");
  return {
    ...rest,
    text: t(isMade ? "lately.room-made" : "lately.room-steps", { count: steps.length }),
    steps: steps.map((step) => stepWords(step.what, t)).reverse(),
  };
}

function stepWords(what: string | null, t: Translate): string {
  const step = roomStepName.options.find((name) => name === what);
  return step === undefined ? "" : t(`room.step.${step}`);
}

function HappeningLine({ happening, isNew }: { happening: Happening; isNew: boolean }) {
  const t = useT();
  const format = useFormat();
  const { at, text, more, steps } = happening;
  return (
    <li className={styles["item"]}>
      <time className={styles["when"]} dateTime={at}>
        {format.ago(at)}
      </time>
      <div>
        {steps.length === 0 ? (
          text
        ) : (
          <details className={folds["folded"]}>
            <summary>{text}</summary>
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </details>
        )}
        {isNew && <strong className={styles["new"]}>{t("today.new")}</strong>}
        {more !== null && <span className={`${card["quiet"]} ${styles["quiet"]}`}>{more}</span>}
      </div>
    </li>
  );
}
