import type { Tenant } from "../core/tenant.ts";
import { answersOf, reopened } from "./answers.ts";
import { invitedUsers, notAmong, withoutOrganizer } from "./attendees.ts";
import type { MeetingPart } from "./event-input.ts";
import type { Attendee, Copy, Meeting, Single } from "./event-types.ts";
import type { Item } from "./instances.ts";
import { addInvited, askAgain, callOff, update } from "./invited-copies.ts";
import { keepsJoinBlock, newOnlineInfo, withJoinBlock } from "./online.ts";
import { copiesOfEvent, copyIn, touch } from "./store.ts";

/** Who must hear of a change: those asked to come (or told of news), and those who need not come any more. */
export type Audience = { invite: readonly Attendee[]; dismiss: readonly Attendee[] };

const NOBODY: Audience = { invite: [], dismiss: [] };

/**
 * Lets the organizer change the whole event (or one day of it) and brings every copy up to date. When or how often it
 * takes place: then the answers start anew, and days that differed from their series follow it again.
 */
export function changeMeeting(tenant: Tenant, item: Item, part: MeetingPart): Audience {
  const { copy, key } = item;
  const before = copy.meeting;
  const next = key.day === null ? changedWhole(tenant, copy, part) : changedDay(copy, key.day, part);
  const isMoved = !takesPlaceAsBefore(item.meeting, part);
  copy.meeting = next;
  // Whoever leaves the list and comes back is asked as if for the first time.
  copy.answers = answersOf(copy.answers, next.attendees);
  if (isMoved && key.day === null) {
    copy.answers = reopened(copy.answers);
    copy.ownDays = new Map();
    copy.ownRemoved = new Set();
  }
  touch(tenant, copy, key.day);
  spread(tenant, copy, before, isMoved, key.day);
  return audienceOf(before, next, part);
}

function changedWhole(tenant: Tenant, copy: Copy, part: MeetingPart): Meeting {
  const next: Meeting = { ...copy.meeting, ...part };
  if (!takesPlaceAsBefore(copy.meeting, part))
    Object.assign(next, { exceptions: new Map(), removed: new Set() });
  if (part.attendees !== undefined) next.attendees = withoutOrganizer(tenant, part.attendees, copy.ownerId);
  // Who throws the joining block out of the body takes the meeting offline, as in Outlook.
  if (next.online !== null && !keepsJoinBlock(next.body, next.online)) next.online = null;
  return next;
}

/** True where a change leaves when, how long and how often alone, even if it repeats them. */
function takesPlaceAsBefore(before: Meeting, part: MeetingPart): boolean {
  const after = { ...before, ...part };
  const text = (meeting: Meeting) =>
    JSON.stringify([meeting.start.ms, meeting.end.ms, meeting.isAllDay, meeting.recurrence]);
  return text(before) === text(after);
}

function changedDay({ meeting }: Copy, day: string, part: MeetingPart): Meeting {
  const { recurrence: _, attendees: __, ...single } = part;
  const before: Partial<Single> = meeting.exceptions.get(day) ?? {};
  return { ...meeting, exceptions: new Map(meeting.exceptions).set(day, { ...before, ...single }) };
}

/** Puts an event online that was not. Nothing takes it offline again but losing the joining block. */
export function putOnline(
  tenant: Tenant,
  { ownerId }: Copy,
  part: MeetingPart,
  before: Meeting,
): MeetingPart & Partial<Meeting> {
  const online = newOnlineInfo(tenant, ownerId);
  return { ...part, online, body: withJoinBlock(part.body ?? before.body, online) };
}

function spread(tenant: Tenant, copy: Copy, before: Meeting, isMoved: boolean, day: string | null): void {
  const invited = new Set(invitedUsers(tenant, copy.meeting, copy.ownerId).map((user) => user.id));
  const invitedBefore = new Set(invitedUsers(tenant, before, copy.ownerId).map((user) => user.id));
  // What the organizer's own time counts as shows in nobody else's copy.
  const isSeen =
    JSON.stringify({ ...before, showAs: "", ...listed(before) }) !==
    JSON.stringify({ ...copy.meeting, showAs: "", ...listed(copy.meeting) });
  for (const theirs of copiesOfEvent(tenant, copy.iCalUId)) {
    if (theirs === copy) continue;
    if (!invited.has(theirs.ownerId)) callOff(tenant, theirs);
    else {
      if (isMoved && day === null) askAgain(theirs, copy.meeting);
      if (before.sensitivity !== copy.meeting.sensitivity) {
        theirs.own = { ...theirs.own, sensitivity: copy.meeting.sensitivity };
      }
      if (isSeen) update(tenant, theirs, copy.meeting, day);
      else theirs.meeting = copy.meeting;
    }
  }
  for (const userId of invited) {
    // Who declined has no copy; only new invitations and new times bring one back.
    const isAsked = (isMoved && day === null) || !invitedBefore.has(userId);
    if (isAsked && copyIn(tenant, copy.iCalUId, userId) === undefined) addInvited(tenant, copy, userId);
  }
}

function listed({ exceptions, removed }: Meeting): object {
  return {
    exceptions: [...exceptions].map(([day, { showAs: _, ...single }]) => [day, single]),
    removed: [...removed],
  };
}

/** An update of nothing but the list concerns those who joined or left it; any other news concerns everyone. */
function audienceOf(before: Meeting, after: Meeting, part: MeetingPart): Audience {
  const news = Object.keys(part).filter((name) => name !== "showAs" && name !== "sensitivity");
  if (news.length === 0) return NOBODY;
  const onlyList = news.length === 1 && part.attendees !== undefined;
  const invite = onlyList ? notAmong(after.attendees, before.attendees) : after.attendees;
  return { invite, dismiss: notAmong(before.attendees, after.attendees) };
}
