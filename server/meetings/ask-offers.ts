import type * as z from "zod/mini";
import type { readOffers } from "../../src/contract/asks.ts";
import type { House } from "../room.ts";
import { placeOf } from "./ask-meeting.ts";
import type { AskInSight } from "./ask-show.ts";
import { searchSlots } from "./find-slots.ts";
import type { MeetingPorts } from "./ports.ts";

type Offers = z.input<typeof readOffers.reply>;

/** So many other times are offered, within so many days. */
const TIMES = 3;
const DAYS = 14;

/** Times that suit executive, account manager and client, and the deal's other executives with their first free time. */
export async function offersFor(
  house: House,
  ports: MeetingPorts,
  { ask, seats }: AskInSight,
): Promise<Offers> {
  const accountManager = seats.find(({ role }) => role === "accountManager")?.personId ?? ask.createdBy;
  const zone = ask.hours?.zone ?? "UTC";
  const today = house.now().toZonedDateTimeISO(zone).toPlainDate();
  const days = { zone, from: today.toString(), to: today.add({ days: DAYS - 1 }).toString() };
  const client =
    ask.clientName === null || ask.clientAddress === null || ask.clientZone === null
      ? []
      : [{ name: ask.clientName, address: ask.clientAddress, zone: ask.clientZone }];
  const search = (executiveId: string) =>
    searchSlots(house, ports, {
      dealId: ask.dealId,
      askerId: accountManager,
      body: {
        ...days,
        required: [...new Set([accountManager, executiveId])],
        optional: [],
        clients: client,
        minutes: ask.minutes,
        briefing: 0,
        debrief: 0,
        place: placeOf(ask),
      },
    });
  const others = seats.filter(
    ({ role, personId }) => role === "executiveSponsor" && personId !== ask.executiveId,
  );
  const [mine, theirs, known] = await Promise.all([
    search(ask.executiveId),
    Promise.all(others.map(({ personId }) => search(personId))),
    ports.people.people(others.map(({ personId }) => personId)),
  ]);
  const asked = ask.start.toString();
  return {
    times: mine.slots
      .filter(({ start }) => start !== asked)
      .slice(0, TIMES)
      .map(({ start, end }) => ({ start, end })),
    colleagues: others.flatMap(({ personId }, n) => {
      const one = known.get(personId);
      if (one === undefined) return [];
      const { id, name, mail, title } = one;
      return [{ person: { id, name, mail, title }, freeAt: theirs[n]?.fits[0]?.from ?? null }];
    }),
  };
}
