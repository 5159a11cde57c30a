import { Temporal } from "temporal-polyfill";
import {
  type AskEvent,
  type AskFacts,
  type AskStanding,
  standing,
} from "../../src/domain/meetings/evasion.ts";
import type { DealDates } from "../../src/domain/meetings/evasion-due.ts";
import type { Availability } from "../../src/domain/meetings/evasion-options.ts";
import { workingHours } from "../../src/domain/time/working-hours.ts";
import type { StoredAsk, StoredAskEvent } from "./ask-store.ts";
import type { Seat } from "./deals.ts";
import { holidaysOf } from "./holidays.ts";

/** Without a date in the deal, an executive meeting is wanted within so many days. */
const USUAL_DAYS = 30;
/** What is taken for the hours of an executive whose mailbox does not tell. */
const USUAL_HOURS = { zone: "UTC", days: [1, 2, 3, 4, 5], start: "09:00", end: "17:00" };

/** Where an ask stands now, by everything that happened. */
export function standingOf(
  ask: StoredAsk,
  events: readonly StoredAskEvent[],
  seats: readonly Seat[],
  now: Temporal.Instant,
  known: ReadonlyMap<string, Availability> = NOBODY_KNOWN,
): AskStanding {
  const facts = factsOf(ask, seats, known);
  return standing(
    events.map((event) => asEvent(event, facts.accountManager)),
    facts,
    now,
  );
}

/** Without a look at calendars nobody's time is known. */
const NOBODY_KNOWN: ReadonlyMap<string, Availability> = new Map();

function factsOf(ask: StoredAsk, seats: readonly Seat[], known: ReadonlyMap<string, Availability>): AskFacts {
  const withRole = (role: string) => seats.find((seat) => seat.role === role)?.personId ?? null;
  const colleagues = seats
    .filter(({ role, personId }) => role === "executiveSponsor" && personId !== ask.executiveId)
    .map(({ personId }) => ({
      id: personId,
      rank: ask.ranks[personId] ?? 9,
      availability: known.get(personId) ?? "unknown",
    }));
  return {
    accountManager: withRole("accountManager") ?? "",
    dates: datesOf(ask),
    surroundings: {
      minutes: ask.minutes,
      inPerson: ask.inPerson,
      executive: ask.executiveId,
      clientRank: ask.clientRank,
      colleagues,
      assistant: withRole("assistant"),
      managerCoach: withRole("managerCoach"),
    },
  };
}

function datesOf({ neededBy, createdAt, hours, country }: StoredAsk): DealDates {
  const { zone, days, start, end } = hours ?? USUAL_HOURS;
  const began = createdAt.toZonedDateTimeISO("UTC").toPlainDate();
  const day = neededBy === null ? began.add({ days: USUAL_DAYS }) : Temporal.PlainDate.from(neededBy);
  return {
    neededBy: day,
    hours: workingHours(zone, days.length > 0 ? days : USUAL_HOURS.days, start, end),
    holidays: holidaysOf(country, began, day.add({ years: 1 })),
  };
}

/** Only account managers could send, each in their time: to the rule it is always the one of today. */
function asEvent(event: StoredAskEvent, accountManager: string): AskEvent {
  const { id, at, kind, option, why, instead, start, end } = event;
  switch (kind) {
    case "sent":
      return { id, at, kind, by: accountManager, option };
    case "accepted":
      return { id, at, kind, meeting: { start: start ?? at, end: end ?? at } };
    case "declined":
      return { id, at, kind, why, instead };
    case "postponed":
    case "called-off":
    case "debriefed":
    case "ended":
      return { id, at, kind };
  }
}
