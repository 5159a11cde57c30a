import type { House } from "../room.ts";
import { rows, sql } from "../store/db.ts";
import { chainOf, teamsLink } from "./deal-link.ts";
import { readSeats } from "./deal-store.ts";
import { morningsOf } from "./mornings.ts";
import type { DealNews, DealPorts } from "./ports.ts";
import { isOvertaken, type StoredTurnover, turnoverById } from "./turnover-store.ts";

type Language = "en" | "ru";

const PREVIEW = {
  en: {
    "hand-over": (from: string | null) =>
      from === null ? "Nobody spoke before." : `${from} spoke before; what is open passed on.`,
    won: () => "The deal is won. Thank you all.",
    lost: () => "The deal is lost. Thank you all.",
    ended: (ask: string) => `You owe no answer any more: ${ask}`,
  },
  ru: {
    "hand-over": (from: string | null) =>
      from === null ? "До этого не говорил никто." : `Прежде говорил(а) ${from}; всё открытое передано.`,
    won: () => "Сделка выиграна. Спасибо всем.",
    lost: () => "Сделка проиграна. Спасибо всем.",
    ended: (ask: string) => `Ваш ответ больше не нужен: ${ask}`,
  },
} as const;

/**
 * Tells everyone of the deal team but whoever did it of a turnover, each once and within their hours: whoever sleeps hears of it
 * in their morning, if it still is so by then. Rejects with the adapter's own errors when Graph is busy; who was told until then
 * is not told again.
 */
export async function tellOfTurnover(house: House, ports: DealPorts, id: string): Promise<void> {
  const { db, tenantId, log, askAt } = house;
  const turnover = await turnoverById(db, tenantId, id);
  if (turnover === null || (await isOvertaken(db, tenantId, turnover))) return;
  const told = await rows<{ personId: string }>(
    db,
    sql`select person_id as "personId" from turnover_told where tenant_id = ${tenantId} and turnover_id = ${id}::uuid`,
  );
  const done = new Set([turnover.byId, ...told.map(({ personId }) => personId)]);
  const seats = (await readSeats(db, tenantId, turnover.dealId)).filter(({ person }) => !done.has(person.id));
  const names = await ports.people.people([turnover.fromId, turnover.toId].filter((one) => one !== null));
  const people = await ports.people.people(seats.map(({ person }) => person.id));
  const ended = await endedAsks(house, turnover);
  const mornings = morningsOf(house, ports);
  for (const { id: personId, language: spoken } of people.values()) {
    const language = spoken === "ru" ? "ru" : "en";
    const whole = await newsOf(house, ports, turnover, names, language);
    if (whole === null) return;
    if (await mornings.isQuiet(personId)) continue;
    const asked = ended.get(personId);
    const news = asked === undefined ? whole : { ...whole, preview: PREVIEW[language].ended(asked) };
    await ports.feed.tell(personId, news).catch((error: unknown) => {
      const trouble = ports.troubleOf(error);
      if (trouble === null || trouble.kind === "busy") throw error;
      log.warn(
        { dealId: turnover.dealId, trouble: trouble.kind },
        "one person could not be told of a turnover",
      );
    });
    await sql`insert into turnover_told (tenant_id, turnover_id, person_id)
              values (${tenantId}, ${id}, ${personId}) on conflict do nothing`.execute(db);
  }
  const next = mornings.next();
  if (next !== null) await askAt(db, "deal.tell", { tenantId, turnoverId: id }, next);
}

async function newsOf(
  { db, tenantId, publicUrl }: House,
  { teamsAppId }: DealPorts,
  { id, dealId, kind, fromId, toId }: StoredTurnover,
  names: Awaited<ReturnType<DealPorts["people"]["people"]>>,
  language: Language,
): Promise<DealNews | null> {
  const [deal] = await rows<{ name: string; stage: string }>(
    db,
    sql`select name, stage from deal where tenant_id = ${tenantId} and id = ${dealId}::uuid`,
  );
  // Opened again meanwhile, it is not over.
  if (deal === undefined || (kind !== "hand-over" && deal.stage !== kind)) return null;
  const from = names.get(fromId ?? "")?.name ?? null;
  const shared = {
    topic: deal.name,
    preview: PREVIEW[language][kind](from),
    link: teamsLink({ publicUrl, teamsAppId }, dealId),
    chainId: chainOf(id),
  };
  if (kind !== "hand-over") return { ...shared, type: "dealOver", values: { deal: deal.name } };
  const speaker = names.get(toId ?? "")?.name ?? "";
  return { ...shared, type: "voicePassed", values: { speaker, deal: deal.name } };
}

/** What executives were asked and owe no answer to since the deal ended, by person; the latest where there are several. */
async function endedAsks(
  { db, tenantId }: House,
  { id, dealId }: StoredTurnover,
): Promise<Map<string, string>> {
  const found = await rows<{ personId: string; subject: string }>(
    db,
    sql`select a.executive_id as "personId", a.subject from meeting_ask a
          join meeting_ask_event e on e.tenant_id = a.tenant_id and e.ask_id = a.id and e.kind = 'ended'
          join turnover t on t.tenant_id = a.tenant_id and t.id = ${id}::uuid and e.at >= t.settled_at
         where a.tenant_id = ${tenantId} and a.deal_id = ${dealId}::uuid order by a.created_at, a.id`,
  );
  return new Map(found.map(({ personId, subject }) => [personId, subject]));
}
