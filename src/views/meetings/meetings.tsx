import { useRead } from "../../client/reading.tsx";
import type { Deal } from "../../contract/deals.ts";
import { listMeetings } from "../../contract/meetings.ts";
import { useFormat } from "../../ui/format.ts";
import { useT } from "../../ui/language/language.tsx";
import { Refused } from "../../ui/notices.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** The deal's meetings, soonest first. */
export function Meetings({ deal }: { deal: Deal }) {
  const t = useT();
  const format = useFormat();
  const dealId = deal.id;
  const input = { params: { dealId } };
  const { data, error, refetch } = useRead(listMeetings, input, { topics: ["meetings"], dealId });
  return (
    <Section title={t("meetings.title")} count={data?.meetings.length}>
      {error !== null && <Refused error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={3} tall />}
      <ul>
        {data?.meetings.map(({ id, subject, start }) => (
          <li key={id}>
            {format.shortDay(start)}, {format.time(start)} {subject}
          </li>
        ))}
      </ul>
    </Section>
  );
}
