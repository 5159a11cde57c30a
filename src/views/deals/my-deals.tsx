import { Button } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useLocation } from "wouter";
import { useRead } from "../../client/reading.tsx";
import { listDeals } from "../../contract/deals.ts";
import { useT } from "../../ui/language/language.tsx";
import { Learned } from "../../ui/language/learned.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { DealList } from "./deal-list.tsx";
import { ExportButton } from "./export-button.tsx";
import styles from "./my-deals.module.css";
import { EVERYTHING, useWanted, type Wanted } from "./use-wanted.ts";

const NewDeal = lazy(async () => ({ default: (await import("./new-deal.tsx")).NewDeal }));

const FindDeals = lazy(async () => ({ default: (await import("./find-deals.tsx")).FindDeals }));

/** So many deals are seen at a glance: nobody searches among them. */
const GLANCE = 6;

const FOLLOWS = { topics: ["deals", "room", "incidents"] } as const;

/** All deals of the reader, what needs them first. `needsYou` is that first part, `open` leads to a deal. */
export function MyDeals({ needsYou, open }: { needsYou: ReactNode; open: (dealId: string) => void }) {
  const t = useT();
  const [, navigate] = useLocation();
  const [isCreating, setCreating] = useState(false);
  const [wanted, want] = useWanted();
  const all = useRead(listDeals, {}, FOLLOWS);
  const isNarrowed = Object.entries(EVERYTHING).some(
    ([name, value]) => wanted[name as keyof Wanted] !== value,
  );
  const { deals, error, refetch } = useFound(isNarrowed ? wanted : null);
  const known = all.data?.deals;
  const hasNone = known?.length === 0 && !isNarrowed;
  const create = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
      {t("deals.new")}
    </Button>
  );
  const importing = <Button onClick={() => navigate("/import")}>{t("deals.import")}</Button>;
  const actions = (
    <span className={styles["actions"]}>
      {importing}
      {(known?.length ?? 0) > 0 && <ExportButton archived={wanted.isArchived} />}
      {create}
    </span>
  );
  return (
    <div className={styles["page"]}>
      {!hasNone && needsYou}
      <Section
        title={t(wanted.isArchived ? "deals.archived" : "deals.title")}
        count={deals?.length}
        action={hasNone ? null : actions}
      >
        {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
        {hasNone && (
          <Empty
            title={t("deals.none")}
            action={
              <span className={styles["actions"]}>
                {create}
                {importing}
              </span>
            }
          >
            {t("deals.noneNext")}
          </Empty>
        )}
        {(isNarrowed || (known?.length ?? 0) > GLANCE) && (
          <Suspense>
            <FindDeals wanted={wanted} onWant={want} />
          </Suspense>
        )}
        {deals === undefined && error === null && <Skeleton rows={4} tall />}
        {isNarrowed && deals?.length === 0 && <p role="status">{t("find.none")}</p>}
        {deals !== undefined && deals.length > 0 && <DealList deals={deals} />}
        {known !== undefined && known.length <= GLANCE && !isNarrowed && (
          <div>
            <Button appearance="subtle" size="small" onClick={() => want({ isArchived: true })}>
              {t("deals.showArchived")}
            </Button>
          </div>
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

/** The deals that are wanted; all for null. */
function useFound(wanted: Wanted | null) {
  const { myId } = useSurroundings();
  const query =
    wanted === null
      ? null
      : {
          sort: wanted.sort,
          ...(wanted.search !== "" && { search: wanted.search }),
          ...(wanted.stage !== null && { stage: wanted.stage }),
          ...(wanted.isMine && myId !== null && { leader: myId }),
          ...(wanted.isArchived && { archived: "yes" as const }),
        };
  const { data, error, refetch } = useRead(listDeals, query === null ? {} : { query }, FOLLOWS, {
    keepsLast: true,
  });
  return { deals: data?.deals, error, refetch };
}
