import { useRead } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { listPairs } from "../../contract/pairs.ts";
import card from "../../ui/card.module.css";
import { useT } from "../../ui/language/language.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PairLine } from "./pair-line.tsx";
import { PairMatrix } from "./pair-matrix.tsx";
import styles from "./pairs.module.css";
import { useNarrow } from "./use-narrow.ts";

/** Our executives and the client's people: when each two last met and meet next, overdue first. */
export function Pairs({ deal }: { deal: Deal }) {
  const t = useT();
  const dealId = deal.id;
  const isNarrow = useNarrow();
  const mayKeep = deal.yourRole === "accountManager";
  const { data, error, refetch } = useRead(
    listPairs,
    { params: { dealId } },
    { topics: ["meetings", "deals"], dealId },
  );
  const pairs = data?.pairs ?? [];
  const overdue = pairs.filter((pair) => pair.overdue).length;
  return (
    <Section title={t("pairs.title")}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={2} tall />}
      {data?.pairs.length === 0 && (
        <Empty title={t("pairs.none")}>{t(mayKeep ? "pairs.noneNext" : "pairs.noneWait")}</Empty>
      )}
      {overdue > 0 && <p className={card["quiet"]}>{t("pairs.overdueCount", { count: overdue })}</p>}
      {pairs.length > 0 && !isNarrow && <PairMatrix pairs={pairs} dealId={dealId} mayKeep={mayKeep} />}
      {pairs.length > 0 && isNarrow && (
        <ul className={styles["list"]}>
          {pairs.map((pair) => (
            <PairLine
              key={`${pair.executive.id} ${pair.contact.id}`}
              pair={pair}
              dealId={dealId}
              mayKeep={mayKeep}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
