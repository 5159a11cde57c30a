import type { Temporal } from "temporal-polyfill";
import { isQuiet, nextDigest } from "../../src/domain/deals/digest-time.ts";
import type { Holiday } from "../../src/domain/time/weekday.ts";
import type { House } from "../room.ts";
import { type TimesPorts, timesOf } from "./digest-plan.ts";

/**
 * When something may be said to a person, by the same hours, holidays and wishes as their digest. Other rooms ask it by
 * ports of their own. All may reject with the adapter's errors.
 */
export function quietHours(house: House, ports: TimesPorts) {
  return {
    /** When their working hours begin again; null while they last, and for whoever has no working day in sight. */
    async until(personId: string): Promise<Temporal.Instant | null> {
      const { times } = await timesOf(house, ports, personId);
      const at = house.now();
      return isQuiet(at, times) ? nextDigest(at, times, null) : null;
    },

    /** Whether they want to hear at once, within their hours, of what waits for an answer of theirs. */
    async wantsAtOnce(personId: string): Promise<boolean> {
      return (await timesOf(house, ports, personId)).wish.urgent;
    },

    /** The public holidays where they live. */
    async holidays(personId: string): Promise<readonly Holiday[]> {
      return (await timesOf(house, ports, personId)).times.holidays;
    },
  };
}
