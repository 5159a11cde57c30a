import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { Temporal } from "temporal-polyfill";
import { type Brief, briefPart, postBrief, readBrief, writeBrief } from "../../src/contract/briefs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { asking } from "../http/asking.ts";
import type { Caller } from "../http/caller.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { transact } from "../store/db.ts";
import { briefCard } from "./brief-card.ts";
import { briefHtml } from "./brief-html.ts";
import { type BriefParts, briefStore } from "./brief-store.ts";
import { type DealSeat, seatOf } from "./deals.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";
import { linkHtml, textsFor } from "./texts.ts";
import { comeBack } from "./troubles.ts";

/** From so long before the meeting its brief stays as it is, so that nobody reads one thing and hears another. */
const FROZEN = { hours: 1 };

/** The two-minute brief before a meeting, for our people alone; kept fresh in the tab and in the briefing's event. */
export function openBriefs(house: House, ports: MeetingPorts): Pick<Room, "routes" | "work"> {
  const { db, tenantId, audit, announce, now } = house;

  async function meetingFor(dealId: string, meetingId: string): Promise<StoredMeeting> {
    const meeting = await meetingStore(db, tenantId).meeting(meetingId);
    if (meeting === null || meeting.dealId !== dealId)
      throw new Problem("meeting.unknown", "There is no such meeting.");
    return meeting;
  }

  return {
    routes: [
      serve(readBrief, audit, async ({ params: { dealId, meetingId }, caller }) => {
        const seat = await seatOf(db, tenantId, dealId, caller.userId);
        const meeting = await meetingFor(dealId, meetingId);
        return show(house, meeting, mayWrite(meeting, caller.userId, seat));
      }),

      serve(writeBrief, audit, async ({ params: { dealId, meetingId }, body, caller }) => {
        const seat = await seatOf(db, tenantId, dealId, caller.userId);
        const meeting = await meetingFor(dealId, meetingId);
        if (!mayWrite(meeting, caller.userId, seat))
          throw new Problem("deal.not-yours", "The organizer or the account manager writes the brief.");
        if (isFrozen(meeting, now())) throw new Problem("meeting.past", "The brief stays as it is now.");
        await transact(db, async (tx) => {
          await briefStore(tx, tenantId).write(meetingId, body, caller.userId);
          await refresh({ ...house, db: tx }, meeting);
          await house.ask(tx, "meeting.brief", { tenantId, meetingId });
        });
        announce(tenantId, { topic: "meetings", dealId });
        return show(house, meeting, true);
      }),

      serve(postBrief, audit, async ({ params: { dealId, meetingId }, caller }) => {
        const seat = await seatOf(db, tenantId, dealId, caller.userId);
        const meeting = await meetingFor(dealId, meetingId);
        if (!mayWrite(meeting, caller.userId, seat))
          throw new Problem("deal.not-yours", "The organizer or the account manager posts the brief.");
        await postInRoom(house, ports, meeting, caller);
        announce(tenantId, { topic: "meetings", dealId });
        return show(house, meeting, true);
      }),
    ],
    work(queue) {
      queue.work("meeting.brief", ({ meetingId }) => placeBrief(house, ports, meetingId));
    },
  };
}

/** Refreshes the briefs of meetings that begin soon, once more before they freeze. */
export async function refreshBriefs({ db, tenantId, now, ask }: House): Promise<void> {
  const at = now();
  const due = await briefStore(db, tenantId).dueBetween(at.add(FROZEN), at.add({ hours: 2 }));
  for (const meetingId of due) await ask(db, "meeting.brief", { tenantId, meetingId });
}

function mayWrite({ organizerId }: StoredMeeting, callerId: string, { role }: DealSeat): boolean {
  return organizerId === callerId || role === "accountManager";
}

function isFrozen({ start }: StoredMeeting, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now.add(FROZEN), start) >= 0;
}

/** A new version, where anything differs from the last and the brief may still change. */
async function refresh({ db, tenantId, now }: House, meeting: StoredMeeting): Promise<BriefParts | null> {
  const store = briefStore(db, tenantId);
  const brief = await store.brief(meeting.id);
  if (brief === null) return null;
  if (isFrozen(meeting, now())) return brief.parts;
  const { why, outcome, position, neverSay } = brief;
  const parts = { why, outcome, position, neverSay, ...(await store.facts(meeting)) };
  if (!isDeepStrictEqual(parts, brief.parts)) await store.refreshed(meeting.id, parts);
  return parts;
}

async function show(house: House, meeting: StoredMeeting, yoursToWrite: boolean): Promise<Brief> {
  const { db, tenantId, now } = house;
  const store = briefStore(db, tenantId);
  const nobodyWrote = { why: "", outcome: "", position: "", neverSay: "" };
  const parts = (await refresh(house, meeting)) ?? { ...nobodyWrote, ...(await store.facts(meeting)) };
  const frozen = isFrozen(meeting, now());
  const brief = await store.brief(meeting.id);
  const room = await store.room(meeting.dealId);
  return {
    ...parts,
    changed: changesOf(parts, brief?.previous ?? null),
    inRoom: room === null ? null : brief?.posted === versionOf(parts),
    frozen,
    yoursToWrite: yoursToWrite && !frozen && meeting.state !== "cancelled",
  };
}

function changesOf(parts: BriefParts, previous: BriefParts | null): Brief["changed"] {
  if (previous === null) return [];
  // A version from before a part existed had nothing there.
  return briefPart.options.filter((part) => !isDeepStrictEqual(parts[part], previous[part] ?? ""));
}

function versionOf(parts: BriefParts): string {
  return createHash("sha256")
    .update(JSON.stringify(briefPart.options.map((part) => parts[part])))
    .digest("hex")
    .slice(0, 32);
}

/** Posts this version once, however often it is asked for: the card's key is the meeting's and the version's. */
async function postInRoom(
  house: House,
  ports: MeetingPorts,
  meeting: StoredMeeting,
  caller: Caller,
): Promise<void> {
  const { db, tenantId, publicUrl } = house;
  const store = briefStore(db, tenantId);
  const parts = await refresh(house, meeting);
  const room = await store.room(meeting.dealId);
  if (parts === null || room === null)
    throw new Problem("room.refused", "There is no brief, or no room that only our people are in.");
  const version = versionOf(parts);
  const key = `brief-${meeting.id}-${version}`;
  const by = await ports.people.person(caller.userId);
  const url = meetingsLink(ports, publicUrl, meeting.dealId);
  const about = { subject: meeting.subject, start: meeting.start.toString(), zone: by?.zone ?? null };
  await asking(ports, "ChannelMessage.Send", async () => {
    const posts = ports.postsOf(caller.token);
    const { teamId, channelId } = room;
    if ((await posts.findCard(teamId, channelId, key)) === null)
      await posts.postCard(teamId, channelId, key, briefCard(about, parts, by?.language ?? null, url));
  });
  await store.posted(meeting.id, version);
}

/** Writes the brief into the briefing's event, which only our people have. Every change is a mail to them, so none in vain. */
async function placeBrief(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const { db, tenantId, announce, log } = house;
  const meeting = await meetingStore(db, tenantId).meeting(meetingId);
  if (meeting === null || meeting.state !== "scheduled") return;
  const parts = await refresh(house, meeting);
  const brief = await briefStore(db, tenantId).brief(meetingId);
  if (parts === null || brief === null || meeting.briefingEventId === null) return;
  const organizer = await ports.people.person(meeting.organizerId);
  const language = organizer?.language ?? null;
  const link = meetingsLink(ports, house.publicUrl, meeting.dealId);
  const changes = changesOf(parts, brief.previous);
  const html = `${briefHtml(parts, changes, language)}${linkHtml(link, textsFor(language).openMeeting)}`;
  if (html === brief.placed) return;
  try {
    await ports.calendars.describe(meeting.organizerId, meeting.briefingEventId, html);
    await briefStore(db, tenantId).placed(meetingId, html);
    announce(tenantId, { topic: "meetings", dealId: meeting.dealId });
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") return comeBack(trouble, error);
    log.warn({ err: error, meetingId }, "a brief could not be written into its event");
  }
}
