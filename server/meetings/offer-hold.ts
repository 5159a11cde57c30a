import type { House } from "../room.ts";
import { dealName } from "./deals.ts";
import { dropLost } from "./offer-lost.ts";
import { type Hold, offerStore, type StoredOffer } from "./offer-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { textsFor } from "./texts.ts";
import { comeBack } from "./troubles.ts";

/**
 * Holds an open offer's times on our calendars, or frees them once it is not open any more, or somebody wants the time for
 * something else. May run any number of times.
 */
export async function holdOffer(house: House, ports: MeetingPorts, offerId: string): Promise<void> {
  const { db, tenantId } = house;
  const store = offerStore(db, tenantId);
  const offer = await store.offer(offerId);
  if (offer === null) return;
  if (offer.state === "open")
    await patiently(house, ports, async () => void (await dropLost(house, ports, offer)));
  for (const hold of await store.holds(offerId)) {
    const isWanted = offer.state === "open" && !hold.isDropped;
    if (isWanted && hold.eventId === null) await keep(house, ports, offer, hold);
    if (!isWanted && !hold.isReleased) await free(house, ports, offer, hold);
  }
  // Of which nothing is left to choose from, it is taken back.
  const left = (await store.holds(offerId)).filter(({ isDropped }) => !isDropped);
  if (offer.state === "open" && left.length === 0 && (await store.end(offerId, "withdrawn", null)))
    house.announce(tenantId, { topic: "meetings", dealId: offer.dealId });
  // Ended while its times were being put on the calendars: what was put there just now goes again.
  if (offer.state === "open" && (await store.offer(offerId))?.state !== "open")
    await holdOffer(house, ports, offerId);
}

/** Ends offers that ran out, and goes on with what did not get done. */
export async function lookAtOffers({ db, tenantId, now, ask, announce }: House): Promise<void> {
  const store = offerStore(db, tenantId);
  const { expired, unfinished } = await store.toLookAt(now());
  for (const id of expired) {
    const offer = await store.offer(id);
    if (offer && (await store.end(id, "expired", null)))
      announce(tenantId, { topic: "meetings", dealId: offer.dealId });
  }
  for (const offerId of new Set([...expired, ...unfinished]))
    await ask(db, "offer.hold", { tenantId, offerId });
}

function keyOf({ id }: StoredOffer, { start, personId }: Hold): string {
  return `${id}-${start.epochMilliseconds}-${personId}`;
}

async function keep(house: House, ports: MeetingPorts, offer: StoredOffer, hold: Hold): Promise<void> {
  const { db, tenantId } = house;
  await patiently(house, ports, async () => {
    const person = await ports.people.person(hold.personId);
    const deal = (await dealName(db, tenantId, offer.dealId)) ?? "";
    const { id } = await ports.calendars.create(hold.personId, {
      key: keyOf(offer, hold),
      subject: textsFor(person?.language ?? null).held(deal),
      html: "",
      start: hold.start,
      end: hold.start.add({ minutes: offer.minutes }),
      online: false,
      tentative: true,
      attendees: [],
    });
    await offerStore(db, tenantId).held(offer.id, hold, id);
  });
}

async function free(house: House, ports: MeetingPorts, offer: StoredOffer, hold: Hold): Promise<void> {
  const { db, tenantId, now } = house;
  await patiently(house, ports, async () => {
    const { start, personId } = hold;
    // Its making may have succeeded without our hearing of it.
    const end = start.add({ minutes: offer.minutes });
    const lookUp = { key: keyOf(offer, hold), start, end };
    const eventId = hold.eventId ?? (await ports.calendars.find(personId, lookUp))?.id ?? null;
    if (eventId !== null) await ports.calendars.remove(personId, eventId);
    await offerStore(db, tenantId).released(offer.id, hold, now());
  });
}

/** A busy Microsoft 365 is asked again later; one that refuses leaves the time unheld, and the offer open. */
async function patiently(
  { log }: House,
  { troubleOf }: MeetingPorts,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") return comeBack(trouble, error);
    log.warn({ err: error }, "a time could not be held or freed");
  }
}
