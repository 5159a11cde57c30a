import { lazy, Suspense } from "react";
import { useRead } from "../client/reading.tsx";
import { type Deal, readDeal } from "../contract/deals.ts";
import { Learned } from "../ui/language/learned.tsx";
import { Refused } from "../ui/notices.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Absences } from "../views/deals/absences.tsx";
import { DealHeader } from "../views/deals/deal-header.tsx";
import { RoomDrift } from "../views/deals/room-drift.tsx";
import { TeamList } from "../views/deals/team-list.tsx";
import { Warnings } from "../views/deals/warnings.tsx";
import styles from "./deal-page.module.css";
import { Frame } from "./frame.tsx";
import { Parts, partOf } from "./parts.tsx";
import { TodayPart } from "./today-part.tsx";

const VoicePart = lazy(async () => ({ default: (await import("../views/voice/voice-part.tsx")).VoicePart }));
const Meetings = lazy(async () => ({ default: (await import("../views/meetings/meetings.tsx")).Meetings }));

/** One deal's page; `part` is one of its parts, today without a name. */
export function DealPage({ dealId, part }: { dealId: string; part: string }) {
  const follows = { topics: ["deals", "room", "incidents"], dealId } as const;
  const { data, error, refetch } = useRead(readDeal, { params: { dealId } }, follows);
  return (
    <Frame back>
      <Learned feature="deal">
        {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton rows={4} tall />}
        {data !== undefined && <DealParts deal={data} part={part} />}
      </Learned>
    </Frame>
  );
}

/** A deal that has been read: its head, the way to its parts, and one of them. */
export function DealParts({ deal, part }: { deal: Deal; part: string }) {
  const shown = partOf(part);
  return (
    <div className={styles["page"]}>
      <DealHeader deal={deal} />
      <Parts dealId={deal.id} shown={shown} openIncidents={deal.openIncidents} />
      {shown === "today" && <TodayPart deal={deal} />}
      <Suspense fallback={<Skeleton rows={4} tall />}>
        {shown === "voice" && <VoicePart deal={deal} />}
        {shown === "meetings" && (
          <Learned feature="meetings">
            <Meetings deal={deal} />
          </Learned>
        )}
      </Suspense>
      {shown === "team" && (
        <>
          <Warnings deal={deal} only="away" />
          <Absences deal={deal} />
          <TeamList deal={deal} />
          <RoomDrift deal={deal} />
        </>
      )}
    </div>
  );
}
