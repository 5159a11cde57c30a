import { useState } from "react";
import { useClient } from "../client/reading.tsx";
import type { Deal } from "../contract/deals.ts";
import { ClientNote } from "../views/deals/client-note.tsx";
import { Lately } from "../views/deals/lately.tsx";
import { Next } from "../views/deals/next.tsx";
import { RoomPanel } from "../views/deals/room-panel.tsx";
import { Warnings } from "../views/deals/warnings.tsx";
import { NeedsYou } from "../views/voice/needs-you.tsx";
import styles from "./deal-page.module.css";
import { lookAt } from "./last-look.ts";

/** The first part of a deal's page: what needs the reader, what comes, what happened since they looked, and the room. */
export function TodayPart({ deal }: { deal: Deal }) {
  const { now } = useClient();
  const [lastLook] = useState(() => lookAt(deal.id, now()));
  return (
    <div className={styles["columns"]}>
      <div className={styles["column"]}>
        <ClientNote deal={deal} />
        <NeedsYou dealId={deal.id} />
        <Warnings deal={deal} />
        <Lately dealId={deal.id} lastLook={lastLook} />
      </div>
      <div className={styles["column"]}>
        <Next deal={deal} />
        <RoomPanel deal={deal} />
      </div>
    </div>
  );
}
