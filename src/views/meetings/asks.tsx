import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import { listAsks } from "../../contract/asks.ts";
import type { Deal } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AskCard } from "./ask-card.tsx";
import styles from "./meetings.module.css";

const NewAsk = lazy(async () => ({ default: (await import("./new-ask.tsx")).NewAsk }));

/** Executives of ours who are asked to meet the client, and where each stands. */
export function Asks({ deal }: { deal: Deal }) {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const dealId = deal.id;
  const input = { params: { dealId } };
  const { data, error, refetch } = useRead(listAsks, input, { topics: ["meetings"], dealId });
  const executives = deal.seats.filter(({ role }) => role === "executiveSponsor");
  const isManager = deal.yourRole === "accountManager";
  const mayAsk = isManager && executives.length > 0;
  const action = mayAsk ? <Button onClick={() => setAsking(true)}>{t("asks.new")}</Button> : null;
  return (
    <Section title={t("asks.title")} count={data?.asks.length} action={action}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={1} tall />}
      {data?.asks.length === 0 && (
        <Empty title={t("asks.none")}>
          {t(!isManager ? "asks.noneWait" : executives.length > 0 ? "asks.noneNext" : "asks.nobody")}
        </Empty>
      )}
      <ul className={styles["list"]}>
        {data?.asks.map((ask) => (
          <AskCard key={ask.id} ask={ask} />
        ))}
      </ul>
      {isAsking && (
        <Suspense>
          <NewAsk deal={deal} executives={executives} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Section>
  );
}
