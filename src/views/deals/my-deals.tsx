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
  const [isCreating, setCreating] = useState(false);
  const [wanted, want] = useWanted();
  const all = useRead(listDeals, {}, FOLLOWS);
  const isNarrowed = Object.entries(EVERYTHING).some(
    ([name, value]) => wanted[name as keyof Wanted] !== value,
  );
  const { deals, error, refetch } = useFound(isNarrowed ? wanted : null);
  const known = all.data?.deals;
  const hasNone = known?.length === 0 && !isNarrowed;
  const create = () => setCreating(true);
  return (
    <div className={styles["page"]}>
      {!hasNone && needsYou}
      <Section
        title={t(wanted.isArchived ? "deals.archived" : "deals.title")}
        count={deals?.length}
        action={
          !hasNone && (
            <Actions onCreate={create} canExport={(known?.length ?? 0) > 0} archived={wanted.isArchived} />
          )
        }
      >
        {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
        {hasNone && (
          <Empty title={t("deals.none")} action={<Actions onCreate={create} />}>
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
          <ShowArchived onShow={() => want({ isArchived: true })} />
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

type ActionsProps = { onCreate: () => void; canExport?: boolean; archived?: boolean };

function Actions({ onCreate, canExport = false, archived = false }: ActionsProps) {
  const t = useT();
  const [, navigate] = useLocation();
  return (
    <span className={styles["actions"]}>
      <Button onClick={() => navigate("/import")}>{t("deals.import")}</Button>
      {canExport && <ExportButton archived={archived} />}
      <Button appearance="primary" icon={<AddRegular />} onClick={onCreate}>
        {t("deals.new")}
      </Button>
    </span>
  );
}

function ShowArchived({ onShow }: { onShow: () => void }) {
  const t = useT();
  return (
    <div>
      <Button appearance="subtle" size="small" onClick={onShow}>
        {t("deals.showArchived")}
      </Button>
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
