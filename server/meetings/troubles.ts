import { Later } from "../jobs/queue.ts";

/** A wait longer than this would hold up what is asked for in the meantime: the next round looks at it again anyway. */
const WAIT_SECONDS = 10;

/** Ends work that met a busy Microsoft 365: soon again, or left to the next round. */
export function comeBack(trouble: { seconds: number }, cause: unknown): void {
  if (trouble.seconds <= WAIT_SECONDS) throw new Later(trouble.seconds, cause);
}
