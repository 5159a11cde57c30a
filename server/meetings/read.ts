import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { askStore } from "./ask-store.ts";
import type { CalendarEvent } from "./calendar-ports.ts";
import { debriefStore } from "./debrief-store.ts";
import { passStore } from "./pass-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";
import { tellNews } from "./tell-news.ts";
import { comeBack } from "./troubles.ts";

/** Reads the organizer's copy: answers, and what was done to the meeting in Outlook. Tells the organizer what is new. */
export async function readMeeting(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const meeting = await meetingStore(house.db, house.tenantId).meeting(meetingId);
  if (meeting === null || meeting.eventId === null) return;
  try {
    if (meeting.state === "scheduled") {
      const event = await ports.calendars.read(meeting.organizerId, meeting.eventId);
      const isNews = await takeOver(house, ports, meeting, event);
      if (isNews) house.announce(house.tenantId, { topic: "meetings", dealId: meeting.dealId });
    }
    await tellNews(house, ports, meetingId);
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble?.kind !== "busy") throw error;
    comeBack(trouble, error);
  }
}

/** Asks for every meeting that may have news, and for work that got stuck. */
export async function readAll({ db, tenantId, ask, now }: House): Promise<void> {
  const { toPlace, toRead } = await progressStore(db, tenantId).toLookAt(now());
  for (const meetingId of await debriefStore(db, tenantId).unfinished())
    await ask(db, "meeting.debriefed", { tenantId, meetingId });
  for (const meetingId of await passStore(db, tenantId).unfinished())
    await ask(db, "meeting.pass", { tenantId, meetingId });
  for (const meetingId of toPlace) await ask(db, "meeting.place", { tenantId, meetingId });
  for (const meetingId of toRead) await ask(db, "meeting.read", { tenantId, meetingId });
}

async function takeOver(
  { db, tenantId, ask, now }: House,
  { people }: MeetingPorts,
  { id, organizerId, origin }: StoredMeeting,
  event: CalendarEvent | null,
): Promise<boolean> {
  const data = { tenantId, meetingId: id };
  const addresses = (event?.attendees ?? []).map(({ address }) => address);
  const known = new Map((await people.byAddress(addresses)).map((one) => [one.mail, one.id]));
  return transact(db, async (tx) => {
    const progress = progressStore(tx, tenantId);
    if (event === null || event.isCancelled) {
      const isNews = await progress.deletedElsewhere(id);
      if (!isNews) return false;
      await askStore(tx, tenantId).meetingGone(id, organizerId, now());
      // Briefing and debrief have to go too.
      if (origin === "here") await ask(tx, "meeting.place", data);
      else await progress.cleared(id, now());
      return true;
    }
    const moved = await progress.movedTo(id, event, now());
    if (moved !== null && origin === "here") await ask(tx, "meeting.place", data);
    if (moved === "elsewhere") await askStore(tx, tenantId).meetingMoved(id, event);
    // Only an organizer's copy knows the answers; of what people made in Outlook another one may be read.
    if (origin === "outlook") return moved !== null;
    const attendees = event.attendees.map((one) => ({ ...one, personId: known.get(one.address) ?? null }));
    const isAnswered = await progress.answered(id, attendees);
    return moved !== null || isAnswered;
  });
}
