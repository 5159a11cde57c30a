import { Button, Switch } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import { lazy, Suspense, useState } from "react";
import { useRead } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { listMeetings, type Meeting } from "../../contract/meetings.ts";
import { useT } from "../../ui/language/language.tsx";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { Asks } from "./asks.tsx";
import { MeetingCard } from "./meeting-card.tsx";
import styles from "./meetings.module.css";
import { Offers } from "./offers.tsx";
import { Pairs } from "./pairs.tsx";
import { Wishes } from "./wishes.tsx";

const PlanMeeting = lazy(async () => ({ default: (await import("./plan-meeting.tsx")).PlanMeeting }));

/** A deal's meetings, and the executives who are asked to come to one. */
export function Meetings({ deal }: { deal: Deal }) {
  // Whoever is asked comes here to answer.
  const isAsked = deal.yourRole === "executiveSponsor" || deal.yourRole === "assistant";
  return (
    <>
      {isAsked && <Asks deal={deal} />}
      <Planned deal={deal} />
      <Offers deal={deal} />
      {!isAsked && <Asks deal={deal} />}
      <Pairs deal={deal} />
      <Wishes deal={deal} />
    </>
  );
}

/** The deal's meetings, soonest first, with who answered what; and the way to plan another. */
function Planned({ deal }: { deal: Deal }) {
  const t = useT();
  const { now } = useSurroundings();
  const [isPlanning, setPlanning] = useState(false);
  const [withEarlier, setWithEarlier] = useState(false);
  const dealId = deal.id;
  const input = { params: { dealId } };
  const { data, error, refetch } = useRead(listMeetings, input, { topics: ["meetings"], dealId });
  const shown = data?.meetings.filter((meeting) => isInSight(meeting, now()));
  const earlier = data?.meetings.filter((meeting) => !isInSight(meeting, now())).reverse() ?? [];
  // The account manager invites, or an assistant for them.
  const mayPlan = deal.yourRole === "accountManager" || deal.yourRole === "assistant";
  const plan = mayPlan && (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setPlanning(true)}>
      {t("meetings.plan")}
    </Button>
  );
  return (
    <Section
      title={t("meetings.title")}
      count={shown?.length}
      action={(shown?.length === 0 && earlier.length === 0) || !plan ? null : plan}
    >
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={3} tall />}
      {shown?.length === 0 && (
        <Empty title={t("meetings.none")} action={earlier.length === 0 && plan ? plan : null}>
          {t(mayPlan ? "meetings.noneNext" : "meetings.noneWait")}
        </Empty>
      )}
      <ul className={styles["list"]}>
        {shown?.map((meeting) => (
          <MeetingCard key={meeting.id} meeting={meeting} deal={deal} />
        ))}
      </ul>
      {earlier.length > 0 && (
        <Switch
          label={t("meetings.earlier", { count: earlier.length })}
          checked={withEarlier}
          onChange={(_event, { checked }) => setWithEarlier(checked)}
        />
      )}
      {withEarlier && (
        <ul className={styles["list"]}>
          {earlier.map((meeting) => (
            <MeetingCard key={meeting.id} meeting={meeting} deal={deal} />
          ))}
        </ul>
      )}
      {isPlanning && (
        <Suspense>
          <PlanMeeting deal={deal} onClose={() => setPlanning(false)} />
        </Suspense>
      )}
    </Section>
  );
}

/** What took place stays in sight so long, in milliseconds: its debrief is still to be written, or just was. */
const FRESH_MS = 48 * 3_600_000;

function isInSight({ state, end }: Meeting, now: number): boolean {
  const over = now - Date.parse(end);
  return state !== "cancelled" && (over < 0 || (state === "scheduled" && over < FRESH_MS));
}
