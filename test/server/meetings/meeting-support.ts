import { randomUUID } from "node:crypto";
import type * as z from "zod/mini";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { scheduleMeeting } from "../../../src/contract/meeting-scheduling.ts";
import { findSlots } from "../../../src/contract/meeting-slots.ts";
import { listMeetings, type Meeting } from "../../../src/contract/meetings.ts";
import type { Problem } from "../../../src/contract/problem.ts";
import type { Json, World } from "../../support/world.ts";

/** Vera Volkova, the client's vice president. */
export const VERA = { name: "Vera Volkova", address: "vera@steelworks.example", zone: "Europe/Moscow" };

/** Anna's deal with the Steelworks; her assistant Katrin, the chief executive and an expert sit in it. */
export async function steelworks(world: World): Promise<Deal> {
  const seat = (name: string, role: Deal["seats"][number]["role"]) => ({ personId: world.id(name), role });
  return world.as("anna.kern")(createDeal, {
    body: {
      id: randomUUID(),
      name: "Steelworks",
      account: "Steelworks AO",
      domains: ["steelworks.example"],
      value: null,
      stage: "proposal",
      closeDate: "2026-05-29",
      tenderDate: null,
      sensitivity: "standard",
      seats: [
        seat("dmitri.bergmann", "executiveSponsor"),
        seat("katrin.vogel", "assistant"),
        seat("pavel.orlov", "expert"),
      ],
      contacts: [{ name: VERA.name, address: VERA.address, role: "economicBuyer" }],
    },
  });
}

type Search = z.input<typeof findSlots.body>;
type Booking = z.input<typeof scheduleMeeting.body>;

/** An hour of Anna with the chief executive on Tuesday 3 March 2026, Berlin's days. */
export function search(world: World, more: Partial<Search> = {}): Search {
  return {
    required: [world.id("anna.kern"), world.id("dmitri.bergmann")],
    optional: [],
    clients: [],
    minutes: 60,
    briefing: 0,
    debrief: 0,
    from: "2026-03-03",
    to: "2026-03-03",
    zone: "Europe/Berlin",
    ...more,
  };
}

/** Tuesday 3 March, noon in Berlin: Anna, the chief executive and Vera. */
export function booking(world: World, more: Partial<Booking> = {}): Booking {
  return {
    id: randomUUID(),
    required: [world.id("anna.kern"), world.id("dmitri.bergmann")],
    optional: [],
    clients: [VERA],
    minutes: 60,
    briefing: 0,
    debrief: 0,
    subject: "Line 4: the last open questions",
    agenda: "Delivery\nPrice <b>list</b>",
    start: "2026-03-03T11:00:00Z",
    conceded: [],
    ...more,
  };
}

/** Books it as Anna and lets it come onto the calendars. */
export async function booked(world: World, deal: Deal, more: Partial<Booking> = {}): Promise<Meeting> {
  const body = booking(world, more);
  await world.as("anna.kern")(scheduleMeeting, { params: { dealId: deal.id }, body });
  await world.quiet();
  return meetingOf(world, deal, body.id);
}

/** The meeting as Anna's list shows it now. */
export async function meetingOf(world: World, deal: Deal, id: string): Promise<Meeting> {
  const { meetings } = await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } });
  const found = meetings.find((one) => one.id === id);
  if (found === undefined) throw new Error("The meeting is not in the list");
  return found;
}

/** Everything on a person's calendar. */
export async function eventsOf(world: World, name: string): Promise<Json[]> {
  const { body } = await world.graph("GET", `/users/${world.id(name)}/events?$top=100`);
  return body["value"] as Json[];
}

/** Puts something on a person's calendar past the product; times in UTC, e.g. "2026-03-03T12:00". */
export async function busy(
  world: World,
  name: string,
  start: string,
  end: string,
  more: Record<string, unknown> = {},
): Promise<Json> {
  const time = (dateTime: string) => ({ dateTime: `${dateTime}:00`, timeZone: "UTC" });
  const { body } = await world.graph("POST", `/users/${world.id(name)}/events`, {
    subject: "Dentist, do not tell",
    start: time(start),
    end: time(end),
    ...more,
  });
  return body;
}

/** Looks for times as Anna. */
export function slotsFor(world: World, deal: Deal, more: Partial<Search> = {}) {
  return world.as("anna.kern")(findSlots, { params: { dealId: deal.id }, body: search(world, more) });
}

/** Who stands against a start and why, with names: "dmitri.bergmann busy"; "" when it is offered or fits. */
export function against(
  world: World,
  { rejected }: Awaited<ReturnType<typeof slotsFor>>,
  start: string,
  names: readonly string[],
): string {
  const at = Date.parse(start);
  const found = rejected.find(({ from, to }) => Date.parse(from) <= at && at <= Date.parse(to));
  const nameOf = (id: string | null) => names.find((name) => world.id(name) === id) ?? id ?? "all";
  return (found?.because ?? []).map(({ personId, why }) => `${nameOf(personId)} ${why}`).join(", ");
}

/** The code of the Problem that a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "not refused";
  } catch (error) {
    return (error as Problem).code;
  }
}

type Logged = {
  number: number;
  method: string;
  url: string;
  status: number;
  body: Record<string, unknown> | null;
};

async function requests(world: World, since: number): Promise<Logged[]> {
  return ((await world.outside("GET", `/requests?since=${since}`)) as never as { value: Logged[] }).value;
}

/** The number of the last request that Graph got so far. */
export async function requestCount(world: World): Promise<number> {
  return (await requests(world, 0)).at(-1)?.number ?? 0;
}

/** What Graph was asked since then at addresses that hold `part`. */
export async function requestsTo(world: World, part: string, since: number): Promise<Logged[]> {
  return (await requests(world, since)).filter(({ url }) => url.includes(part));
}
