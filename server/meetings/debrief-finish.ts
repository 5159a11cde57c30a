import { Later } from "../jobs/queue.ts";
import type { House } from "../room.ts";
import { dealName } from "./deals.ts";
import { debriefStore } from "./debrief-store.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import { makeTask, tried } from "./promise-tasks.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";
import { asHtml } from "./texts.ts";

/** Somebody else makes these tasks at this moment: they are looked at again after so many seconds. */
const SOON = 3;

/** Makes a task of every promise, and the draft of the client's note. May run any number of times: there is one of each. */
export async function finishDebrief(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const { db, tenantId, announce } = house;
  const meeting = await meetingStore(db, tenantId).meeting(meetingId);
  if (meeting === null) return;
  const store = debriefStore(db, tenantId);
  if (!(await store.isOpen(meetingId))) return;
  if (!(await store.lease(meetingId, leaseOf(ports)))) throw new Later(SOON);
  try {
    await makeTasks(house, ports, meeting);
    await makeDraft(house, ports, meeting);
  } finally {
    await store.leave(meetingId);
  }
  announce(tenantId, { topic: "meetings", dealId: meeting.dealId });
}

/** Longer than one task takes with all its tries; a run that was killed holds up the next no longer than this. */
function leaseOf({ leaseSeconds }: MeetingPorts): number {
  return leaseSeconds * 2;
}

async function makeTasks(house: House, ports: MeetingPorts, meeting: StoredMeeting): Promise<void> {
  const { db, tenantId } = house;
  const store = debriefStore(db, tenantId);
  const debrief = await store.debrief(meeting.id);
  const deal = (await dealName(db, tenantId, meeting.dealId)) ?? "";
  const about = { name: deal, url: meetingsLink(ports, house.publicUrl, meeting.dealId) };
  for (const promise of debrief?.promises ?? []) {
    if (promise.taskState !== "waiting") continue;
    await store.lease(meeting.id, leaseOf(ports), true);
    const made = await makeTask(house, ports, meeting.dealId, promise, about);
    if (made !== "later") await store.tasked(meeting.id, promise.id, made);
  }
}

async function makeDraft(house: House, ports: MeetingPorts, meeting: StoredMeeting): Promise<void> {
  const store = debriefStore(house.db, house.tenantId);
  const debrief = await store.debrief(meeting.id);
  if (debrief?.recapState !== "waiting") return;
  const outcome = await tried(house, ports, () => draftRecap(house, ports, meeting, debrief));
  if (outcome !== "later") await store.recapped(meeting.id, outcome === null ? "failed" : "drafted");
}

/** Null where there is nobody to write it for, or to. */
async function draftRecap(
  { db, tenantId }: House,
  { letters }: MeetingPorts,
  { id, subject }: StoredMeeting,
  { speakerId, recap }: { speakerId: string | null; recap: string },
): Promise<string | null> {
  const attendees = (await meetingStore(db, tenantId).attendees([id])).get(id) ?? [];
  const to = attendees.filter(({ personId }) => personId === null);
  if (speakerId === null || recap.trim() === "" || to.length === 0) return null;
  return letters.draft(speakerId, { key: `${id}-recap`, to, subject, html: asHtml(recap) });
}
