import { Temporal } from "temporal-polyfill";
import type { AskAt } from "../jobs/later-work.ts";
import { type Db, rows, sql } from "../store/db.ts";
import type { Quiet } from "./deal-ports.ts";
import type { Feed, People } from "./ports.ts";
import { linkTo, numberOf } from "./telling.ts";

type Row = { personId: string; dealId: string; deal: string; clientName: string; speakerId: string };

/** A colleague hears of it at most once in so many hours a deal: it is a help, and no reproach. */
const SILENT_HOURS = 24;

/** Tells whoever received the mail of an incident, quietly, who speaks for the deal and what to do. */
export function noting(parts: {
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

  async function toNote(incidentId: string): Promise<Row[]> {
    const silentSince = now().subtract({ hours: SILENT_HOURS }).toString();
    return rows<Row>(
      db,
      sql`select c.person_id as "personId", i.deal_id as "dealId", d.name as deal, i.client_name as "clientName",
                 i.speaker_id as "speakerId"
          from incident i
          join deal d on d.tenant_id = i.tenant_id and d.id = i.deal_id
          join incident_copy c on c.tenant_id = i.tenant_id and c.incident_id = i.id
          join deal_seat s on s.tenant_id = i.tenant_id and s.deal_id = i.deal_id and s.person_id = c.person_id
          where i.tenant_id = ${tenantId} and i.id = ${incidentId}::uuid and i.state = 'open' and not i.quiet
            and c.person_id <> i.speaker_id and not exists (
              select 1 from voice_note n where n.tenant_id = i.tenant_id and n.deal_id = i.deal_id
                and n.person_id = c.person_id and n.noted_at > ${silentSince}::timestamptz)
          order by c.person_id`,
    );
  }

  async function noteOne({ personId, dealId, deal, clientName, speakerId }: Row): Promise<void> {
    const [reader, speaker] = [await people.person(personId), await people.person(speakerId)];
    if (reader === null || speaker === null) return;
    await feed.tell(personId, {
      type: "clientMailToYou",
      topic: deal,
      preview: previewOf(reader.language, speaker.name),
      link: linkTo(parts, dealId, deal),
      values: { client: clientName, speaker: speaker.name, deal },
      // A second telling after a kill, and the next day's, replace the one before.
      chainId: numberOf(dealId),
    });
    await sql`insert into voice_note (tenant_id, deal_id, person_id, noted_at)
              values (${tenantId}, ${dealId}, ${personId}, ${now().toString()})
              on conflict (tenant_id, deal_id, person_id) do update set noted_at = excluded.noted_at`.execute(
      db,
    );
  }

  return {
    /** Nothing is told of what was settled meanwhile, nor to whom was told lately; who does not work now hears in their morning. */
    async note(incidentId: string): Promise<void> {
      const mornings: Temporal.Instant[] = [];
      for (const one of await toNote(incidentId)) {
        const morning = await quiet.until(one.personId);
        if (morning === null) await noteOne(one);
        else mornings.push(morning);
      }
      const [first] = mornings.toSorted(Temporal.Instant.compare);
      if (first !== undefined) await parts.askAt(db, "voice.note", { tenantId, incidentId }, first);
    },
  };
}

function previewOf(language: string | null, speaker: string): string {
  return language === "ru"
    ? `За сделку говорит ${speaker}. В Outlook письмо можно передать в два щелчка.`
    : `${speaker} speaks for this deal. In Outlook the mail can be passed on in two clicks.`;
}
