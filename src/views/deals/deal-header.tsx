import { Button } from "@fluentui/react-components";
import { OpenRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { Deal } from "../../contract/deals.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useHadDraft } from "../../ui/kept-draft.ts";
import { useT } from "../../ui/language/language.tsx";
import { SpokespersonMark } from "../../ui/mark.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./deal-header.module.css";
import { DealMenu } from "./deal-menu.tsx";
import { DealOver } from "./deal-over.tsx";
import { DealWindow, type DealWindowName } from "./deal-window.tsx";
import { editName } from "./draft-names.ts";

/** The top of a deal's page: what it is, who speaks, and what the account manager can do with it. */
export function DealHeader({ deal }: { deal: Deal }) {
  const t = useT();
  const leads = deal.yourRole === "accountManager";
  const isOver = isClosed(deal.stage);
  const begun = useBegunWindow(deal.id);
  const [wish, setOpen] = useState<DealWindowName | null | undefined>();
  const open = wish === undefined && leads && !isOver ? begun : (wish ?? null);
  return (
    <>
      <header className={styles["header"]}>
        <Facts deal={deal} />
        <div className={styles["voice"]}>
          {!isOver && <SpokespersonMark speaker={deal.speaker} />}
          <div className={styles["actions"]}>
            {leads && !isOver && <Button onClick={() => setOpen("hand-over")}>{t("voice.handOver")}</Button>}
            <OpenRoom url={deal.room.webUrl} />
            {leads && <DealMenu deal={deal} open={setOpen} />}
          </div>
          {!leads && !isOver && (
            <span className={`${card["quiet"]} ${styles["why"]}`}>{t("voice.handOverWho")}</span>
          )}
        </div>
      </header>
      <DealOver deal={deal} />
      <DealWindow name={open} deal={deal} onClose={() => setOpen(null)} />
    </>
  );
}

/** The window in which an edit was left in the middle when the page was loaded anew; null for none. */
function useBegunWindow(dealId: string): DealWindowName | null {
  const isEditing = useHadDraft(editName("edit", dealId));
  const isChoosingTeam = useHadDraft(editName("team", dealId));
  if (isEditing) return "edit";
  return isChoosingTeam ? "team" : null;
}

function Facts({ deal }: { deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const facts = [
    t(`stage.${deal.stage}`),
    deal.value === null ? null : format.money(deal.value),
    deal.tenderDate === null ? null : t("deals.tender", { day: format.day(deal.tenderDate) }),
    deal.closeDate === null ? null : t("deals.closes", { day: format.day(deal.closeDate) }),
    deal.sensitivity === "standard" ? null : t(`sensitivity.${deal.sensitivity}`),
  ].filter((fact) => fact !== null);
  return (
    <div className={styles["names"]}>
      <h1 className={styles["name"]}>{deal.name}</h1>
      {deal.account !== deal.name && <p className={styles["account"]}>{deal.account}</p>}
      <p className={styles["facts"]}>{facts.join("\u00a0· ")}</p>
    </div>
  );
}

function OpenRoom({ url }: { url: string | null }) {
  const t = useT();
  const { openLink } = useSurroundings();
  if (url === null) return null;
  return (
    <Button icon={<OpenRegular />} iconPosition="after" onClick={() => openLink(url)}>
      {t("room.link")}
    </Button>
  );
}
