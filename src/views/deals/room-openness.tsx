import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Deal } from "../../contract/deals.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import { useT } from "../../ui/language/language.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { DealWindow, type DealWindowName } from "./deal-window.tsx";
import styles from "./room-panel.module.css";

/** Who gets into the room, with the way to change it for whoever may; and the channels that were the room before. */
export function RoomOpenness({ deal }: { deal: Deal }) {
  const t = useT();
  const [open, setOpen] = useState<DealWindowName | null>(null);
  const mayChange = deal.yourRole === "accountManager" && !isClosed(deal.stage) && !deal.room.undoing;
  return (
    <>
      <div className={styles["openness"]}>
        <span>{t(`sensitivity.${deal.sensitivity}Long`)}</span>
        {mayChange && (
          <Button size="small" onClick={() => setOpen("sensitivity")}>
            {t("sensitivity.ask")}
          </Button>
        )}
      </div>
      <FormerRooms former={deal.room.former ?? []} />
      <DealWindow name={open} deal={deal} onClose={() => setOpen(null)} />
    </>
  );
}

function FormerRooms({ former }: { former: NonNullable<Deal["room"]["former"]> }) {
  const t = useT();
  const { openLink } = useSurroundings();
  if (former.length === 0) return null;
  return (
    <ul className={styles["steps"]} aria-label={t("room.former")}>
      {former.map(({ name, webUrl, archived }) => (
        <li key={`${name} ${webUrl}`} className={styles["candidate"]}>
          <span>
            {name}
            <span className={styles["reason"]}>
              {t(archived ? "room.formerArchived" : "room.formerKept")}
            </span>
          </span>
          {webUrl !== null && (
            <Button size="small" aria-label={t("room.openNamed", { name })} onClick={() => openLink(webUrl)}>
              {t("room.open")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
