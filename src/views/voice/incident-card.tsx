import { Button } from "@fluentui/react-components";
import { ArrowRightRegular, ClockRegular } from "@fluentui/react-icons";
import type { Incident } from "../../contract/voice.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./incident-card.module.css";
import { reasonSentence } from "./sentences.ts";
import { useSettling } from "./settling.ts";

/** One client mail that went around the spokesperson: who, to whom, why, since when, and what can be done. */
export function IncidentCard({ incident, withDeal }: { incident: Incident; withDeal: boolean }) {
  const t = useT();
  const format = useFormat();
  const { myId } = useSurroundings();
  const { client, recipients, subject, sentAt } = incident;
  const names = recipients.map(({ id, name }) => (id === myId ? t("you") : name));
  return (
    <li className={`${card["frame"]} ${styles["card"]}`}>
      <p className={styles["way"]}>
        <strong>{client.name || client.address}</strong>
        <span className={styles["arrow"]} role="img" aria-label={t("incident.wroteTo")}>
          <ArrowRightRegular />
        </span>
        <span>{format.list(names)}</span>
        <time className={card["quiet"]} dateTime={sentAt}>
          {format.ago(sentAt)}
        </time>
      </p>
      <p className={styles["subject"]}>
        {subject === null ? t("incident.noSubject") : t("incident.subject", { subject })}
        {withDeal && <span className={card["quiet"]}> · {incident.dealName}</span>}
      </p>
      <p className={card["quiet"]}>{reasonSentence(t, incident.reason)}</p>
      {incident.answerBy !== null && <AnswerBy at={incident.answerBy} />}
      <IncidentActions incident={incident} />
    </li>
  );
}

/** The hour alone when it is today, the day before it otherwise. */
function AnswerBy({ at }: { at: string }) {
  const t = useT();
  const format = useFormat();
  const { now } = useSurroundings();
  const isToday = format.isoDay(at) === format.isoDay(new Date(now()).toISOString());
  const time = isToday ? format.time(at) : `${format.shortDay(at)}, ${format.time(at)}`;
  const isLate = Date.parse(at) < now();
  return (
    <p className={styles["due"]} data-late={isLate}>
      <ClockRegular aria-hidden="true" /> {t(isLate ? "incident.late" : "incident.answerBy", { time })}
    </p>
  );
}

function IncidentActions({ incident }: { incident: Incident }) {
  const t = useT();
  const { settle, isPending } = useSettling();
  const { id, state, speaker, yoursToTake } = incident;
  if (state !== "open") {
    return <p className={styles["state"]}>{t(`incident.state.${state}`, { name: speaker?.name ?? "" })}</p>;
  }
  return (
    <div className={styles["actions"]}>
      {yoursToTake && (
        <Button appearance="primary" size="small" disabled={isPending} onClick={() => settle(id, "taken")}>
          {t("incident.take")}
        </Button>
      )}
      <Button size="small" disabled={isPending} onClick={() => settle(id, "dismissed")}>
        {t("incident.dismiss")}
      </Button>
      {!yoursToTake && speaker !== null && (
        <span className={card["quiet"]}>{t("incident.whose", { name: speaker.name })}</span>
      )}
    </div>
  );
}
