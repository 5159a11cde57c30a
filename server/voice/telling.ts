import type { Temporal } from "temporal-polyfill";
import type { AskAt } from "../jobs/later-work.ts";
import { type Db, row, sql } from "../store/db.ts";
import type { Quiet } from "./deal-ports.ts";
import { deputyOf } from "./deputy.ts";
import type { Feed, People } from "./ports.ts";

type Row = {
  dealId: string;
  deal: string;
  clientName: string;
  speakerId: string;
  /** Who stands in for the spokesperson at this moment, because they are away. */
  deputyId: string | null;
  recipients: string[];
};

/**
 * Tells the spokesperson of an incident once, in their activity feed; while they are away, whoever stands in for them.
 * Within their working hours at once, whenever it is due; never at night, at weekends or on their holidays: then it waits
 * for the morning, and nothing is lost by it, because the clock of the answer stands still just as long. Who wants
 * nothing at once finds it in their digest.
 */
export function telling(parts: {
  db: Db;
  tenantId: string;
  now: () => Temporal.Instant;
  feed: Feed;
  quiet: Quiet;
  askAt: AskAt;
  people: People;
  teamsAppId: string;
  publicUrl: string;
}) {
  const { db, tenantId, now, feed, quiet, people } = parts;
  return {
    /** Nothing is told of what was settled meanwhile. A second telling after a kill replaces the first in the feed. */
    async tell(incidentId: string): Promise<void> {
      const found = await row<Row>(
        db,
        sql`select i.deal_id as "dealId", d.name as deal, i.client_name as "clientName", i.speaker_id as "speakerId",
                   ${deputyOf(tenantId, sql`i.deal_id`, sql`i.speaker_id`, now())} as "deputyId",
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
      const deputy = found.deputyId === null ? null : await people.person(found.deputyId);
      const { id, language } = deputy ?? speaker;
      const morning = await quiet.until(id);
      if (morning !== null) return parts.askAt(db, "voice.tell", { tenantId, incidentId }, morning);
      if (!(await quiet.wantsAtOnce(id))) return;
      await feed.tell(id, {
        type: "clientMailAround",
        topic: found.deal,
        preview: previewOf(language, {
          client: found.clientName,
          names,
          standsInFor: deputy && speaker.name,
        }),
        link: linkTo(parts, found.dealId, found.deal),
        values: { client: found.clientName, deal: found.deal },
        chainId: numberOf(incidentId),
      });
      await sql`update incident set told_at = ${now().toString()}
                where tenant_id = ${tenantId} and id = ${incidentId}::uuid`.execute(db);
    },
  };
}

function previewOf(
  language: string | null,
  { client, names, standsInFor }: { client: string; names: readonly string[]; standsInFor: string | null },
): string {
  const list = new Intl.ListFormat(language === "ru" ? "ru" : "en").format(names);
  if (standsInFor !== null)
    return language === "ru"
      ? `${client} → ${list}. Вы замещаете: ${standsInFor}.`
      : `${client} → ${list}. You stand in for ${standsInFor}.`;
  return language === "ru"
    ? `${client} → ${list}. Вас в письме нет.`
    : `${client} → ${list}. You were left out.`;
}

/** A link that opens the deal in the personal tab. Source: Teams, deep link to an entity. */
export function linkTo(
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
export function numberOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 13), 16);
}
