import type { House } from "../room.ts";
import { dealName } from "./deals.ts";
import { debriefStore } from "./debrief-store.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";
import { asHtml } from "./texts.ts";
import { comeBack } from "./troubles.ts";

/** Makes a task of every promise, and the draft of the client's note. May run any number of times: there is one of each. */
export async function finishDebrief(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const { db, tenantId, announce } = house;
  const meeting = await meetingStore(db, tenantId).meeting(meetingId);
  if (meeting === null) return;
  const store = debriefStore(db, tenantId);
  const debrief = await store.debrief(meetingId);
  if (debrief === null) return;
  const deal = (await dealName(db, tenantId, meeting.dealId)) ?? "";
  const about = { name: deal, url: meetingsLink(ports, house.publicUrl, meeting.dealId) };
  for (const { id, what, ownerId, due, taskState } of debrief.promises) {
    if (taskState !== "waiting") continue;
    const outcome = await tried(house, ports, () =>
      ports.tasks.ensure(ownerId, { key: id, title: what, due, about }),
    );
    if (outcome !== "later") await store.tasked(meetingId, id, outcome === null ? "failed" : "made", outcome);
  }
  if (debrief.recapState === "waiting") {
    const outcome = await tried(house, ports, () => draftRecap(house, ports, meeting, debrief));
    if (outcome !== "later") await store.recapped(meetingId, outcome === null ? "failed" : "drafted");
  }
  announce(tenantId, { topic: "meetings", dealId: meeting.dealId });
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

/** What came of it; null when Microsoft 365 refused for good, "later" when it is busy. */
async function tried(
  { log }: House,
  { troubleOf }: MeetingPorts,
  work: () => Promise<string | null>,
): Promise<string | null | "later"> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") {
      comeBack(trouble, error);
      return "later";
    }
    log.warn({ err: error }, "a part of a debrief could not be done");
    return null;
  }
}
