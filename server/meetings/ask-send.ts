import { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { createAsk, sendOption } from "../../src/contract/asks.ts";
import { Problem } from "../../src/contract/problem.ts";
import { parseAddress } from "../../src/domain/people/address.ts";
import { asking } from "../http/asking.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { cancelAsked } from "./ask-meeting.ts";
import type { AskInSight } from "./ask-show.ts";
import { askStore } from "./ask-store.ts";
import type { Seat } from "./deals.ts";
import type { MeetingPorts } from "./ports.ts";

type NewAsk = {
  dealId: string;
  callerId: string;
  seats: readonly Seat[];
  body: z.output<typeof createAsk.body>;
};

/** Keeps an ask and sends it. Rejects with Problems "person.unknown", "meeting.past", "ask.unknown", "request.invalid". */
export async function keepAsk(house: House, ports: MeetingPorts, order: NewAsk): Promise<void> {
  const { db, tenantId, now } = house;
  const { dealId, callerId, seats, body } = order;
  const known = await askStore(db, tenantId).ask(body.id);
  if (known !== null) {
    if (known.dealId !== dealId) throw new Problem("ask.unknown", "This id is another ask's.");
    return;
  }
  if (!seats.some(({ personId }) => personId === body.executiveId))
    throw new Problem("person.unknown", "Whom you ask has no seat in the deal team.");
  const start = future(body.start, now());
  const address = body.client && parseAddress(body.client.address);
  if (body.client !== null && address === null)
    throw new Problem("request.invalid", "This is not a mail address.", { field: "client.address" });
  const executives = seats.filter(({ role }) => role === "executiveSponsor").map(({ personId }) => personId);
  const [times, ranks] = await asking(ports, "MailboxSettings.Read", () =>
    Promise.all([
      ports.schedules.workTimes(body.executiveId),
      Promise.all(executives.map(async (id) => [id, await ports.ranks.rankOf(id)] as const)),
    ]),
  );
  const { id, executiveId, subject, stake, clientRank, minutes, inPerson, words } = body;
  const place = inPerson ? (body.place ?? null) : null;
  await transact(db, async (tx) => {
    const store = askStore(tx, tenantId);
    const at = now().round("millisecond");
    const client = { clientName: body.client?.name ?? null, clientAddress: address };
    const added = await store.add({
      ...{ id, dealId, executiveId, subject, stake, ...client, clientZone: body.client?.zone ?? null },
      ...{ clientRank, start, minutes, inPerson, place, ...times, ranks: Object.fromEntries(ranks) },
      ...{ createdBy: callerId, createdAt: at },
    });
    if (!added) return;
    // The ask's own id is that of its first sending: a second request with it sends nothing.
    await store.happened(id, { id, at, kind: "sent", byId: callerId, toId: executiveId, words });
    await house.ask(tx, "ask.deliver", { tenantId, askId: id, eventId: id });
  });
}

/** Sends one of the options that are ready. Rejects with Problems "ask.not-now", "meeting.past". */
export async function keepOption(
  house: House,
  { ask, events, standing }: AskInSight,
  callerId: string,
  body: z.output<typeof sendOption.body>,
): Promise<void> {
  const { db, tenantId, now } = house;
  if (events.some(({ id }) => id === body.key)) return;
  const option = standing.options.find(({ kind }) => kind === body.kind);
  if (option === undefined || (body.toId !== undefined && body.toId !== option.to))
    throw new Problem("ask.not-now", "This option is not there any more.");
  const start = future(body.start ?? ask.start.toString(), now());
  // Whom an option puts in the executive's place answers at their own pace, and is asked as such.
  const executiveId = option.substitute ?? ask.executiveId;
  await transact(db, async (tx) => {
    const store = askStore(tx, tenantId);
    await store.alone(ask.id);
    const sent = { id: body.key, at: now().round("millisecond"), kind: "sent", byId: callerId } as const;
    const { kind, to, minutes, remote } = option;
    if (!(await store.happened(ask.id, { ...sent, option: kind, toId: to, words: body.words }))) return;
    await cancelAsked({ ...house, db: tx }, ask);
    await store.becomes(ask.id, { executiveId, minutes, inPerson: !remote, start, meetingId: null });
    await house.ask(tx, "ask.deliver", { tenantId, askId: ask.id, eventId: body.key });
  });
}

function future(text: string, now: Temporal.Instant): Temporal.Instant {
  const start = Temporal.Instant.from(text);
  if (Temporal.Instant.compare(start, now) < 0) throw new Problem("meeting.past", "That time is over.");
  return start;
}
