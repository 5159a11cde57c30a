import { createHash } from "node:crypto";
import type { House } from "../room.ts";
import { dealName, seatsOf } from "./deals.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";
import { meetingStore, type StoredAttendee, type StoredMeeting } from "./store.ts";
import { textsFor } from "./texts.ts";

type News = Parameters<MeetingPorts["feed"]["tell"]>[1];

/** The number of a piece of news: what is told again after a kill replaces itself in the feed. */
export function chainOf(...parts: readonly string[]): number {
  return createHash("sha256").update(parts.join(" ")).digest().readUIntBE(0, 6);
}

/**
 * Tells the organizer what attendees answered, and organizer and account manager what was done to the meeting in Outlook.
 * Noted once it is told, never before: a kill in between tells it again, which shows once.
 */
export async function tellNews(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const { db, tenantId } = house;
  const store = meetingStore(db, tenantId);
  const meeting = await store.meeting(meetingId);
  if (meeting === null) return;
  const progress = progressStore(db, tenantId);
  if (meeting.state === "scheduled")
    for (const attendee of (await store.attendees([meetingId])).get(meetingId) ?? []) {
      const { address, response, told } = attendee;
      if (response === "none" || response === told) continue;
      await tellAnswer(house, ports, meeting, attendee);
      await progress.told(meetingId, address, response);
    }
  const change = changeOf(meeting);
  if (change === null || change === meeting.toldChange) return;
  await tellChange(house, ports, meeting, change);
  await progress.toldChange(meetingId, change);
}

/** What was done to it in Outlook, in a form that names it once. */
function changeOf({ elsewhere, start }: StoredMeeting): string | null {
  if (elsewhere === null) return null;
  return elsewhere === "moved" ? `moved ${start.toString()}` : "deleted";
}

async function tellAnswer(
  house: House,
  ports: MeetingPorts,
  meeting: StoredMeeting,
  { name, address, response, proposes }: StoredAttendee,
): Promise<void> {
  const texts = textsFor((await ports.people.person(meeting.organizerId))?.language ?? null);
  const answer =
    proposes !== null && response !== "accepted" ? texts.proposes : texts[response as "accepted"];
  await tell(house, ports, meeting, meeting.organizerId, {
    type: "meetingAnswered",
    values: { person: name, answer },
    chainId: chainOf(meeting.id, address, response),
  });
}

async function tellChange(
  house: House,
  ports: MeetingPorts,
  meeting: StoredMeeting,
  change: string,
): Promise<void> {
  const { db, tenantId } = house;
  const team = await seatsOf(db, tenantId, meeting.dealId);
  const lead = team.filter(({ role }) => role === "accountManager").map(({ personId }) => personId);
  for (const personId of new Set([meeting.organizerId, ...lead])) {
    const texts = textsFor((await ports.people.person(personId))?.language ?? null);
    await tell(house, ports, meeting, personId, {
      type: "meetingChanged",
      values: { meeting: meeting.subject, change: texts[meeting.elsewhere ?? "moved"] },
      chainId: chainOf(meeting.id, change),
    });
  }
}

async function tell(
  { db, tenantId, publicUrl }: House,
  ports: MeetingPorts,
  { dealId, subject }: StoredMeeting,
  personId: string,
  { type, values, chainId }: Pick<News, "type" | "values" | "chainId">,
): Promise<void> {
  const deal = (await dealName(db, tenantId, dealId)) ?? "";
  const link = meetingsLink(ports, publicUrl, dealId);
  const news = { type, topic: deal, preview: subject, link, values: { ...values, deal }, chainId };
  await ports.feed.tell(personId, news).catch((error: unknown) => {
    // Where Teams will never deliver it, it still stands in the tab.
    const trouble = ports.troubleOf(error);
    if (trouble === null || trouble.kind === "busy") throw error;
  });
}
