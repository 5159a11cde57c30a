import { useRead } from "../../client/reading.tsx";
import { type Incident, listIncidents } from "../../contract/voice.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./today.module.css";

const SHOWN = 8;

/** What happened in the deal, newest first; what came after `lastLook` (milliseconds, null: not known) is called new. */
export function Lately({ dealId, lastLook }: { dealId: string; lastLook: number | null }) {
  const t = useT();
  const query = { dealId, state: "all" } as const;
  const { data, error, refetch } = useRead(listIncidents, { query }, { topics: ["incidents"], dealId });
  const incidents = data?.incidents.slice(0, SHOWN);
  return (
    <Section title={t("today.lately")}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {incidents === undefined && error === null && <Skeleton rows={3} />}
      {incidents?.length === 0 && <Empty title={t("today.nothingLately")} />}
      {incidents !== undefined && incidents.length > 0 && (
        <ul className={styles["list"]}>
          {incidents.map((incident) => (
            <Happened
              key={incident.id}
              incident={incident}
              isNew={lastLook !== null && Date.parse(incident.sentAt) > lastLook}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Happened({ incident, isNew }: { incident: Incident; isNew: boolean }) {
  const t = useT();
  const format = useFormat();
  const { client, state, speaker, sentAt } = incident;
  return (
    <li className={styles["item"]}>
      <time className={styles["when"]} dateTime={sentAt}>
        {format.ago(sentAt)}
      </time>
      <span>
        {t("today.wrote", { client: client.name || client.address })}
        {isNew && <strong className={styles["new"]}>{t("today.new")}</strong>}
        {state !== "open" && (
          <span className={styles["quiet"]}>{t(`today.state.${state}`, { name: speaker?.name ?? "" })}</span>
        )}
      </span>
    </li>
  );
}
