import { Temporal } from "temporal-polyfill";
import { createOffer, listOffers, type Offer, withdrawOffer } from "../../src/contract/offers.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { transact } from "../store/db.ts";
import { seatOf, seatsOf } from "./deals.ts";
import { holdOffer, lookAtOffers } from "./offer-hold.ts";
import { makeOffer } from "./offer-make.ts";
import { offerPage } from "./offer-page.ts";
import { offerStore, type StoredOffer } from "./offer-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore } from "./store.ts";

/** How often it is looked whether an offer ran out. */
const LOOK_EVERY = Temporal.Duration.from({ minutes: 5 });

/** Times for a person of the client to choose from, on a page of their own, held on our calendars meanwhile. */
export function openOffers(house: House, ports: MeetingPorts): Room {
  const { db, tenantId, audit, announce, ask } = house;
  const store = offerStore(db, tenantId);

  async function may(dealId: string, personId: string): Promise<void> {
    const { role } = await seatOf(db, tenantId, dealId, personId);
    if (role !== "accountManager" && role !== "assistant")
      throw new Problem("deal.not-yours", "The account manager or an assistant offers times.");
  }

  /** The client hears of the account manager, also where an assistant does the work. */
  async function inviterOf(dealId: string, callerId: string): Promise<string> {
    const team = await seatsOf(db, tenantId, dealId);
    return team.find(({ role }) => role === "accountManager")?.personId ?? callerId;
  }

  async function shown(dealId: string, id: string): Promise<Offer> {
    announce(tenantId, { topic: "meetings", dealId });
    const offer = await store.offer(id);
    if (offer === null || offer.dealId !== dealId)
      throw new Problem("offer.unknown", "There is no such offer.");
    return show(house, offer);
  }

  return {
    routes: [
      offerPage(house, ports),

      serve(listOffers, audit, async ({ params: { dealId }, caller }) => {
        await seatOf(db, tenantId, dealId, caller.userId);
        const offers = await store.ofDeal(dealId);
        return { offers: await Promise.all(offers.map((one) => show(house, one))) };
      }),

      serve(createOffer, audit, async ({ params: { dealId }, body, caller }) => {
        await may(dealId, caller.userId);
        if (!ports.maySchedule) {
          const permission = "Calendars.ReadWrite";
          throw new Problem("graph.permission", "Scheduling is left off.", { permission });
        }
        const organizerId = await inviterOf(dealId, caller.userId);
        await makeOffer(house, ports, { dealId, callerId: caller.userId, organizerId, body });
        return shown(dealId, body.id);
      }),

      serve(withdrawOffer, audit, async ({ params: { dealId, offerId }, caller }) => {
        await may(dealId, caller.userId);
        await shown(dealId, offerId);
        await transact(db, async (tx) => {
          if (await offerStore(tx, tenantId).end(offerId, "withdrawn", null))
            await ask(tx, "offer.hold", { tenantId, offerId });
        });
        return shown(dealId, offerId);
      }),
    ],
    work(queue) {
      queue.work("offer.hold", ({ offerId }) => holdOffer(house, ports, offerId));
      queue.work("offer.look-all", () => lookAtOffers(house));
    },
    rounds: [{ name: "offer.look-all", data: { tenantId }, every: LOOK_EVERY }],
  };
}

async function show({ db, tenantId }: House, offer: StoredOffer): Promise<Offer> {
  const holds = await offerStore(db, tenantId).holds(offer.id);
  const meeting = offer.meetingId && (await meetingStore(db, tenantId).meeting(offer.meetingId));
  const { id, dealId, clientName, clientAddress, subject, minutes, state, expiresAt } = offer;
  return {
    id,
    dealId,
    client: { name: clientName, address: clientAddress },
    subject,
    minutes,
    times: [...new Set(holds.filter(({ isDropped }) => !isDropped).map(({ start }) => start.toString()))],
    state,
    chosen: meeting ? meeting.start.toString() : null,
    expiresAt: expiresAt.toString(),
  };
}
