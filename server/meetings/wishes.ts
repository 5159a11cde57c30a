import { keepRule, keepWish, type MeetingWishes, readWishes } from "../../src/contract/meetings-wishes.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { type DealSeat, seatOf, seatsOf } from "./deals.ts";
import type { MeetingPorts } from "./ports.ts";
import { NO_WISH, wishStore } from "./wish-store.ts";

/** When the deal's team and its people want no meetings: said once, kept by every search. */
export function openWishes(house: House, ports: MeetingPorts): Pick<Room, "routes"> {
  const { db, tenantId, audit, announce, now } = house;
  const store = wishStore(db, tenantId);

  async function show(dealId: string, callerId: string, { role }: DealSeat): Promise<MeetingWishes> {
    const ids = (await seatsOf(db, tenantId, dealId)).map(({ personId }) => personId);
    const [known, wishes] = await Promise.all([ports.people.people(ids), store.wishes(ids)]);
    return {
      rule: await store.rule(dealId),
      yoursToRule: role === "accountManager",
      people: [...known.values()].map(({ id, name, mail, title }) => ({
        person: { id, name, mail, title },
        wish: wishes.get(id) ?? NO_WISH,
        yours: maySay(callerId, role, id),
      })),
    };
  }

  return {
    routes: [
      serve(readWishes, audit, async ({ params: { dealId }, caller }) =>
        show(dealId, caller.userId, await seatOf(db, tenantId, dealId, caller.userId)),
      ),

      serve(keepRule, audit, async ({ params: { dealId }, body, caller }) => {
        const mine = await seatOf(db, tenantId, dealId, caller.userId);
        if (mine.role !== "accountManager")
          throw new Problem("deal.not-yours", "The account manager says how the team meets.");
        await store.keepRule(dealId, body);
        announce(tenantId, { topic: "meetings", dealId });
        return show(dealId, caller.userId, mine);
      }),

      serve(keepWish, audit, async ({ params: { dealId, personId }, body, caller }) => {
        const mine = await seatOf(db, tenantId, dealId, caller.userId);
        const team = await seatsOf(db, tenantId, dealId);
        if (!team.some((one) => one.personId === personId))
          throw new Problem("person.unknown", "This person has no seat in the deal team.");
        if (!maySay(caller.userId, mine.role, personId))
          throw new Problem("deal.not-yours", "People say for themselves, or their assistant for them.");
        await store.keepWish(personId, body, caller.userId, now());
        announce(tenantId, { topic: "meetings", dealId });
        return show(dealId, caller.userId, mine);
      }),
    ],
  };
}

function maySay(callerId: string, role: string, personId: string): boolean {
  return callerId === personId || role === "assistant";
}
