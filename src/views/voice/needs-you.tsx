import { useRead } from "../../client/reading.tsx";
import { listIncidents } from "../../contract/voice.ts";
import { useT } from "../../ui/language/language.tsx";
import { GoodLine, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./incident-card.module.css";
import { IncidentCard } from "./incident-card.tsx";

/** What only the reader can settle: mail that went around them. Empty on a good day. `dealId` narrows it to one deal. */
export function NeedsYou({ dealId }: { dealId?: string }) {
  const t = useT();
  const query = { state: "open", ...(dealId !== undefined && { dealId }) } as const;
  const { data, error, refetch } = useRead(listIncidents, { query }, { topics: ["incidents"], dealId });
  const yours = data?.incidents.filter(({ yoursToTake }) => yoursToTake);
  return (
    <Section title={t("needsYou.title")} count={yours?.length}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {yours === undefined && error === null && <Skeleton rows={1} tall />}
      {yours?.length === 0 && <GoodLine>{t("needsYou.none")}</GoodLine>}
      {yours !== undefined && yours.length > 0 && (
        <ul className={styles["list"]}>
          {yours.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} withDeal={dealId === undefined} />
          ))}
        </ul>
      )}
    </Section>
  );
}
