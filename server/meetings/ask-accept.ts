import { Temporal } from "temporal-polyfill";
import { Later } from "../jobs/queue.ts";
import type { House } from "../room.ts";
import { row, sql } from "../store/db.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore } from "./store.ts";
import { comeBack } from "./troubles.ts";

/** An invitation that has not arrived by then is answered in Outlook, if at all. */
const PATIENCE = { hours: 1 };
const WAIT_SECONDS = 2;

/**
 * Whoever said yes to an ask has answered: the invitation is accepted for them, so that nobody asks a second time. May run
 * any number of times; an answer that they gave themselves in the meantime stays.
 */
export async function acceptAsked(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const { db, tenantId, now, log } = house;
  const store = meetingStore(db, tenantId);
  const meeting = await store.meeting(meetingId);
  const asked = await row<{ executiveId: string }>(
    db,
    sql`select executive_id as "executiveId" from meeting_ask
         where tenant_id = ${tenantId} and meeting_id = ${meetingId}`,
  );
  if (meeting === null || asked === null || meeting.state === "cancelled" || meeting.state === "failed")
    return;
  const { executiveId } = asked;
  const attendees = (await store.attendees([meetingId])).get(meetingId) ?? [];
  const theirs = attendees.find(({ personId }) => personId === executiveId);
  if (theirs === undefined || theirs.response !== "none") return;
  try {
    const { organizerId, eventId } = meeting;
    if (eventId !== null && (await ports.calendars.accept(organizerId, eventId, executiveId))) return;
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") return comeBack(trouble, error);
    log.warn({ err: error, meetingId }, "an invitation could not be accepted for whoever said yes");
    return;
  }
  if (Temporal.Instant.compare(meeting.createdAt.add(PATIENCE), now()) > 0) throw new Later(WAIT_SECONDS);
}
