import { lazy, Suspense } from "react";
import type { Deal } from "../../contract/deals.ts";
import { Learned } from "../../ui/language/learned.tsx";
import type { TeamStart } from "./team-draft.ts";

const EditDeal = lazy(async () => ({ default: (await import("./edit-deal.tsx")).EditDeal }));
const EditTeam = lazy(async () => ({ default: (await import("./edit-team.tsx")).EditTeam }));
const HandOverVoice = lazy(async () => ({ default: (await import("./hand-over-voice.tsx")).HandOverVoice }));
const ChangeSensitivity = lazy(async () => ({
  default: (await import("./change-sensitivity.tsx")).ChangeSensitivity,
}));
const CloseDeal = lazy(async () => ({ default: (await import("./close-deal.tsx")).CloseDeal }));

/** The windows in which an account manager changes a deal. */
export type DealWindowName = "edit" | "team" | "hand-over" | "close" | "sensitivity";

type Props = {
  name: DealWindowName | null;
  deal: Deal;
  /** What the team is opened for: a seat to be filled, or somebody who needs a backup. */
  start?: TeamStart | undefined;
  onClose: () => void;
};

/** The window of that name over the page, fetched when it is first opened; nothing for null. */
export function DealWindow({ name, deal, start, onClose }: Props) {
  if (name === null) return null;
  return (
    <Suspense>
      <Learned feature="deal-change">
        {name === "edit" && <EditDeal deal={deal} onClose={onClose} />}
        {name === "team" && <EditTeam deal={deal} start={start} onClose={onClose} />}
        {name === "hand-over" && <HandOverVoice deal={deal} onClose={onClose} />}
        {name === "sensitivity" && <ChangeSensitivity deal={deal} onClose={onClose} />}
        {name === "close" && <CloseDeal deal={deal} onClose={onClose} />}
      </Learned>
    </Suspense>
  );
}
