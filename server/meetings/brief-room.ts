import type { Brief } from "../../src/contract/briefs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { asking } from "../http/asking.ts";
import type { Caller } from "../http/caller.ts";
import type { House } from "../room.ts";
import { briefCard } from "./brief-card.ts";
import { briefStore } from "./brief-store.ts";
import { changesOf, isWritten, refresh, versionOf } from "./brief-version.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import type { StoredMeeting } from "./store.ts";

/**
 * Says the brief in the deal's room in the caller's name, as one post: a later version takes its place and marks what
 * changed. However often it is asked for, there is one post of each person; nobody can change another's. Rejects with
 * Problems "room.refused", "graph.*", "auth.*".
 */
export async function postInRoom(
  house: House,
  ports: MeetingPorts,
  meeting: StoredMeeting,
  caller: Caller,
): Promise<void> {
  const { db, tenantId, publicUrl } = house;
  const store = briefStore(db, tenantId);
  const parts = await refresh(house, meeting);
  const brief = await store.brief(meeting.id);
  const room = await store.room(meeting.dealId);
  if (parts === null || brief === null || room === null)
    throw new Problem("room.refused", "There is no brief, or no room that only our people are in.");
  const version = versionOf(parts);
  if (brief.posted === version) return;
  const by = await ports.people.person(caller.userId);
  const url = meetingsLink(ports, publicUrl, meeting.dealId);
  const about = { subject: meeting.subject, start: meeting.start.toString(), zone: by?.zone ?? null };
  const changes = brief.posted === null ? [] : changesOf(parts, brief.previous);
  const card = briefCard(about, { parts, changes }, by?.language ?? null, url);
  const postId = await asking(ports, "ChannelMessage.Send, ChannelMessage.ReadWrite", async () => {
    const posts = ports.postsOf(caller.token);
    const { teamId, channelId } = room;
    const key = `brief-${meeting.id}-${caller.userId}`;
    const change = (known: string) => posts.changeCard(teamId, channelId, known, { key, card });
    const mine = brief.postedBy === caller.userId ? brief.postId : null;
    if (mine !== null && (await change(mine))) return mine;
    // One whose posting was not confirmed; what somebody took away is posted anew.
    const found = await posts.findCard(teamId, channelId, key);
    if (found !== null && (await change(found))) return found;
    return posts.postCard(teamId, channelId, key, card);
  });
  await store.posted(meeting.id, { version, postId, postedBy: caller.userId });
}

/**
 * The same by itself, once a brief is written. Posts have no application permission, so it needs the consent of whoever
 * writes: without it the page says why, and keeps its button. Null where nothing hinders, or nothing is to be posted.
 */
export async function postByItself(
  house: House,
  ports: MeetingPorts,
  meeting: StoredMeeting,
  caller: Caller,
): Promise<NonNullable<Brief["roomTrouble"]> | null> {
  const store = briefStore(house.db, house.tenantId);
  const brief = await store.brief(meeting.id);
  if (brief === null || !isWritten(brief) || (await store.room(meeting.dealId)) === null) return null;
  try {
    await postInRoom(house, ports, meeting, caller);
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    house.log.info({ err: error, meetingId: meeting.id }, "a brief was not posted in its room");
    if (error.code.startsWith("auth.")) return "sign-in";
    return error.code === "graph.busy" ? "busy" : "permission";
  }
}
