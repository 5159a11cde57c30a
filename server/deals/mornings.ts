import { Temporal } from "temporal-polyfill";
import type { House } from "../room.ts";
import type { DealPorts } from "./ports.ts";
import { quietHours } from "./quiet-hours.ts";

/**
 * Who must not be told anything now, and when the first of those met can be. Nobody's hours count as quiet where their mailbox
 * refuses to tell them. Rejects with the adapter's error when Graph is busy.
 */
export function morningsOf(house: House, ports: DealPorts) {
  const quiet = quietHours(house, ports);
  let next: Temporal.Instant | null = null;
  return {
    async isQuiet(personId: string): Promise<boolean> {
      const morning = await quiet.until(personId).catch((error: unknown) => {
        const trouble = ports.troubleOf(error);
        if (trouble === null || trouble.kind === "busy") throw error;
        return null;
      });
      if (morning === null) return false;
      if (next === null || Temporal.Instant.compare(morning, next) < 0) next = morning;
      return true;
    },

    /** When the first of them begins to work; null where nobody was quiet. */
    next: (): Temporal.Instant | null => next,
  };
}
