import type { Deal } from "../../src/contract/deals.ts";
import {
  createDeal,
  createRoom,
  handOverVoice,
  listDeals,
  readDeal,
  readDealOfChannel,
} from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Caller } from "../http/caller.ts";
import { serve } from "../http/serve.ts";
import { Later } from "../jobs/queue.ts";
import type { House, Room } from "../room.ts";
import { row, sql, transact } from "../store/db.ts";
import { dealCards } from "./cards.ts";
import { checkDeal, insertDeal } from "./create-deal.ts";
import { readDealFor, readSeats, roleOf } from "./deal-store.ts";
import { passVoice, takeVersion } from "./hand-over.ts";
import { makeRoom } from "./make-room.ts";
import { type DealAction, requireMay } from "./policy.ts";
import type { DealPorts } from "./ports.ts";
import { buildRoom } from "./room-build.ts";
import { tellOfRoom } from "./room-news.ts";
import { roomFacts, takeRoom } from "./room-store.ts";

/** How long the queue waits when a request is making the same room. */
const TAKEN_SECONDS = 3;

/** Deals, their teams, who speaks, and the room in Teams. */
export function openDeals(house: House, ports: DealPorts): Room {
  return { routes: [...reading(house), ...writing(house, ports)], work: work(house, ports), rounds: [] };
}

function reading(house: House): Room["routes"] {
  const { db, tenantId, now, audit } = house;
  return [
    serve(listDeals, audit, async ({ caller }) => ({
      deals: await dealCards(db, { tenantId, personId: caller.userId, at: now() }),
    })),
    serve(readDeal, audit, ({ params, caller }) => dealFor(house, params.dealId, caller)),
    serve(readDealOfChannel, audit, async ({ params, caller }) => {
      const found = await row<{ dealId: string }>(
        db,
        sql`select deal_id as "dealId" from room where tenant_id = ${tenantId} and channel_id = ${params.channelId}`,
      );
      if (found === null) throw new Problem("deal.unknown", "There is no such deal.");
      return dealFor(house, found.dealId, caller);
    }),
  ];
}

function writing(house: House, ports: DealPorts): Room["routes"] {
  const { db, tenantId, now, audit, announce, ask } = house;
  return [
    serve(createDeal, audit, async ({ body, caller }) => {
      const deal = await checkDeal(body, caller.userId, ports.people);
      const at = now().round("millisecond");
      await transact(db, async (tx) => {
        if (await insertDeal(tx, tenantId, deal, at)) await ask(tx, "watch.reconcile", { tenantId });
      });
      announce(tenantId, { topic: "deals", dealId: deal.id });
      return dealFor(house, deal.id, caller);
    }),
    serve(createRoom, audit, async ({ params: { dealId }, caller }) => {
      await requireAction(house, dealId, caller, "make-room");
      return makeRoom(house, ports, { dealId, personId: caller.userId, posts: ports.postsOf(caller.token) });
    }),
    serve(handOverVoice, audit, async ({ params: { dealId }, body, caller }) => {
      await requireAction(house, dealId, caller, "hand-over");
      const seats = await readSeats(db, tenantId, dealId);
      if (!seats.some(({ person }) => person.id === body.personId))
        throw new Problem("person.unknown", "This person has no seat in the deal team.");
      const at = now().round("millisecond");
      await transact(db, async (tx) => {
        await takeVersion(tx, tenantId, dealId, body.version);
        await passVoice(tx, tenantId, dealId, body.personId, at);
        await ask(tx, "watch.reconcile", { tenantId });
      });
      announce(tenantId, { topic: "deals", dealId });
      return dealFor(house, dealId, caller);
    }),
  ];
}

function work(house: House, ports: DealPorts): Room["work"] {
  return (queue) => {
    queue.work("room.build", async ({ tenantId, dealId }) => {
      if ((await roomFacts(house.db, tenantId, dealId)) === null) return;
      const lease = await takeRoom(house.db, tenantId, dealId);
      if (lease === null) throw new Later(TAKEN_SECONDS);
      await buildRoom({ house, ports, dealId, lease, posts: null });
    });
    queue.work("room.tell", ({ dealId }) =>
      tellOfRoom(house, ports, dealId).catch((error: unknown) => {
        const trouble = ports.troubleOf(error);
        throw trouble?.kind === "busy" ? new Later(trouble.seconds, error) : error;
      }),
    );
  };
}

async function dealFor(house: House, dealId: string, { userId }: Caller): Promise<Deal> {
  const { db, tenantId, now } = house;
  const found = await readDealFor(db, { tenantId, dealId, personId: userId, at: now() });
  if (found === null) throw new Problem("deal.unknown", "There is no such deal.");
  return found;
}

async function requireAction(
  { db, tenantId }: House,
  dealId: string,
  { userId }: Caller,
  action: DealAction,
): Promise<void> {
  requireMay(await roleOf(db, { tenantId, dealId, personId: userId }), action);
}
