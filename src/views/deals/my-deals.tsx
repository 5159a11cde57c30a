import { Button } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import { listDeals } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Learned } from "../../ui/language/learned.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DealRow } from "./deal-row.tsx";
import type { Wanted } from "./find-deals.tsx";
import styles from "./my-deals.module.css";

const NewDeal = lazy(async () => ({ default: (await import("./new-deal.tsx")).NewDeal }));

const FindDeals = lazy(async () => ({ default: (await import("./find-deals.tsx")).FindDeals }));

/** So many deals are seen at a glance: nobody searches among them. */
const GLANCE = 6;

/** All deals of the reader, what needs them first. `needsYou` is that first part, `open` leads to a deal. */
export function MyDeals({ needsYou, open }: { needsYou: ReactNode; open: (dealId: string) => void }) {
  const t = useT();
  const [isCreating, setCreating] = useState(false);
  const { data, error, refetch } = useRead(listDeals, {}, { topics: ["deals", "room", "incidents"] });
  const [wanted, want] = useState<Wanted | null>(null);
  const found = useRead(listDeals, wanted && { query: wanted }, { topics: ["deals", "room", "incidents"] });
  const deals = data?.deals;
  const shown = wanted === null ? deals : found.data?.deals;
  const create = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
      {t("deals.new")}
    </Button>
  );
  return (
    <div className={styles["page"]}>
      {deals?.length !== 0 && needsYou}
      <Section title={t("deals.title")} count={deals?.length} action={deals?.length === 0 ? null : create}>
        {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
        {deals === undefined && error === null && <Skeleton rows={4} tall />}
        {deals?.length === 0 && (
          <Empty title={t("deals.none")} action={create}>
            {t("deals.noneNext")}
          </Empty>
        )}
        {deals !== undefined && deals.length > GLANCE && (
          <Suspense>
            <FindDeals onWant={want} />
          </Suspense>
        )}
        {wanted !== null && found.error !== null && (
          <Refused error={found.error} onRetry={() => void found.refetch()} />
        )}
        {wanted !== null && shown === undefined && found.error === null && <Skeleton rows={4} tall />}
        {wanted !== null && shown?.length === 0 && <p role="status">{t("find.none")}</p>}
        {shown !== undefined && shown.length > 0 && (
          <ul className={styles["list"]}>
            {shown.map((deal) => (
              <DealRow key={deal.id} deal={deal} />
            ))}
          </ul>
        )}
      </Section>
      {isCreating && (
        <Suspense>
          <Learned feature="deal">
            <NewDeal onClose={() => setCreating(false)} onCreated={open} />
          </Learned>
        </Suspense>
      )}
    </div>
  );
}
