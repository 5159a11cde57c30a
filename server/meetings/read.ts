import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import { dealName } from "./deals.ts";
import { debriefStore } from "./debrief-store.ts";
import { meetingsLink } from "./links.ts";
import type { CalendarEvent, MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";
import { meetingStore, type StoredAttendee, type StoredMeeting } from "./store.ts";
import { textsFor } from "./texts.ts";
import { comeBack } from "./troubles.ts";

/** Reads the organizer's copy: answers, and what was done to the meeting in Outlook. Tells the organizer what is new. */
export async function readMeeting(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const meeting = await meetingStore(house.db, house.tenantId).meeting(meetingId);
  if (meeting === null || meeting.eventId === null || meeting.state !== "scheduled") return;
  try {
    const event = await ports.calendars.read(meeting.organizerId, meeting.eventId);
    const isNews = await takeOver(house, ports, meeting, event);
    if (isNews) house.announce(house.tenantId, { topic: "meetings", dealId: meeting.dealId });
    await tellAnswers(house, ports, meeting);
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
  for (const meetingId of toPlace) await ask(db, "meeting.place", { tenantId, meetingId });
  for (const meetingId of toRead) await ask(db, "meeting.read", { tenantId, meetingId });
}

async function takeOver(
  { db, tenantId, ask }: House,
  { people }: MeetingPorts,
  { id }: StoredMeeting,
  event: CalendarEvent | null,
): Promise<boolean> {
  const data = { tenantId, meetingId: id };
  const addresses = (event?.attendees ?? []).map(({ address }) => address);
  const known = new Map((await people.byAddress(addresses)).map((one) => [one.mail, one.id]));
  return transact(db, async (tx) => {
    const progress = progressStore(tx, tenantId);
    if (event === null || event.isCancelled) {
      const isNews = await progress.deletedElsewhere(id);
      // Briefing and debrief have to go too.
      if (isNews) await ask(tx, "meeting.place", data);
      return isNews;
    }
    const isMoved = await progress.movedElsewhere(id, event);
    if (isMoved) await ask(tx, "meeting.place", data);
    const attendees = event.attendees.map((one) => ({ ...one, personId: known.get(one.address) ?? null }));
    const isAnswered = await progress.answered(id, attendees);
    return isMoved || isAnswered;
  });
}

/** Each answer is told once; when telling fails it is told by the next reading. */
async function tellAnswers(house: House, ports: MeetingPorts, meeting: StoredMeeting): Promise<void> {
  const { db, tenantId } = house;
  const attendees = (await meetingStore(db, tenantId).attendees([meeting.id])).get(meeting.id) ?? [];
  const progress = progressStore(db, tenantId);
  for (const attendee of attendees) {
    const { address, response } = attendee;
    if (response === "none" || response === attendee.told) continue;
    const claim = await progress.claimTelling(meeting.id, address, response);
    if (claim === null) continue;
    try {
      await tell(house, ports, meeting, attendee);
    } catch (error) {
      await progress.unclaimTelling(meeting.id, address, claim.before);
      throw error;
    }
  }
}

async function tell(
  { db, tenantId, publicUrl }: House,
  ports: MeetingPorts,
  { dealId, organizerId, subject }: StoredMeeting,
  { name, response, proposes }: StoredAttendee,
): Promise<void> {
  const { people, feed, troubleOf } = ports;
  const texts = textsFor((await people.person(organizerId))?.language ?? null);
  const answer =
    proposes !== null && response !== "accepted" ? texts.proposes : texts[response as "accepted"];
  const deal = (await dealName(db, tenantId, dealId)) ?? "";
  const link = meetingsLink(ports, publicUrl, dealId);
  const news = { topic: deal, preview: subject, link, values: { person: name, answer, deal } };
  await feed.tell(organizerId, { type: "meetingAnswered", ...news }).catch((error: unknown) => {
    // Where Teams will never deliver it, the answer still stands in the tab.
    const trouble = troubleOf(error);
    if (trouble === null || trouble.kind === "busy") throw error;
  });
}
