import { Button } from "@fluentui/react-components";
import { ArchiveRegular, FlagRegular } from "@fluentui/react-icons";
import { useClient, useWrite } from "../../client/reading.tsx";
import { reopenDeal } from "../../contract/deal-ending.ts";
import type { Deal } from "../../contract/deals.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { useToast } from "../../ui/toasts.tsx";
import { atNewest } from "./at-newest.ts";
import styles from "./deal-header.module.css";
import { useArchiving } from "./use-archiving.ts";

/** Says that the deal is over, or put away, and leads back; nothing for a deal that is worked on. */
export function DealOver({ deal }: { deal: Deal }) {
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const reopening = useWrite(reopenDeal, ["deals", "incidents", "room"]);
  const { archive, isPending } = useArchiving(deal);
  const isOver = isClosed(deal.stage);
  const leads = deal.yourRole === "accountManager";
  if (!isOver && !deal.archived) return null;

  async function reopen(): Promise<void> {
    const params = { dealId: deal.id };
    try {
      await atNewest(client, deal, (version) => reopening.mutateAsync({ params, body: { version } }));
      toast({ text: t("over.reopened", { name: deal.name }) });
    } catch {
      // Shown below as what kept it from being opened.
    }
  }

  return (
    <div className={styles["over"]} role="note">
      <span className={styles["icon"]} aria-hidden="true">
        {isOver ? <FlagRegular /> : <ArchiveRegular />}
      </span>
      <p className={styles["sentence"]}>
        {isOver && t(deal.stage === "won" ? "over.won" : "over.lost")} {deal.archived && t("archive.is")}
      </p>
      {leads && isOver && (
        <Button size="small" disabled={reopening.isPending} onClick={() => void reopen()}>
          {t("over.reopen")}
        </Button>
      )}
      {leads && (
        <Button size="small" disabled={isPending} onClick={() => archive(!deal.archived)}>
          {t(deal.archived ? "archive.fetch" : "archive.do")}
        </Button>
      )}
      {reopening.error !== null && <Refused error={reopening.error} />}
    </div>
  );
}
