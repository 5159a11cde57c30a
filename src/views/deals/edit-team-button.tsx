import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { Deal } from "../../contract/deals.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import { DealWindow, type DealWindowName } from "./deal-window.tsx";

/** Opens the window that changes the team; nothing for those who may not, and when the deal is over. */
export function EditTeamButton({ deal, children }: { deal: Deal; children: ReactNode }) {
  const [open, setOpen] = useState<DealWindowName | null>(null);
  if (deal.yourRole !== "accountManager" || isClosed(deal.stage)) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen("team")}>
        {children}
      </Button>
      <DealWindow name={open} deal={deal} onClose={() => setOpen(null)} />
    </>
  );
}
