import { Temporal } from "temporal-polyfill";
import type { SlotPerson as ShownPerson } from "../../src/contract/meeting-slots.ts";
import type { Wish } from "../../src/contract/meetings-wishes.ts";
import { Problem } from "../../src/contract/problem.ts";
import type { Block, Calendar, Preferences, SlotPerson } from "../../src/domain/meetings/slot-request.ts";
import { parseAddress } from "../../src/domain/people/address.ts";
import type { Interval } from "../../src/domain/time/interval.ts";
import type { Weekday } from "../../src/domain/time/weekday.ts";
import { type WorkingHours, workingHours } from "../../src/domain/time/working-hours.ts";
import { UnknownZone } from "../../src/domain/time/zone.ts";
import { asking } from "../http/asking.ts";
import type { WorkTimes } from "./calendar-ports.ts";
import { holidaysOf } from "./holidays.ts";
import type { Kept } from "./kept.ts";
import type { Colleague, MeetingPorts } from "./ports.ts";

/** Who shall meet, as a request names them: ours by directory id, the client's by address. */
export type Who = {
  required: readonly string[];
  optional: readonly string[];
  clients: readonly {
    name: string;
    address: string;
    zone: string | null;
    /** Times that they named themselves. */
    times?: readonly { start: string; end: string }[] | undefined;
  }[];
  /** Where people meet in person; null or left out: in Teams. */
  place?: { travelMinutes: number } | null | undefined;
};

/** The people of a search with all that is known of their time, and as they are shown. */
export type Gathered = { people: SlotPerson[]; shown: ShownPerson[]; colleagues: Colleague[] };

/** Calendars are read so far beyond the window, because briefing and debrief may reach over its edges. */
const MARGIN = { hours: 4 };
/** What is taken for the working hours of people whose mailboxes are not ours. */
const CLIENT_HOURS = { days: [1, 2, 3, 4, 5], start: "09:00", end: "18:00" };

/**
 * Reads what is known of everybody's time in the window, through the asker's own mailbox. Rejects with Problems
 * "person.unknown", "request.invalid", "graph.*".
 */
export async function gather(
  ports: MeetingPorts,
  who: Who,
  window: Interval,
  askerId: string,
  kept: Kept,
): Promise<Gathered> {
  const required = [...new Set(who.required)];
  const optional = [...new Set(who.optional)].filter((id) => !required.includes(id));
  const guests = who.clients.map((client, i) => guest(client, `clients.${i}`));
  return asking(ports, "Calendars.ReadBasic", async () => {
    const found = await ports.people.people([...required, ...optional]);
    const colleagues = [...required, ...optional].map((id) => {
      const one = found.get(id);
      if (one === undefined) throw new Problem("person.unknown", "The directory does not know everybody.");
      return one;
    });
    const covers = { start: window.start.subtract(MARGIN), end: window.end.add(MARGIN) };
    const [blocks, times] = await Promise.all([
      ports.schedules.blocks(
        askerId,
        colleagues.map(({ mail }) => mail),
        covers,
      ),
      Promise.all(colleagues.map(({ id }) => ports.schedules.workTimes(id))),
    ]);
    const ours = colleagues.map((one, i): SlotPerson => {
      const read = blocks.get(one.mail);
      const calendar: Calendar =
        read === undefined
          ? { kind: "unread" }
          : { kind: "read", blocks: withoutOwn(read, kept.own), covers };
      const known = person(one, required.includes(one.id), times[i] as WorkTimes, calendar, window);
      const wish = kept.wishes.get(one.id);
      return {
        ...known,
        ...(wish && { preferences: preferencesOf(wish) }),
        ...(who.place && { travel: wayOf(who.place.travelMinutes) }),
      };
    });
    const names = new Map(colleagues.map(({ id, name }) => [id, name]));
    return {
      people: [...ours, ...guests.map(({ person }) => person)],
      shown: [
        ...ours.map((one, i) => ({ ...shownAs(one, names), hasMailbox: times[i]?.hasMailbox ?? true })),
        ...guests.map(({ shown }) => shown),
      ],
      colleagues,
    };
  });
}

function person(
  { id }: Colleague,
  required: boolean,
  { hours, country }: WorkTimes,
  calendar: Calendar,
  window: Interval,
): SlotPerson {
  const known = hours && hoursOf(hours);
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(known?.zone ?? "UTC").toPlainDate();
  const holidays = holidaysOf(country, day(window.start), day(window.end));
  return { id, required, internal: true, hours: known, calendar, holidays };
}

function guest(client: Who["clients"][number], field: string): { person: SlotPerson; shown: ShownPerson } {
  const id = parseAddress(client.address);
  if (id === null) {
    throw new Problem("request.invalid", "This is not a mail address.", { field: `${field}.address` });
  }
  const { zone } = client;
  const hours = zone === null ? null : hoursOf({ ...CLIENT_HOURS, zone });
  if (zone !== null && hours === null) {
    throw new Problem("request.invalid", "Nobody knows this zone.", { field: `${field}.zone` });
  }
  const calendar: Calendar =
    client.times === undefined
      ? { kind: "outside" }
      : { kind: "offered", times: client.times.map((time) => offered(time, `${field}.times`)) };
  const person: SlotPerson = { id, required: true, internal: false, hours, calendar };
  return { person, shown: shownAs(person, new Map([[id, client.name]])) };
}

/** Bad input 79: a time that ends before it starts is no time. */
function offered(time: { start: string; end: string }, field: string): Interval {
  const start = Temporal.Instant.from(time.start);
  const end = Temporal.Instant.from(time.end);
  if (Temporal.Instant.compare(start, end) >= 0)
    throw new Problem("request.invalid", "This time ends before it starts.", { field });
  return { start, end };
}

/** The calendar without one entry for each time that the meeting to be moved takes itself. */
function withoutOwn(blocks: readonly Block[], own: readonly Interval[]): Block[] {
  const left = own.map(({ start, end }) => `${start.epochMilliseconds} ${end.epochMilliseconds}`);
  return blocks.filter(({ start, end }) => {
    const at = left.indexOf(`${start} ${end}`);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function preferencesOf({ notBefore, notAfter, noDays }: Wish): Preferences {
  return {
    ...(notBefore !== null && { notBefore: Temporal.PlainTime.from(notBefore) }),
    ...(notAfter !== null && { notAfter: Temporal.PlainTime.from(notAfter) }),
    noDays: noDays as Weekday[],
  };
}

function wayOf(minutes: number): NonNullable<SlotPerson["travel"]> {
  return { beforeMinutes: minutes, afterMinutes: minutes };
}

/** Null for hours or a zone that make no sense: then nothing is known. */
function hoursOf(told: NonNullable<WorkTimes["hours"]>): WorkingHours | null {
  try {
    return workingHours(told.zone, told.days, told.start, told.end);
  } catch (error) {
    if (error instanceof UnknownZone || error instanceof RangeError) return null;
    throw error;
  }
}

function shownAs(
  { id, required, internal, hours, calendar }: SlotPerson,
  names: ReadonlyMap<string, string>,
): ShownPerson {
  const known = hours !== null && calendar.kind !== "unread";
  return { id, name: names.get(id) ?? id, zone: hours?.zone ?? null, known, required, internal };
}
