import type { House } from "../room.ts";
import type { StoredAsk } from "./ask-store.ts";
import { progressStore } from "./progress.ts";

/** Calls off the meeting that was agreed to, if there is one; inside the caller's transaction. */
export async function cancelAsked({ db, tenantId, ask }: House, { meetingId }: StoredAsk): Promise<void> {
  if (meetingId === null) return;
  if (await progressStore(db, tenantId).cancelled(meetingId, ""))
    await ask(db, "meeting.place", { tenantId, meetingId });
}
