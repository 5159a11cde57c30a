import { buildRoom, type Run } from "./room-build.ts";
import { roomFacts } from "./room-store.ts";
import { undoRoom } from "./room-undo.ts";

/** Goes on with a room that the runner has taken: makes it, or takes it back, whichever was asked for last. */
export async function runRoom(run: Run): Promise<void> {
  const { house, dealId } = run;
  const room = await roomFacts(house.db, house.tenantId, dealId);
  await (room?.undoing === true ? undoRoom(run) : buildRoom(run));
}
