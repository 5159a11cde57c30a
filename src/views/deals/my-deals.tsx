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
import styles from "./my-deals.module.css";

const NewDeal = lazy(async () => ({ default: (await import("./new-deal.tsx")).NewDeal }));

/** All deals of the reader, what needs them first. `needsYou` is that first part, `open` leads to a deal. */
export function MyDeals({ needsYou, open }: { needsYou: ReactNode; open: (dealId: string) => void }) {
  const t = useT();
  const [isCreating, setCreating] = useState(false);
  const { data, error, refetch } = useRead(listDeals, {}, { topics: ["deals", "room", "incidents"] });
  const deals = data?.deals;
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
        {deals !== undefined && deals.length > 0 && (
          <ul className={styles["list"]}>
            {deals.map((deal) => (
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
