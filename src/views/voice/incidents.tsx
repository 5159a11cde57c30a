import { Switch } from "@fluentui/react-components";
import { useState } from "react";
import { useRead } from "../../client/reading.tsx";
import { listIncidents } from "../../contract/voice.ts";
import { useT } from "../../ui/language/language.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./incident-card.module.css";
import { IncidentCard } from "./incident-card.tsx";

/** The mails of one deal that went around the spokesperson, newest first; the settled ones on demand. */
export function Incidents({ dealId }: { dealId: string }) {
  const t = useT();
  const [withSettled, setWithSettled] = useState(false);
  const state = withSettled ? "all" : "open";
  const { data, error, refetch } = useRead(
    listIncidents,
    { query: { dealId, state } },
    { topics: ["incidents"], dealId },
  );
  const incidents = data?.incidents;
  const choice = (
    <Switch
      label={t("incidents.settled")}
      checked={withSettled}
      onChange={(_event, { checked }) => setWithSettled(checked)}
    />
  );
  return (
    <Section title={t("incidents.title")} count={incidents?.length} action={choice}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {incidents === undefined && error === null && <Skeleton rows={3} tall />}
      {incidents?.length === 0 && <Empty title={t("incidents.none")}>{t("incidents.noneNext")}</Empty>}
      <ul className={styles["list"]}>
        {incidents?.map((incident) => (
          <IncidentCard key={incident.id} incident={incident} withDeal={false} />
        ))}
      </ul>
    </Section>
  );
}
