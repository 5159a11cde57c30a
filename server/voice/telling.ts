import type { Temporal } from "temporal-polyfill";
import { type Db, row, sql } from "../store/db.ts";
import type { Feed, People } from "./ports.ts";

type Row = {
  dealId: string;
  deal: string;
  clientName: string;
  speakerId: string;
  recipients: string[];
};

/** Tells the spokesperson of an incident once, in their activity feed. */
export function telling(parts: {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  feed: Feed;
  people: People;
  teamsAppId: string;
  publicUrl: string;
}) {
  const { db, tenantId, now, feed, people } = parts;
  return {
    /** Nothing is told of what was settled meanwhile. A second telling after a kill replaces the first in the feed. */
    async tell(incidentId: string): Promise<void> {
      const found = await row<Row>(
        db,
        sql`select i.deal_id as "dealId", d.name as deal, i.client_name as "clientName", i.speaker_id as "speakerId",
                   array(select person_id from incident_copy c where c.tenant_id = i.tenant_id and c.incident_id = i.id
                         order by 1) as recipients
            from incident i join deal d on d.tenant_id = i.tenant_id and d.id = i.deal_id
            where i.tenant_id = ${tenantId} and i.id = ${incidentId}::uuid and i.state = 'open' and i.told_at is null
              and i.speaker_id is not null`,
      );
      if (found === null) return;
      const speaker = await people.person(found.speakerId);
      if (speaker === null) return;
      const names = [...(await people.people(found.recipients)).values()].map(({ name }) => name);
      await feed.tell(speaker.id, {
        type: "clientMailAround",
        topic: found.deal,
        preview: previewOf(speaker.language, found.clientName, names),
        link: linkTo(parts, found.dealId, found.deal),
        values: { client: found.clientName, deal: found.deal },
        chainId: numberOf(incidentId),
      });
      await sql`update incident set told_at = ${now().toString()}
                where tenant_id = ${tenantId} and id = ${incidentId}::uuid`.execute(db);
    },
  };
}

function previewOf(language: string | null, client: string, colleagues: readonly string[]): string {
  const list = new Intl.ListFormat(language === "ru" ? "ru" : "en").format(colleagues);
  return language === "ru"
    ? `${client} → ${list}. Вас в письме нет.`
    : `${client} → ${list}. You were left out.`;
}

/** A link that opens the deal in the personal tab. Source: Teams, deep link to an entity. */
function linkTo(
  { teamsAppId, publicUrl }: { teamsAppId: string; publicUrl: string },
  dealId: string,
  label: string,
): string {
  const query = new URLSearchParams({
    webUrl: `${publicUrl}/tab/deals/${dealId}`,
    label,
    context: JSON.stringify({ subEntityId: `deals/${dealId}` }),
  });
  return `https://teams.microsoft.com/l/entity/${teamsAppId}/deals?${query}`;
}

/** A whole number that goes with an id: its first 52 bits. */
function numberOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 13), 16);
}
