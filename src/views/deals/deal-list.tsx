import { lazy, Suspense } from "react";
import type { DealCard } from "../../contract/deals.ts";
import card from "../../ui/card.module.css";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DealRow } from "./deal-row.tsx";
import styles from "./my-deals.module.css";
import { stepTo } from "./row-keys.ts";

const LongList = lazy(async () => ({ default: (await import("./long-list.tsx")).LongList }));

/** So many rows are drawn as they are; of more, only those in sight. */
const SHORT = 60;

/** The list of deals, however long. Arrows, Home and End go from deal to deal. */
export function DealList({ deals }: { deals: readonly DealCard[] }) {
  if (deals.length > SHORT) {
    return (
      <Suspense fallback={<Skeleton rows={5} tall />}>
        <LongList deals={deals} />
      </Suspense>
    );
  }
  return (
    <ul
      className={`${card["frame"]} ${styles["list"]}`}
      onKeyDown={(event) => {
        const rows = [...event.currentTarget.children];
        const here = rows.findIndex((row) => row.contains(document.activeElement));
        const next = stepTo(event.key, here, rows.length);
        if (next === null) return;
        event.preventDefault();
        rows[next]?.querySelector("a")?.focus();
      }}
    >
      {deals.map((deal) => (
        <DealRow key={deal.id} deal={deal} />
      ))}
    </ul>
  );
}
