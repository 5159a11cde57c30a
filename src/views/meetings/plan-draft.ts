import type { Deal } from "../../contract/deals.ts";
import type { Concession } from "../../contract/meeting-slots.ts";
import type { Person } from "../../contract/words.ts";

/** Whether somebody of ours has to come. */
export type Part = "must" | "may" | "no";

/** A time that a person of the client named, by the reader's clock: day "2026-03-02", times "09:00". */
export type NamedTime = { id: string; day: string; from: string; to: string };

/** Whether one of the client's people comes, where they are, and which times they named. */
export type ClientPlan = { comes: boolean; zone: string; times: readonly NamedTime[] };

/** Somebody of the client of whom nothing is said yet. */
export const NO_CLIENT: ClientPlan = { comes: false, zone: "", times: [] };

/** What the plan holds while somebody makes it. Days as "2026-03-02". A zone is "" while nobody chose one. */
export type PlanDraft = {
  id: string;
  subject: string;
  agenda: string;
  parts: Readonly<Record<string, Part>>;
  /** People of ours beyond the deal team. */
  others: readonly Person[];
  clients: Readonly<Record<string, ClientPlan>>;
  /** Who invites; null for the reader. */
  organizerId: string | null;
  /** Whether people meet in person: then where, and our way there in minutes. */
  inPerson: boolean;
  place: string;
  way: number;
  minutes: number;
  briefing: number;
  debrief: number;
  from: string;
  to: string;
  /** How often it repeats, in weeks; 0 for once. And how many meetings that makes. */
  everyWeeks: number;
  times: number;
};

/** The time that somebody chose, and what had to be given up for it. */
export type Choice = { start: string; steps: Concession["steps"] };

/** What stands in the way of a search, by field. */
export type PlanWrong = ReadonlySet<Wrong>;
export type Wrong = "people" | "days" | "daysOver" | "place" | `zone.${string}` | `times.${string}`;

/** Lengths to choose from, and the time kept before and after, in minutes. */
export const LENGTHS = [15, 30, 45, 60, 90, 120] as const;
export const FLANKS = [0, 15, 30, 60] as const;
/** Ways to choose from, in minutes one way. */
export const WAYS = [0, 15, 30, 60, 90, 120, 180, 240] as const;
/** How often a meeting may repeat, in weeks, and how many meetings that makes. */
export const REPEATS = [0, 1, 2, 4, 13] as const;
export const TIMES = [2, 3, 4, 6, 8, 12] as const;
/** So many days are looked at, the first included: executives' next two weeks are often full. */
const DAYS = 21;

/**
 * A plan to begin with: the reader and the executives of the deal, an hour with its briefing in the three weeks from the
 * next working day on, whatever the hour it is now. `today` in the reader's zone.
 */
export function firstPlan(
  deal: Deal,
  myId: string | null,
  today: string,
  id: string,
  zones: ReadonlyMap<string, string>,
): PlanDraft {
  const comes = ({ person, role }: Deal["seats"][number]) =>
    person.id === myId || role === "executiveSponsor" ? "must" : "no";
  return {
    id,
    subject: "",
    agenda: "",
    parts: Object.fromEntries(deal.seats.map((seat) => [seat.person.id, comes(seat)])),
    others: [],
    clients: Object.fromEntries(
      deal.contacts.map(({ id: contact, address }) => [
        contact,
        { ...NO_CLIENT, zone: zones.get(address) ?? "" },
      ]),
    ),
    organizerId: null,
    ...{ inPerson: false, place: "", way: 30, everyWeeks: 0, times: 4 },
    minutes: 45,
    briefing: 15,
    debrief: 0,
    ...window(today),
  };
}

/** From the next working day on. */
export function window(today: string): Pick<PlanDraft, "from" | "to"> {
  const from = nextWorkingDay(today);
  return { from, to: dayAfter(from, DAYS - 1) };
}

function nextWorkingDay(today: string): string {
  const tomorrow = dayAfter(today, 1);
  const weekday = new Date(`${tomorrow}T00:00:00Z`).getUTCDay();
  return dayAfter(tomorrow, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
