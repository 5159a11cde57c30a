import { Temporal } from "temporal-polyfill";
import type { House } from "../room.ts";
import { dealName } from "./deals.ts";
import { meetingsLink } from "./links.ts";
import { type Hold, offerStore, type StoredOffer } from "./offer-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { chainOf } from "./tell-news.ts";
import { textsFor } from "./texts.ts";

/** A hold made within this time may not be seen on the calendar yet. */
const LAG = { minutes: 5 };

/**
 * Takes out of an open offer the times whose hold somebody deleted or moved in Outlook: they want them for something else. Whoever
 * invites is told once for each. True when there was such a time. Rejects as the calendars do.
 */
export async function dropLost(house: House, ports: MeetingPorts, offer: StoredOffer): Promise<boolean> {
  const { db, tenantId, now, announce } = house;
  if (Temporal.Instant.compare(offer.createdAt.add(LAG), now()) > 0) return false;
  const store = offerStore(db, tenantId);
  let isNews = false;
  for (const hold of await store.holds(offer.id)) {
    if (hold.isDropped || hold.isReleased || hold.eventId === null) continue;
    if (Temporal.Instant.compare(hold.start, now()) <= 0 || (await stands(ports, offer, hold))) continue;
    await tell(house, ports, offer, hold);
    await store.drop(offer.id, hold.start);
    isNews = true;
  }
  if (isNews) announce(tenantId, { topic: "meetings", dealId: offer.dealId });
  return isNews;
}

async function stands(
  { calendars }: MeetingPorts,
  { minutes }: StoredOffer,
  { personId, eventId, start }: Hold,
): Promise<boolean> {
  const event = eventId === null ? null : await calendars.read(personId, eventId);
  return (
    event !== null &&
    !event.isCancelled &&
    Temporal.Instant.compare(event.start, start) === 0 &&
    Temporal.Instant.compare(event.end, start.add({ minutes })) === 0
  );
}

/** Told before it is noted: a kill in between tells it again, which shows once. */
async function tell(
  { db, tenantId, publicUrl }: House,
  ports: MeetingPorts,
  { id, dealId, organizerId, subject }: StoredOffer,
  { start }: Hold,
): Promise<void> {
  const person = await ports.people.person(organizerId);
  const deal = (await dealName(db, tenantId, dealId)) ?? "";
  const at = start.toZonedDateTimeISO(person?.zone ?? "UTC").toPlainDateTime();
  const meeting = `${subject}, ${at.toString({ smallestUnit: "minute" }).replace("T", " ")}`;
  const link = meetingsLink(ports, publicUrl, dealId);
  const values = { meeting, change: textsFor(person?.language ?? null).deleted, deal };
  const news = { topic: deal, preview: subject, link, values, chainId: chainOf(id, start.toString()) };
  await ports.feed.tell(organizerId, { type: "meetingChanged", ...news }).catch((error: unknown) => {
    const trouble = ports.troubleOf(error);
    if (trouble === null || trouble.kind === "busy") throw error;
  });
}
