import type { Temporal } from "temporal-polyfill";
import type { Ask } from "../../src/contract/asks.ts";
import type { Person } from "../../src/contract/words.ts";
import { type AskStanding, shownToOthers } from "../../src/domain/meetings/evasion.ts";
import type { StoredAsk, StoredAskEvent } from "./ask-store.ts";
import type { Seat } from "./deals.ts";
import type { Colleague, MeetingPorts } from "./ports.ts";

/** An ask with everything that is known of it. */
export type AskInSight = {
  ask: StoredAsk;
  events: readonly StoredAskEvent[];
  standing: AskStanding;
  seats: readonly Seat[];
  /** The morning that what was sent last waits for. Looked up for the account manager alone. */
  waitsUntil?: Temporal.Instant | null;
};

/** What somebody may do with an ask: whoever answers for the executive answers, the account manager sends. */
export function rightOf({ ask, seats }: Pick<AskInSight, "ask" | "seats">, personId: string): Ask["yours"] {
  const role = seats.find((seat) => seat.personId === personId)?.role;
  if (role === "accountManager") return "send";
  return personId === ask.executiveId || role === "assistant" ? "answer" : null;
}

/** Asks as one person may see them: counts, dues and options are the account manager's alone. */
export async function showAsks(
  { people }: Pick<MeetingPorts, "people">,
  inSight: readonly AskInSight[],
  readerId: string,
): Promise<Ask[]> {
  const ids = inSight.flatMap(({ ask, events, standing }) => [
    ask.executiveId,
    ...events.flatMap(({ byId, instead }) => [byId, ...(instead === null ? [] : [instead])]),
    ...standing.options.flatMap(({ to, substitute }) => [to, ...(substitute === null ? [] : [substitute])]),
  ]);
  const known = await people.people(ids);
  const person = (id: string) => asPerson(id, known.get(id));
  return inSight.map((one) => shown(one, readerId, person));
}

function shown(one: AskInSight, readerId: string, person: (id: string) => Person): Ask {
  const { ask, standing } = one;
  const right = rightOf(one, readerId);
  const mine = right === "send";
  const open = shownToOthers(standing);
  const { state, meeting } = mine ? standing : open;
  return {
    id: ask.id,
    dealId: ask.dealId,
    executive: person(ask.executiveId),
    subject: ask.subject,
    stake: ask.stake,
    client:
      ask.clientName === null || ask.clientAddress === null
        ? null
        : { name: ask.clientName, address: ask.clientAddress },
    start: ask.start.toString(),
    minutes: ask.minutes,
    place: ask.inPerson ? ask.place : null,
    state,
    meeting: meeting && { start: meeting.start.toString(), end: meeting.end.toString() },
    yours: right,
    answer: right === null ? null : lastAnswer(one, person),
    private: mine ? privatePart(one, person) : null,
  };
}

function lastAnswer({ events }: AskInSight, person: (id: string) => Person): Ask["answer"] {
  const last = events.filter(({ kind }) => !["sent", "debriefed", "ended"].includes(kind)).at(-1);
  // What was agreed to and called off since is no answer any more.
  if (last === undefined || last.kind === "called-off") return null;
  const { at, byId, forOther, why, instead } = last;
  const kind = last.kind as "accepted" | "postponed" | "declined";
  return {
    kind,
    at: at.toString(),
    by: person(byId),
    forOther,
    why,
    instead: instead === null ? null : person(instead),
  };
}

function privatePart(
  { standing: { count, due, options }, waitsUntil = null }: AskInSight,
  person: (id: string) => Person,
): Ask["private"] {
  return {
    waitsUntil: waitsUntil?.toString() ?? null,
    count,
    due: due && { what: due.what, at: due.at.toString() },
    options: options.map(({ kind, to, minutes, remote, substitute, availability }) => ({
      kind,
      to: person(to),
      minutes,
      remote,
      availability,
      substitute: substitute === null ? null : person(substitute),
    })),
  };
}

function asPerson(id: string, known: Colleague | undefined): Person {
  return { id, name: known?.name ?? "", mail: known?.mail ?? "", title: known?.title ?? null };
}
