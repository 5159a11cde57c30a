import { lazy, Suspense } from "react";
import { useRead } from "../client/reading.tsx";
import { checkMessage } from "../contract/voice.ts";
import styles from "./pane.module.css";

const DealFacts = lazy(async () => ({
  default: (await import("../views/deals/deal-facts.tsx")).DealFacts,
}));

/** The live facts of each deal that the selected mail concerns: the same as in the tab. */
export function DealCards({ messageId }: { messageId: string }) {
  // The panel above asks the same; one answer serves both.
  const { data } = useRead(checkMessage, { body: { messageId } }, { topics: ["incidents", "deals"] });
  const deals = data?.readings.map(({ deal }) => deal.id) ?? [];
  if (deals.length === 0) return null;
  return (
    <Suspense>
      <div className={styles["cards"]}>
        {deals.map((dealId) => (
          <DealFacts key={dealId} dealId={dealId} />
        ))}
      </div>
    </Suspense>
  );
}
