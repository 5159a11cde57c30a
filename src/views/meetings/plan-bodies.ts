import type * as z from "zod/mini";
import type { Deal } from "../../contract/deals.ts";
import type { scheduleMeeting } from "../../contract/meeting-scheduling.ts";
import type { findSlots } from "../../contract/meeting-slots.ts";
import type { createOffer } from "../../contract/offers.ts";
import type { Choice, NamedTime, Part, PlanDraft, PlanWrong, Wrong } from "./plan-draft.ts";
import { instantIn } from "./wall-clock.ts";

type Search = z.input<typeof findSlots.body>;
type OfferBody = z.input<typeof createOffer.body>;
type Booking = z.input<typeof scheduleMeeting.body>;

/** The search for a plan, or what stands in its way. `today` in the reader's zone. */
export function searchOf(
  draft: PlanDraft,
  deal: Deal,
  { zone, today }: { zone: string; today: string },
): { body: Search } | { wrong: PlanWrong } {
  const wrong = new Set<Wrong>();
  const required = withPart(draft, "must");
  if (required.length === 0) wrong.add("people");
  const days = wrongDays(draft, today);
  if (days !== null) wrong.add(days);
  if (draft.inPerson && draft.place.trim() === "") wrong.add("place");
  for (const [id, { comes, zone: theirs, times }] of Object.entries(draft.clients)) {
    if (comes && theirs === "") wrong.add(`zone.${id}`);
    if (comes && times.some((time) => intervalOf(time, zone) === null)) wrong.add(`times.${id}`);
  }
  if (wrong.size > 0) return { wrong };
  const { minutes, briefing, debrief, from, to } = draft;
  return {
    body: {
      required,
      optional: withPart(draft, "may"),
      clients: clientsOf(draft, deal, zone),
      ...{ minutes, briefing, debrief, from, to, zone, place: placeOf(draft) },
    },
  };
}

/** What is wrong with the days to look at; null for nothing. All days as "2026-03-02". */
export function wrongDays(
  { from, to }: Pick<PlanDraft, "from" | "to">,
  today: string,
): "days" | "daysOver" | null {
  if (from === "" || to === "" || to < from) return "days";
  return to < today ? "daysOver" : null;
}

/** The booking of a chosen time, with what was given up for it taken out. */
export function bookingOf(draft: PlanDraft, deal: Deal, zone: string, { start, steps }: Choice): Booking {
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
    clients: clientsOf(draft, deal, zone),
    place: placeOf(draft),
    organizerId: draft.organizerId,
    repeat: draft.everyWeeks === 0 ? null : { everyWeeks: draft.everyWeeks, times: draft.times },
    minutes: gives("shorter")[0]?.minutes ?? draft.minutes,
    briefing: gives("no-briefing").length > 0 ? 0 : draft.briefing,
    debrief: gives("no-debrief").length > 0 ? 0 : draft.debrief,
    conceded: [...gives("outside-hours"), ...gives("over-tentative")],
  };
}

/** What an offer to the client needs of the plan; null unless just one person of the client comes, in Teams, with a zone. */
export function offerOf(
  draft: PlanDraft,
  deal: Deal,
): Pick<OfferBody, "client" | "required" | "minutes" | "subject"> | null {
  const [client, ...others] = clientsOf(draft, deal, "UTC");
  const required = withPart(draft, "must");
  if (client === undefined || others.length > 0 || client.zone === null || required.length === 0) return null;
  if (draft.inPerson) return null;
  const { name, address, zone } = client;
  return { client: { name, address, zone }, required, minutes: draft.minutes, subject: draft.subject };
}

function withPart({ parts }: PlanDraft, part: Part): string[] {
  return Object.keys(parts).filter((id) => parts[id] === part);
}

function clientsOf({ clients }: PlanDraft, { contacts }: Deal, zone: string): Search["clients"] {
  return contacts.flatMap(({ id, name, address }) => {
    const plan = clients[id];
    if (!plan?.comes) return [];
    const times = plan.times.flatMap((time) => intervalOf(time, zone) ?? []);
    return [{ name, address, zone: plan.zone === "" ? null : plan.zone, ...(times.length > 0 && { times }) }];
  });
}

/** Null for a time that is not filled in, or ends before it begins. */
function intervalOf({ day, from, to }: NamedTime, zone: string): { start: string; end: string } | null {
  const [start, end] = [instantIn(day, from, zone), instantIn(day, to, zone)];
  return start !== null && end !== null && start < end ? { start, end } : null;
}

function placeOf({ inPerson, place, way }: PlanDraft): Search["place"] {
  return inPerson ? { name: place.trim(), travelMinutes: way } : null;
}
