import { Temporal } from "temporal-polyfill";
import type { House } from "../room.ts";
import { briefHtml } from "./brief-html.ts";
import { type BriefParts, briefStore } from "./brief-store.ts";
import { changesOf, FROZEN, isWritten, refresh, versionOf } from "./brief-version.ts";
import { dealName, seatsOf } from "./deals.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";
import { chainOf } from "./tell-news.ts";
import { linkHtml, textsFor } from "./texts.ts";
import { comeBack } from "./troubles.ts";

/** So long before the meeting its brief is looked at for the last time. */
const LAST_LOOK = { hours: 2 };

/** Refreshes the briefs of meetings that begin soon, once more before they freeze. */
export async function refreshBriefs({ db, tenantId, now, ask }: House): Promise<void> {
  const at = now();
  const due = await briefStore(db, tenantId).dueBetween(at.add(FROZEN), at.add(LAST_LOOK));
  for (const meetingId of due) await ask(db, "meeting.brief", { tenantId, meetingId });
}

/**
 * Writes the brief into the briefing's event, which only our people have, and tells whoever may post it that its room says
 * something older. May run any number of times: each change is one mail to our people, and one piece of news.
 */
export async function placeBrief(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const { db, tenantId, log } = house;
  const meeting = await meetingStore(db, tenantId).meeting(meetingId);
  if (meeting === null || meeting.state !== "scheduled") return;
  const parts = await refresh(house, meeting);
  if (parts === null) return;
  try {
    await describe(house, ports, meeting, parts);
    await tellUnposted(house, ports, meeting, parts);
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") return comeBack(trouble, error);
    log.warn({ err: error, meetingId }, "a brief could not be written into its event, or told of");
  }
}

async function describe(
  { db, tenantId, publicUrl, announce }: House,
  ports: MeetingPorts,
  { id, dealId, organizerId, briefingEventId }: StoredMeeting,
  parts: BriefParts,
): Promise<void> {
  const store = briefStore(db, tenantId);
  const brief = await store.brief(id);
  if (brief === null || briefingEventId === null) return;
  const language = (await ports.people.person(organizerId))?.language ?? null;
  const link = meetingsLink(ports, publicUrl, dealId);
  const changes = changesOf(parts, brief.previous);
  const html = `${briefHtml(parts, changes, language)}${linkHtml(link, textsFor(language).openMeeting)}`;
  if (html === brief.placed) return;
  await ports.calendars.describe(organizerId, briefingEventId, html);
  await store.placed(id, html);
  announce(tenantId, { topic: "meetings", dealId });
}

/** Only a person can post; so at the last look they are told, once for each version, that their click is wanted. */
async function tellUnposted(
  { db, tenantId, publicUrl, now }: House,
  ports: MeetingPorts,
  { id, dealId, subject, start }: StoredMeeting,
  parts: BriefParts,
): Promise<void> {
  if (Temporal.Instant.compare(now().add(LAST_LOOK), start) < 0) return;
  const store = briefStore(db, tenantId);
  const brief = await store.brief(id);
  const version = versionOf(parts);
  if (brief === null || !isWritten(brief) || brief.posted === version || brief.toldVersion === version)
    return;
  if ((await store.room(dealId)) === null) return;
  const team = await seatsOf(db, tenantId, dealId);
  const lead = team.find(({ role }) => role === "accountManager")?.personId;
  const whom = brief.postedBy ?? lead;
  if (whom === undefined) return;
  const deal = (await dealName(db, tenantId, dealId)) ?? "";
  const link = meetingsLink(ports, publicUrl, dealId);
  const about = { topic: deal, preview: subject, link, values: { meeting: subject, deal } };
  await ports.feed.tell(whom, { type: "briefWaits", ...about, chainId: chainOf(id, version) });
  await store.toldOf(id, version);
}
