import type * as z from "zod/mini";
import type { Deal } from "../../contract/deals.ts";
import type { Concession, findSlots, scheduleMeeting } from "../../contract/meetings.ts";
import type { createOffer } from "../../contract/offers.ts";

/** Whether somebody of ours has to come. */
export type Part = "must" | "may" | "no";

/** What the plan holds while somebody makes it. Days as "2026-03-02". A zone is "" while nobody chose one. */
export type PlanDraft = {
  id: string;
  subject: string;
  agenda: string;
  parts: Readonly<Record<string, Part>>;
  clients: Readonly<Record<string, { comes: boolean; zone: string }>>;
  minutes: number;
  briefing: number;
  debrief: number;
  from: string;
  to: string;
};

/** The time that somebody chose, and what had to be given up for it. */
export type Choice = { start: string; steps: Concession["steps"] };

type Search = z.input<typeof findSlots.body>;
type OfferBody = z.input<typeof createOffer.body>;
type Booking = z.input<typeof scheduleMeeting.body>;

/** What stands in the way of a search, by field. */
export type PlanWrong = ReadonlySet<"people" | "days" | `zone.${string}`>;

/** Lengths to choose from, and the time kept before and after, in minutes. */
export const LENGTHS = [15, 30, 45, 60, 90, 120] as const;
export const FLANKS = [0, 15, 30, 60] as const;

/** A plan to begin with: the reader and the executives of the deal, an hour in the next two weeks. `today` in the reader's zone. */
export function firstPlan(deal: Deal, myId: string | null, today: string, id: string): PlanDraft {
  const comes = ({ person, role }: Deal["seats"][number]) =>
    person.id === myId || role === "executiveSponsor" ? "must" : "no";
  return {
    id,
    subject: "",
    agenda: "",
    parts: Object.fromEntries(deal.seats.map((seat) => [seat.person.id, comes(seat)])),
    clients: Object.fromEntries(deal.contacts.map((one) => [one.id, { comes: false, zone: "" }])),
    minutes: 60,
    briefing: 30,
    debrief: 15,
    from: today,
    to: dayAfter(today, 13),
  };
}

/** The search for a plan, or what stands in its way. */
export function searchOf(
  draft: PlanDraft,
  deal: Deal,
  zone: string,
): { body: Search } | { wrong: PlanWrong } {
  const wrong = new Set<"people" | "days" | `zone.${string}`>();
  const required = withPart(draft, "must");
  if (required.length === 0) wrong.add("people");
  if (draft.from === "" || draft.to === "" || draft.to < draft.from) wrong.add("days");
  for (const [id, { comes, zone: theirs }] of Object.entries(draft.clients)) {
    if (comes && theirs === "") wrong.add(`zone.${id}`);
  }
  if (wrong.size > 0) return { wrong };
  const { minutes, briefing, debrief, from, to } = draft;
  return {
    body: {
      required,
      optional: withPart(draft, "may"),
      clients: clientsOf(draft, deal),
      ...{ minutes, briefing, debrief, from, to, zone },
    },
  };
}

/** The booking of a chosen time, with what was given up for it taken out. */
export function bookingOf(draft: PlanDraft, deal: Deal, { start, steps }: Choice): Booking {
  const gives = (what: Choice["steps"][number]["what"]) => steps.filter((step) => step.what === what);
  const excused = new Set(gives("make-optional").map(({ personId }) => personId));
  const required = withPart(draft, "must");
  return {
    id: draft.id,
    subject: draft.subject,
    agenda: draft.agenda,
    start,
    required: required.filter((id) => !excused.has(id)),
    optional: [...withPart(draft, "may"), ...required.filter((id) => excused.has(id))],
    clients: clientsOf(draft, deal),
    minutes: gives("shorter")[0]?.minutes ?? draft.minutes,
    briefing: gives("no-briefing").length > 0 ? 0 : draft.briefing,
    debrief: gives("no-debrief").length > 0 ? 0 : draft.debrief,
    conceded: [...gives("outside-hours"), ...gives("over-tentative")],
  };
}

/** What an offer to the client needs of the plan; null unless just one person of the client comes, with a zone. */
export function offerOf(
  draft: PlanDraft,
  deal: Deal,
): Pick<OfferBody, "client" | "required" | "minutes" | "subject"> | null {
  const [client, ...others] = clientsOf(draft, deal);
  const required = withPart(draft, "must");
  if (client === undefined || others.length > 0 || client.zone === null || required.length === 0) return null;
  const { name, address, zone } = client;
  return { client: { name, address, zone }, required, minutes: draft.minutes, subject: draft.subject };
}

function withPart({ parts }: PlanDraft, part: Part): string[] {
  return Object.keys(parts).filter((id) => parts[id] === part);
}

function clientsOf({ clients }: PlanDraft, { contacts }: Deal): Search["clients"] {
  return contacts.flatMap(({ id, name, address }) => {
    const plan = clients[id];
    return plan?.comes ? [{ name, address, zone: plan.zone === "" ? null : plan.zone }] : [];
  });
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
