import { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import type { findSlots as contract } from "../../src/contract/meeting-slots.ts";
import { Problem } from "../../src/contract/problem.ts";
import { SlotRefused } from "../../src/domain/meetings/slot-refusal.ts";
import type { SlotResult } from "../../src/domain/meetings/slot-result.ts";
import { findSlots } from "../../src/domain/meetings/slots.ts";
import type { Interval } from "../../src/domain/time/interval.ts";
import { UnknownZone, zone as zoneOf } from "../../src/domain/time/zone.ts";
import type { House } from "../room.ts";
import { gather } from "./gather.ts";
import { keptFor } from "./kept.ts";
import type { MeetingPorts } from "./ports.ts";

type Body = z.output<typeof contract.body>;
type Reply = z.input<typeof contract.reply>;

/** Starts are tried on these minutes of the hour. */
const GRID_MINUTES = 15;

/** What is looked for. `token`: the asker's own for our API; with it Outlook's suggestions are compared. */
export type SlotOrder = { dealId: string; askerId: string; token?: string | null; body: Body };

/** Looks for times. Rejects with Problems "meeting.window", "person.unknown", "request.invalid", "graph.*". */
export async function searchSlots(
  house: House,
  ports: MeetingPorts,
  { dealId, askerId, token = null, body }: SlotOrder,
): Promise<Reply> {
  const now = house.now();
  const window = windowOf(body, now);
  const kept = await keptFor(house, dealId, [...body.required, ...body.optional], body.moving);
  const [{ people, shown }, suggested] = await Promise.all([
    gather(ports, body, window, askerId, kept),
    suggestions(house, ports, { token, askerId, body }, window),
  ]);
  const { minutes, briefing, debrief } = body;
  const terms = { now, minutes, noticeMinutes: kept.rule.noticeMinutes };
  const beside = { briefingMinutes: briefing, debriefMinutes: debrief };
  const found = refusing(() =>
    findSlots({
      window,
      people,
      inPerson: Boolean(body.place),
      noMeetingDays: kept.noMeetingDays,
      gridMinutes: GRID_MINUTES,
      ...terms,
      ...beside,
      most: 20,
      mostRejected: 300,
    }),
  );
  const { slots, ...rest } = written(found);
  return {
    people: shown,
    slots: slots.map((slot) => ({ ...slot, inOutlook: suggested?.has(slot.start) ?? null })),
    ...rest,
  };
}

/** Only a comparison: without consent, without an answer or without an asker who comes themselves there is none. */
async function suggestions(
  { log }: House,
  ports: MeetingPorts,
  { token, askerId, body }: { token: string | null; askerId: string; body: Body },
  window: Interval,
): Promise<ReadonlySet<string> | null> {
  if (token === null || !body.required.includes(askerId)) return null;
  try {
    const others = await ports.people.people(body.required.filter((id) => id !== askerId));
    const addresses = [...others.values()].map(({ mail }) => mail);
    const found = await ports.suggestionsOf(token).suggest(addresses, body.minutes, window);
    return new Set(found.map(String));
  } catch (error) {
    log.debug({ err: error }, "Outlook's own suggestions could not be compared");
    return null;
  }
}

/** Runs a search and refuses in the contract's words what makes no sense. */
export function refusing<T>(search: () => T): T {
  try {
    return search();
  } catch (error) {
    if (!(error instanceof SlotRefused)) throw error;
    const isWindow = /^window-|^outside-window/.test(error.reason);
    throw new Problem(isWindow ? "meeting.window" : "request.invalid", error.message, {}, error);
  }
}

/** From the first day's beginning, or now, to the last day's end, both in the asker's zone. */
function windowOf({ from, to, zone: name }: Body, now: Temporal.Instant): Interval {
  const zone = knownZone(name);
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant();
  const first = startOf(Temporal.PlainDate.from(from));
  const end = startOf(Temporal.PlainDate.from(to).add({ days: 1 }));
  if (Temporal.Instant.compare(end, now) <= 0) {
    throw new Problem("meeting.window", "These days are over.");
  }
  const start = Temporal.Instant.compare(first, now) < 0 ? now : first;
  if (Temporal.Instant.compare(start, end) >= 0) {
    throw new Problem("meeting.window", "The last day comes before the first.");
  }
  return { start, end };
}

function knownZone(name: string): string {
  try {
    return zoneOf(name);
  } catch (error) {
    if (!(error instanceof UnknownZone)) throw error;
    throw new Problem("request.invalid", "Nobody knows this zone.", { field: "zone" }, error);
  }
}

function written({ slots, fits, rejected, concessions }: SlotResult): Omit<Reply, "people"> {
  return {
    slots: slots.map(({ start, end, score, terms, without }) => ({
      start: start.toString(),
      end: end.toString(),
      score,
      terms: [...terms],
      without: [...without],
    })),
    fits: fits.map(({ from, to }) => ({ from: from.toString(), to: to.toString() })),
    rejected: rejected.map(({ from, to, because }) => ({
      from: from.toString(),
      to: to.toString(),
      because: [...because],
    })),
    concessions: concessions.map(({ start, end, steps }) => ({
      start: start.toString(),
      end: end.toString(),
      steps: [...steps],
    })),
  };
}
