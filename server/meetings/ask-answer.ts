import { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { answerAsk } from "../../src/contract/asks.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Caller } from "../http/caller.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { cancelAsked, placeOf } from "./ask-meeting.ts";
import type { AskInSight } from "./ask-show.ts";
import { askStore, type StoredAskEvent } from "./ask-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { bookMeeting } from "./schedule.ts";

type Body = z.output<typeof answerAsk.body>;

/**
 * Keeps an executive's answer; a yes puts the meeting on the calendars, any other takes it off again. Whoever answers for
 * the executive is written down as such. Rejects with Problems "ask.not-now", "meeting.past", "meeting.slot-taken".
 */
export async function recordAnswer(
  house: House,
  ports: MeetingPorts,
  inSight: AskInSight,
  caller: Caller,
  body: Body,
): Promise<void> {
  const { db, tenantId, now, audit } = house;
  const { ask, events, standing, seats } = inSight;
  if (events.some(({ id }) => id === body.key)) return;
  if (["drafted", "held", "debriefed", "ended"].includes(standing.state))
    throw new Problem("ask.not-now", "There is nothing to answer any more.");
  const forOther = caller.userId !== ask.executiveId;
  const answer = meant(body.answer, ask.minutes);
  if (answer.instead && !seats.some(({ personId }) => personId === answer.instead))
    throw new Problem("person.unknown", "This colleague has no seat in the deal team.");
  const agreed = standing.meeting?.start;
  // A second yes to the same time: the meeting stands already.
  if (answer.start && agreed && Temporal.Instant.compare(agreed, answer.start) === 0) return;
  if (answer.start) await book(house, ports, inSight, body.key, answer.start);
  const kept = await transact(db, async (tx) => {
    const store = askStore(tx, tenantId);
    await store.alone(ask.id);
    const at = now().round("millisecond");
    const event = { id: body.key, at, byId: caller.userId, forOther, ...answer };
    if (!(await store.happened(ask.id, event))) return false;
    await cancelAsked({ ...house, db: tx }, ask);
    await store.becomes(ask.id, { meetingId: answer.start ? body.key : null });
    if (answer.start) await house.ask(tx, "ask.accept", { tenantId, meetingId: body.key });
    return true;
  });
  if (kept && forOther) await audit({ caller, action: "ask.answered-for-executive", dealId: ask.dealId });
}

function meant(
  answer: Body["answer"],
  minutes: number,
): Pick<StoredAskEvent, "kind"> & Partial<StoredAskEvent> {
  switch (answer.kind) {
    case "yes": {
      const start = Temporal.Instant.from(answer.start);
      return { kind: "accepted", start, end: start.add({ minutes }) };
    }
    case "another-time":
      return { kind: "postponed" };
    case "colleague":
      return { kind: "declined", why: "not-the-right-person", instead: answer.personId };
    case "no":
      return { kind: "declined", why: answer.why };
  }
}

/** So many minutes before, our people get together, if that suits them too: there the brief has its place. */
const BRIEFING = 15;

/** The account manager invites; the meeting has the answer's own id, so that a repeated yes books nothing twice. */
async function book(
  house: House,
  ports: MeetingPorts,
  { ask, seats }: AskInSight,
  key: string,
  start: Temporal.Instant,
): Promise<void> {
  const organizerId = seats.find(({ role }) => role === "accountManager")?.personId ?? ask.createdBy;
  const client = ask.clientName !== null && ask.clientAddress !== null;
  const bookWith = (briefing: number) =>
    bookMeeting(house, ports, {
      dealId: ask.dealId,
      organizerId,
      bookedBy: null,
      body: {
        id: key,
        subject: ask.subject,
        agenda: "",
        start: start.toString(),
        minutes: ask.minutes,
        required: [...new Set([organizerId, ask.executiveId])],
        optional: [],
        clients: client
          ? [{ name: ask.clientName ?? "", address: ask.clientAddress ?? "", zone: ask.clientZone }]
          : [],
        briefing,
        debrief: 0,
        conceded: [],
        place: placeOf(ask),
      },
    });
  await bookWith(BRIEFING).catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === "meeting.slot-taken")) throw error;
    return bookWith(0);
  });
}
