import type { House } from "../room.ts";
import type { Db } from "../store/db.ts";
import { askStore } from "./ask-store.ts";
import { progressStore } from "./progress.ts";

/** Calls a meeting off within the caller's transaction; everybody invited hears `comment`. Off already is fine. */
export async function callOff(
  tx: Db,
  { tenantId, now, ask }: Pick<House, "tenantId" | "now" | "ask">,
  { meetingId, comment, byId }: { meetingId: string; comment: string; byId: string },
): Promise<void> {
  if (!(await progressStore(tx, tenantId).cancelled(meetingId, comment))) return;
  await askStore(tx, tenantId).meetingGone(meetingId, byId, now());
  await ask(tx, "meeting.place", { tenantId, meetingId });
}
