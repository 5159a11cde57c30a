import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { Deal } from "../../contract/deals.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import { DealWindow, type DealWindowName } from "./deal-window.tsx";
import type { TeamStart } from "./team-draft.ts";

type Props = { deal: Deal; start?: TeamStart; children: ReactNode };

/** Opens the window that changes the team; nothing for those who may not, and when the deal is over. */
export function EditTeamButton({ deal, start, children }: Props) {
  const [open, setOpen] = useState<DealWindowName | null>(null);
  if (deal.yourRole !== "accountManager" || isClosed(deal.stage)) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen("team")}>
        {children}
      </Button>
      <DealWindow name={open} deal={deal} start={start} onClose={() => setOpen(null)} />
    </>
  );
}
