import { Later } from "../jobs/queue.ts";
import type { Trouble } from "./ports.ts";

/** Work for the queue that goes on later, uncounted, when Graph asks for patience. */
export function patient<Data>(
  troubleOf: (error: unknown) => Trouble | null,
  run: (data: Data) => Promise<void>,
): (data: Data) => Promise<void> {
  return async (data) => {
    try {
      await run(data);
    } catch (error) {
      const trouble = troubleOf(error);
      throw trouble?.kind === "busy" ? new Later(trouble.seconds, error) : error;
    }
  };
}
