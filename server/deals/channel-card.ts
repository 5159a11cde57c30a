import type * as z from "zod/mini";
import type { Deal, readChannelCard } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Caller } from "../http/caller.ts";
import type { House } from "../room.ts";
import { row, sql } from "../store/db.ts";
import { dealFor } from "./deal-access.ts";
import { readDealFor } from "./deal-store.ts";
import type { DealPorts } from "./ports.ts";
import { noteViewer } from "./sight.ts";

type Card = z.output<typeof readChannelCard.reply>;
type Place = { dealId: string; teamId: string; leaderId: string; isShared: boolean };

/**
 * What is shown of a deal to whoever looks at its channel. In a channel that outsiders share it is the open card for
 * everybody: they look over one another's shoulders. Throws "deal.unknown" for whoever is not in the channel.
 */
export async function channelCard(
  house: House,
  ports: DealPorts,
  channelId: string,
  caller: Caller,
): Promise<Card> {
  const { db, tenantId, now } = house;
  const place = await placeOf(house, channelId);
  if (!place.isShared) return { view: "whole", deal: await dealFor(house, place.dealId, caller) };
  const { dealId } = place;
  const own = await readDealFor(db, { tenantId, dealId, personId: caller.userId, at: now() });
  if (own !== null) return { view: "open", card: openCardOf(own), dealId };
  const inside = await ports.teams.channelMembers(place.teamId, channelId);
  const isInside = inside.some(({ id }) => id === caller.userId.toLowerCase());
  // Whoever looks hears of what changes, as long as they are in the channel.
  const viewer = { dealId, channelId, personId: caller.userId };
  await noteViewer(db, tenantId, viewer, isInside ? now() : null);
  if (!isInside) throw unknown();
  const seen = await readDealFor(db, { tenantId, dealId, personId: place.leaderId, at: now() });
  if (seen === null) throw unknown();
  return { view: "open", card: openCardOf(seen), dealId: null };
}

/** The deal of a channel as somebody with a seat sees it; that of a shared channel is not shown there. Throws "deal.unknown". */
export async function dealOfChannel(house: House, channelId: string, caller: Caller): Promise<Deal> {
  const place = await placeOf(house, channelId);
  if (place.isShared) throw unknown();
  return dealFor(house, place.dealId, caller);
}

/** Only what the client's people know anyway: named one by one, so that what a deal learns later stays inside. */
function openCardOf({ name, account, speaker, seats }: Deal): Extract<Card, { view: "open" }>["card"] {
  return {
    name,
    account,
    speaker: speaker && { name: speaker.person.name, mail: speaker.person.mail, since: speaker.since },
    team: seats
      .filter(({ role }) => role !== "managerCoach")
      .map(({ person }) => ({ name: person.name, title: person.title })),
  };
}

async function placeOf({ db, tenantId }: House, channelId: string): Promise<Place> {
  const found = await row<Place>(
    db,
    sql`select r.deal_id as "dealId", r.team_id as "teamId", s.person_id as "leaderId",
               d.sensitivity = 'shared' as "isShared"
          from room r
          join deal d on d.tenant_id = r.tenant_id and d.id = r.deal_id
          join deal_seat s on s.tenant_id = d.tenant_id and s.deal_id = d.id and s.role = 'accountManager'
         where r.tenant_id = ${tenantId} and r.channel_id = ${channelId}`,
  );
  if (found === null) throw unknown();
  return found;
}

function unknown(): Problem {
  return new Problem("deal.unknown", "There is no such deal.");
}
