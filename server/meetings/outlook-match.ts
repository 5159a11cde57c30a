import { createHash } from "node:crypto";
import type { Occurrence, Response } from "./calendar-ports.ts";
import type { NewTakenOver, Watched } from "./outlook-store.ts";

/** A day of a repeated meeting that concerns a deal, with whom it brings together. */
export type Found = NewTakenOver & {
  attendees: {
    personId: string | null;
    name: string;
    address: string;
    required: boolean;
    response: Response;
    proposes: null;
  }[];
};

/** So many of the client's people name a meeting of which no subject is read. */
const NAMED = 3;

/**
 * Which days of repeated meetings bring an executive of a deal together with somebody of its client, by the ids that they are
 * kept under. One that stands in several calendars is taken from its organizer's, else from the first. `calendars` by
 * executive, `colleagues` our people's ids by address. Private and called-off days are left out.
 */
export function matchOccurrences(
  watched: readonly Watched[],
  calendars: ReadonlyMap<string, readonly Occurrence[]>,
  colleagues: ReadonlyMap<string, string>,
): Map<string, Found> {
  const found = new Map<string, { isOrganizer: boolean; one: Found }>();
  for (const deal of watched)
    for (const day of calendars.get(deal.executiveId) ?? []) {
      if (day.isCancelled || day.isPrivate) continue;
      const one = foundOf(deal, day, colleagues);
      if (one === null) continue;
      const other = found.get(one.id);
      if (other === undefined || (day.isOrganizer && !other.isOrganizer))
        found.set(one.id, { isOrganizer: day.isOrganizer, one });
    }
  return new Map([...found].map(([id, { one }]) => [id, one]));
}

/** The same id for the same day of the same series in one deal, in whichever calendar it is found. In the form of a UUID. */
export function takenOverId(dealId: string, key: string): string {
  const hex = createHash("sha256").update(`outlook ${dealId} ${key}`).digest("hex");
  const [first, second, third] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(20, 32)];
  return `${first}-${second}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${third}`;
}

function foundOf(
  { dealId, account, executiveId, contacts }: Watched,
  day: Occurrence,
  colleagues: ReadonlyMap<string, string>,
): Found | null {
  const organizer = { ...day.organizer, required: true, response: "accepted" as const };
  const invited = day.isOrganizer ? day.attendees : [organizer, ...day.attendees];
  const addresses = new Set(invited.map(({ address }) => address));
  const theirs = contacts.filter(({ address }) => addresses.has(address));
  if (theirs.length === 0) return null;
  const { eventId, key, seriesId, start, end } = day;
  return {
    ...{ id: takenOverId(dealId, key), dealId, ownerId: executiveId, eventId, key, seriesId, start, end },
    subject: `${account}: ${theirs
      .slice(0, NAMED)
      .map(({ name }) => name)
      .join(", ")}`,
    invitedBy: day.isOrganizer ? null : organizer.address,
    attendees: attendeesOf(invited, executiveId, day.isOrganizer, colleagues),
  };
}

/** Each once; of our own people only those whom the book knows: anybody else would be taken for the client's. */
function attendeesOf(
  invited: readonly Omit<Found["attendees"][number], "personId" | "proposes">[],
  ownerId: string,
  isOrganizer: boolean,
  colleagues: ReadonlyMap<string, string>,
): Found["attendees"] {
  const ours = new Set([...colleagues.keys()].map(domainOf));
  const attendees = new Map<string, Found["attendees"][number]>();
  for (const { name, address, required, response } of invited) {
    const known = colleagues.get(address);
    if (known === undefined && ours.has(domainOf(address))) continue;
    const personId = known ?? null;
    if ((isOrganizer && personId === ownerId) || attendees.has(address)) continue;
    attendees.set(address, { personId, name, address, required, response, proposes: null });
  }
  return [...attendees.values()];
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
