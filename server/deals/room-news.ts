import type { House } from "../room.ts";
import { rows, sql } from "../store/db.ts";
import { chainOf, teamsLink } from "./deal-link.ts";
import { readDealFor, readSeats } from "./deal-store.ts";
import { morningsOf } from "./mornings.ts";
import type { DealNews, DealPorts } from "./ports.ts";
import { roomFacts } from "./room-store.ts";

const PREVIEW = {
  en: (account: string) => `The deal team for ${account} meets here.`,
  ru: (account: string) => `Здесь работает команда сделки: ${account}.`,
} as const;

/**
 * Tells everyone of the deal team but whoever asked for it that the room is ready, each once and within their hours. Rejects with the adapter's
 * own errors when Graph is busy; who was told until then is not told again.
 */
export async function tellOfRoom(house: House, ports: DealPorts, dealId: string): Promise<void> {
  const { db, tenantId, now, publicUrl, log, askAt } = house;
  const room = await roomFacts(db, tenantId, dealId);
  if (room === null) return;
  const deal = await readDealFor(db, { tenantId, dealId, personId: room.askedBy, at: now() });
  if (deal === null || deal.room.state !== "ready") return;
  const told = await rows<{ id: string }>(
    db,
    sql`select person_id as id from room_told where tenant_id = ${tenantId} and deal_id = ${dealId}::uuid`,
  );
  const done = new Set([room.askedBy, ...told.map(({ id }) => id)]);
  const seats = (await readSeats(db, tenantId, dealId)).filter(({ person }) => !done.has(person.id));
  const people = await ports.people.people(seats.map(({ person }) => person.id));
  const mornings = morningsOf(house, ports);
  for (const { id, language } of people.values()) {
    if (await mornings.isQuiet(id)) continue;
    const news = {
      type: "roomReady",
      topic: deal.name,
      preview: PREVIEW[language === "ru" ? "ru" : "en"](deal.account),
      link: room.webUrl ?? teamsLink({ publicUrl, teamsAppId: ports.teamsAppId }, dealId),
      values: { deal: deal.name },
      chainId: chainOf(dealId),
    } satisfies DealNews;
    await ports.feed.tell(id, news).catch((error: unknown) => {
      const trouble = ports.troubleOf(error);
      if (trouble === null || trouble.kind === "busy") throw error;
      // A person whom policy keeps the app from hears of the room in Teams itself.
      log.warn({ dealId, trouble: trouble.kind }, "one person could not be told that the room is ready");
    });
    await sql`insert into room_told (tenant_id, deal_id, person_id, told_at)
              values (${tenantId}, ${dealId}, ${id}, ${now().toString()}) on conflict do nothing`.execute(db);
  }
  const next = mornings.next();
  if (next !== null) await askAt(db, "room.tell", { tenantId, dealId }, next);
}
