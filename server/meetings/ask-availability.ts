import type { Temporal } from "temporal-polyfill";
import { Problem } from "../../src/contract/problem.ts";
import type { Availability } from "../../src/domain/meetings/evasion-options.ts";
import { prepareSlots } from "../../src/domain/meetings/prepared-slots.ts";
import { reasonsAgainst } from "../../src/domain/meetings/slots.ts";
import type { House } from "../room.ts";
import type { AskInSight } from "./ask-show.ts";
import { standingOf } from "./ask-standing.ts";
import { gather } from "./gather.ts";
import { keptFor } from "./kept.ts";
import type { MeetingPorts } from "./ports.ts";

/** The same asks with their substitutes' calendars looked at; asks that name no substitute stay as they are. */
export function withAvailability(
  house: House,
  ports: MeetingPorts,
  inSight: readonly AskInSight[],
): Promise<AskInSight[]> {
  return Promise.all(
    inSight.map(async (one) => {
      const { ask, events, seats, standing } = one;
      if (!standing.options.some(({ substitute }) => substitute !== null)) return one;
      const known = await availabilityOf(house, ports, one);
      return { ...one, standing: standingOf(ask, events, seats, house.now(), known) };
    }),
  );
}

/** Whether the deal's other executives can come at the time asked for. A calendar that cannot be read is unknown, not free. */
async function availabilityOf(
  house: House,
  ports: MeetingPorts,
  { ask, seats }: AskInSight,
): Promise<Map<string, Availability>> {
  const others = seats
    .filter(({ role, personId }) => role === "executiveSponsor" && personId !== ask.executiveId)
    .map(({ personId }) => personId);
  const { start, minutes } = ask;
  const around = { start: start.subtract({ hours: 1 }), end: start.add({ minutes: minutes + 60 }) };
  const now = before(house.now(), start);
  try {
    const kept = await keptFor(house, ask.dealId, others);
    const who = { required: others, optional: [], clients: [] };
    const { people } = await gather(ports, who, around, others[0] ?? "", kept);
    return new Map(
      people.map((person): [string, Availability] => {
        const scope = { window: around, people: [person], noMeetingDays: kept.noMeetingDays };
        const reasons = reasonsAgainst(prepareSlots(scope), { now, minutes }, start);
        if (reasons.length === 0) return [person.id, "free"];
        return [person.id, reasons.some(({ why }) => why === "unknown") ? "unknown" : "busy"];
      }),
    );
  } catch (error) {
    // While Microsoft 365 does not answer, nothing is known of anybody.
    if (error instanceof Problem) return new Map();
    throw error;
  }
}

/** A time asked for that is over by now is looked at all the same: the earlier of both. */
function before(now: Temporal.Instant, start: Temporal.Instant): Temporal.Instant {
  return now.epochMilliseconds < start.epochMilliseconds ? now : start;
}
