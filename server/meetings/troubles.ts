import { Problem } from "../../src/contract/problem.ts";
import { Later } from "../jobs/queue.ts";
import type { MeetingPorts } from "./ports.ts";

/** Runs a piece of work on Microsoft 365 and refuses in the product's words when that refuses: `permission` names what is needed. */
export async function asking<T>(
  { troubleOf }: Pick<MeetingPorts, "troubleOf">,
  permission: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    switch (trouble.kind) {
      case "busy":
        throw new Problem("graph.busy", "Microsoft 365 is busy.", { retryAfter: trouble.seconds }, error);
      case "forbidden":
        throw new Problem("graph.permission", "Microsoft 365 does not allow this.", { permission }, error);
      default:
        throw new Problem("graph.refused", "Microsoft 365 refused this.", {}, error);
    }
  }
}

/** A wait longer than this would hold up what is asked for in the meantime: the next round looks at it again anyway. */
const WAIT_SECONDS = 10;

/** Ends work that met a busy Microsoft 365: soon again, or left to the next round. */
export function comeBack(trouble: { seconds: number }, cause: unknown): void {
  if (trouble.seconds <= WAIT_SECONDS) throw new Later(trouble.seconds, cause);
}
