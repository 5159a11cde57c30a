import type * as z from "zod/mini";
import type { scheduleMeeting } from "../../src/contract/meeting-scheduling.ts";
import type { House } from "../room.ts";
import type { StoredAsk } from "./ask-store.ts";
import { progressStore } from "./progress.ts";

/** Calls off the meeting that was agreed to, if there is one; inside the caller's transaction. */
export async function cancelAsked({ db, tenantId, ask }: House, { meetingId }: StoredAsk): Promise<void> {
  if (meetingId === null) return;
  if (await progressStore(db, tenantId).cancelled(meetingId, ""))
    await ask(db, "meeting.place", { tenantId, meetingId });
}

/** Where the two would meet, as a booking names it; null for a meeting in Teams. Nobody knows the way yet. */
export function placeOf({ inPerson, place }: StoredAsk): z.output<typeof scheduleMeeting.body>["place"] {
  return inPerson && place !== null ? { name: place, travelMinutes: 0 } : null;
}
