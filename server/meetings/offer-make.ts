import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { createOffer } from "../../src/contract/offers.ts";
import { Problem } from "../../src/contract/problem.ts";
import { prepareSlots } from "../../src/domain/meetings/prepared-slots.ts";
import { reasonsAgainst } from "../../src/domain/meetings/slots.ts";
import { parseAddress } from "../../src/domain/people/address.ts";
import { UnknownZone, zone as zoneOf } from "../../src/domain/time/zone.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { refusing } from "./find-slots.ts";
import { gather } from "./gather.ts";
import { keptFor } from "./kept.ts";
import { offerStore } from "./offer-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore } from "./store.ts";

type Body = z.output<typeof createOffer.body>;

/** How a link's secret is kept. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** `organizerId`: who invites once the client has chosen. */
export type OfferOrder = { dealId: string; callerId: string; organizerId: string; body: Body };

/** Keeps an offer whose times suit everybody of ours. Rejects with the Problems of `createOffer`. */
export async function makeOffer(
  house: House,
  ports: MeetingPorts,
  { dealId, callerId, organizerId, body }: OfferOrder,
): Promise<void> {
  const { db, tenantId, now } = house;
  if (await isKnown(house, dealId, body.id)) return;
  const { minutes, subject, language, required } = body;
  const times = timesOf(body, now());
  const client = clientOf(body);
  const people = [...new Set(required)];
  if (!(await suit(house, ports, { dealId, people, times, minutes, callerId }))) {
    // The same offer, sent twice, may hold its times by now: then its own holds stand in the way.
    if (await isKnown(house, dealId, body.id)) return;
    throw taken();
  }
  await transact(db, async (tx) => {
    const store = offerStore(tx, tenantId);
    await meetingStore(tx, tenantId).alone();
    if (await isKnown({ db: tx, tenantId }, dealId, body.id)) return;
    for (const start of times) {
      const time = { start, end: start.add({ minutes }) };
      if (await store.isHeld(people, time)) throw taken();
    }
    const createdAt = now();
    const expiresAt = createdAt.add({ hours: body.days * 24 });
    const by = { createdBy: callerId, organizerId };
    const offer = { id: body.id, dealId, ...client, language, subject, minutes, people, ...by };
    const added = await store.add({ ...offer, secretHash: hashOf(body.secret), createdAt, expiresAt }, times);
    if (added) await house.ask(tx, "offer.hold", { tenantId, offerId: body.id });
  });
}

async function isKnown(
  { db, tenantId }: Pick<House, "db" | "tenantId">,
  dealId: string,
  id: string,
): Promise<boolean> {
  const known = await offerStore(db, tenantId).offer(id);
  if (known !== null && known.dealId !== dealId)
    throw new Problem("offer.unknown", "This id is another offer's.");
  return known !== null;
}

function clientOf({ client: { name, address, zone } }: Body) {
  const clientAddress = parseAddress(address);
  if (clientAddress === null)
    throw new Problem("request.invalid", "This is not a mail address.", { field: "client.address" });
  try {
    return { clientName: name, clientAddress, clientZone: zoneOf(zone) };
  } catch (error) {
    if (!(error instanceof UnknownZone)) throw error;
    throw new Problem("request.invalid", "Nobody knows this zone.", { field: "client.zone" }, error);
  }
}

/** The times in order; two that overlap are no choice. */
function timesOf({ times, minutes }: Body, now: Temporal.Instant): Temporal.Instant[] {
  const sorted = times.map((text) => Temporal.Instant.from(text)).sort(Temporal.Instant.compare);
  sorted.forEach((start, n) => {
    if (Temporal.Instant.compare(start, now) < 0) throw new Problem("meeting.past", "A time is over.");
    const next = sorted[n + 1];
    if (next && Temporal.Instant.compare(next, start.add({ minutes })) < 0)
      throw new Problem("request.invalid", "Two of the times overlap.", { field: "times" });
  });
  return sorted;
}

/** Whether every time suits all of ours. */
async function suit(
  house: House,
  ports: MeetingPorts,
  order: {
    dealId: string;
    people: string[];
    times: readonly Temporal.Instant[];
    minutes: number;
    callerId: string;
  },
): Promise<boolean> {
  const { dealId, people, times, minutes, callerId } = order;
  const first = times[0] ?? house.now();
  const window = {
    start: first.subtract({ hours: 1 }),
    end: (times.at(-1) ?? first).add({ minutes: minutes + 60 }),
  };
  const kept = await keptFor(house, dealId, people);
  const found = await gather(ports, { required: people, optional: [], clients: [] }, window, callerId, kept);
  const terms = { now: house.now(), minutes };
  return refusing(() => {
    const { noMeetingDays } = kept;
    const prepared = prepareSlots({ window, people: found.people, noMeetingDays });
    return times.every((start) => reasonsAgainst(prepared, terms, start).length === 0);
  });
}

function taken(): Problem {
  return new Problem("meeting.slot-taken", "One of the times does not suit everybody any more.");
}
