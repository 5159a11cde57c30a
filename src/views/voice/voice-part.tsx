import { useRead } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { readVoice } from "../../contract/voice.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Doubts } from "./doubts.tsx";
import { Exceptions } from "./exceptions.tsx";
import { Incidents } from "./incidents.tsx";
import { PastReading } from "./past-reading.tsx";
import { Patterns } from "./patterns.tsx";
import { ReportButtons } from "./report-buttons.tsx";
import { ShareByWeek } from "./share-by-week.tsx";
import { ShareInParts } from "./share-in-parts.tsx";
import styles from "./voice-part.module.css";

/** Everything about the voice of one deal: what went around, who else may speak, and how it went week by week. */
export function VoicePart({ deal }: { deal: Deal }) {
  const t = useT();
  const dealId = deal.id;
  const follows = { topics: ["incidents", "deals"], dealId } as const;
  const { data, error, refetch } = useRead(readVoice, { params: { dealId } }, follows);
  return (
    <div className={styles["columns"]}>
      <div className={styles["column"]}>
        <Incidents dealId={dealId} />
        <Doubts dealId={dealId} />
        <Exceptions deal={deal} />
      </div>
      <div className={styles["column"]}>
        <Section title={t("share.title")}>
          {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
          {data === undefined && error === null && <Skeleton rows={2} tall />}
          {data !== undefined && <ShareByWeek weeks={data.weeks} />}
          {data !== undefined && <ShareInParts clients={data.clients} reasons={data.reasons} />}
          {data !== undefined && data.reasons.length > 0 && <ReportButtons dealId={dealId} />}
          {data !== undefined && <PastReading reading={data.reading} />}
        </Section>
        {data !== undefined && (
          <Patterns deal={deal} patterns={data.patterns} mayDelegate={data.mayDelegate} />
        )}
      </div>
    </div>
  );
}
