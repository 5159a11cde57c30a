import { Button } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useLocation } from "wouter";
import { useRead } from "../../client/reading.tsx";
import { listDeals } from "../../contract/deals.ts";
import { useHadDraft } from "../../ui/kept-draft.ts";
import { useT } from "../../ui/language/language.tsx";
import { Learned } from "../../ui/language/learned.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DealList } from "./deal-list.tsx";
import { NEW_DEAL } from "./draft-names.ts";
import { ExportButton } from "./export-button.tsx";
import styles from "./my-deals.module.css";
import { FOLLOWS, useFound } from "./use-found.ts";
import { EVERYTHING, isNarrowed, useWanted } from "./use-wanted.ts";

const NewDeal = lazy(async () => ({ default: (await import("./new-deal.tsx")).NewDeal }));

const FindDeals = lazy(async () => ({ default: (await import("./find-deals.tsx")).FindDeals }));

/** So many deals are seen at a glance: nobody searches among them. */
const GLANCE = 6;

/** All deals of the reader, what needs them first. `needsYou` is that first part, `open` leads to a deal. */
export function MyDeals({ needsYou, open }: { needsYou: ReactNode; open: (dealId: string) => void }) {
  const t = useT();
  const hadBegun = useHadDraft(NEW_DEAL);
  const [wish, setCreating] = useState<boolean | null>(null);
  const isCreating = wish ?? hadBegun;
  const [wanted, want] = useWanted();
  const all = useRead(listDeals, {}, FOLLOWS);
  const narrowed = isNarrowed(wanted);
  const { data, error, refetch, isPlaceholderData: isOld } = useFound(wanted);
  const deals = data?.deals;
  const known = all.data?.deals;
  const hasNone = known?.length === 0 && !narrowed;
  const clear = () => want({ ...EVERYTHING, sort: wanted.sort });
  const create = () => setCreating(true);
  return (
    <div className={styles["page"]}>
      {!hasNone && needsYou}
      <Section
        title={t(wanted.isArchived ? "deals.archived" : "deals.title")}
        count={isOld ? undefined : deals?.length}
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
        {(narrowed || (known?.length ?? 0) > GLANCE) && (
          <Suspense>
            <FindDeals
              wanted={wanted}
              onWant={want}
              choices={data ?? {}}
              {...(narrowed && {
                onClear: clear,
                count: isOld ? undefined : deals?.length,
                of: known?.length,
              })}
            />
          </Suspense>
        )}
        {deals === undefined && error === null && <Skeleton rows={4} tall />}
        {narrowed && deals?.length === 0 && <NoneFound onClear={clear} />}
        {deals !== undefined && deals.length > 0 && (
          <div className={styles["found"]} aria-busy={isOld}>
            <DealList deals={deals} />
          </div>
        )}
        {known !== undefined && known.length <= GLANCE && !narrowed && (
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

function NoneFound({ onClear }: { onClear: () => void }) {
  const t = useT();
  return (
    <Empty title={t("find.none")} action={<Button onClick={onClear}>{t("find.clear")}</Button>}>
      {t("find.noneNext")}
    </Empty>
  );
}
