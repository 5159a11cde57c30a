import { useRead } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { listMeetings, type Meeting } from "../../contract/meetings.ts";
import { isClosed } from "../../domain/deals/deal.ts";
import card from "../../ui/card.module.css";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import type { Translate } from "../../ui/language/translate.ts";
import { Empty, Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./today.module.css";

/** Something that will come: on a day ("2026-12-04"), at an instant when it has one. */
type Coming = { key: string; day: string; at: string | null; text: string };

/** What comes next in the deal, soonest first: meetings, tender, close, milestones, and the end of the turn. */
export function Next({ deal }: { deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const { now } = useSurroundings();
  const dealId = deal.id;
  const input = { params: { dealId } };
  const { data, error, refetch } = useRead(listMeetings, input, { topics: ["meetings"], dealId });
  const today = format.isoDay(new Date(now()).toISOString());
  const meetings = (data?.meetings ?? [])
    .filter(({ state, end }) => state === "scheduled" && Date.parse(end) > now())
    .map((meeting) => ofMeeting(meeting, format.isoDay(meeting.start)));
  const comings = [...meetings, ...ofDeal(deal, t, format.isoDay)]
    .filter(({ day }) => day >= today)
    .sort((one, other) => `${one.day}${one.at ?? ""}`.localeCompare(`${other.day}${other.at ?? ""}`));
  return (
    <Section title={t("today.next")}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data !== undefined && comings.length === 0 && (
        <Empty title={t("today.nothingNext")}>{t("today.nothingNextHint")}</Empty>
      )}
      {comings.length > 0 && (
        <ol className={`${card["frame"]} ${styles["list"]}`}>
          {comings.map((coming) => (
            <ComingLine key={coming.key} coming={coming} today={today} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function ofMeeting({ id, subject, start }: Meeting, day: string): Coming {
  return { key: id, day, at: start, text: subject };
}

/** The days of a deal; a deal that is over has none. */
function ofDeal(deal: Deal, t: Translate, isoDay: (instant: string) => string): Coming[] {
  if (isClosed(deal.stage)) return [];
  const { tenderDate, closeDate, speaker, milestones = [] } = deal;
  const until = speaker?.until ?? null;
  const days = [
    ["tender", tenderDate, t("today.tender")],
    ["close", closeDate, t("today.close")],
    ["turn", until && isoDay(until), t("today.turnEnds", { name: speaker?.person.name ?? "" })],
  ] as const;
  return [
    ...days.flatMap(([key, day, text]) => (day === null ? [] : [{ key, day, at: null, text }])),
    ...milestones.map(({ name, day }) => ({ key: `milestone ${name}`, day, at: null, text: name })),
  ];
}

function ComingLine({ coming: { day, at, text }, today }: { coming: Coming; today: string }) {
  const t = useT();
  const format = useFormat();
  const days = format.daysBetween(today, day);
  return (
    <li className={styles["item"]}>
      <time className={styles["when"]} dateTime={at ?? day}>
        {format.day(day)}
      </time>
      <span>
        {at !== null && <strong>{format.time(at)} </strong>}
        {text}
        <span className={`${card["quiet"]} ${styles["quiet"]}`}>
          {days === 0 ? t("today.now") : t("today.days", { count: days })}
        </span>
      </span>
    </li>
  );
}
