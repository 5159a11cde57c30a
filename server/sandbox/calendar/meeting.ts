import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { answersOf, reopened } from "./answers.ts";
import { invitedUsers, notAmong, recipientOf, withoutOrganizer } from "./attendees.ts";
import type { MeetingPart, OwnPart } from "./event-input.ts";
import type { Item } from "./instances.ts";
import { keepsJoinBlock, newOnlineInfo, withJoinBlock } from "./online.ts";
import type { Attendee, Copy, Meeting, Own, Single } from "./state.ts";
import { addCopy, copiesOfEvent, copyIn, touch } from "./store.ts";

/** Minutes before the start at which Outlook reminds unless told otherwise; the evening before for whole days. */
const REMINDER_MINUTES = { timed: 15, allDay: 1080 };

/** Who must hear of a change: those asked to come (or told of news), and those who need not come any more. */
export type Audience = { invite: readonly Attendee[]; dismiss: readonly Attendee[] };

const NOBODY: Audience = { invite: [], dismiss: [] };

const EMPTY = {
  subject: "",
  body: { contentType: "html", content: "" },
  locations: [],
  attendees: [],
  recurrence: null,
  importance: "normal",
  responseRequested: true,
  allowNewTimeProposals: true,
  hideAttendees: false,
  sensitivity: "normal",
} as const satisfies Partial<Meeting>;

/** A new event with copies for all invited people of the tenant. `part` must have start, end and isAllDay. */
export function createEvent(
  tenant: Tenant,
  owner: User,
  {
    part,
    own,
    isOnline,
    transactionId,
  }: { part: MeetingPart; own: OwnPart; isOnline: boolean; transactionId: string | null },
): Copy {
  const times = part as Pick<Meeting, "start" | "end" | "isAllDay">;
  const online = isOnline ? newOnlineInfo(tenant, owner.id) : null;
  const draft: Meeting = {
    showAs: times.isAllDay ? "free" : "busy",
    ...EMPTY,
    ...part,
    ...times,
    online,
    exceptions: new Map(),
    removed: new Set(),
  };
  const meeting: Meeting = {
    ...draft,
    attendees: withoutOrganizer(tenant, draft.attendees, owner.id),
    body: online === null ? draft.body : withJoinBlock(draft.body, online),
  };
  const copy = addCopy(tenant, {
    ownerId: owner.id,
    iCalUId: newUid(tenant),
    organizer: recipientOf(owner),
    isOrganizer: true,
    transactionId,
    meeting,
    own: { ...beginning(meeting), ...own, answer: { response: "organizer", ms: null } },
  });
  inviteAll(tenant, copy);
  return copy;
}

function newUid(tenant: Tenant): string {
  const unique = tenant.newId().replaceAll("-", "").toUpperCase();
  return `040000008200E00074C5B7101A82E008${"0".repeat(40)}10000000${unique}`;
}

function beginning(meeting: Meeting): Own {
  return {
    showAs: meeting.showAs,
    sensitivity: meeting.sensitivity,
    categories: [],
    isReminderOn: true,
    reminderMinutes: meeting.isAllDay ? REMINDER_MINUTES.allDay : REMINDER_MINUTES.timed,
    answer: { response: "notResponded", ms: null },
    extensions: new Map(),
  };
}

/** Gives everyone invited a copy who has none, and brings the copies there are up to date. */
function inviteAll(tenant: Tenant, copy: Copy): void {
  for (const user of invitedUsers(tenant, copy.meeting, copy.ownerId)) {
    const theirs = copyIn(tenant, copy.iCalUId, user.id);
    if (theirs === undefined) addInvited(tenant, copy, user.id);
    else update(tenant, theirs, copy.meeting, null);
  }
}

/** Puts an unanswered copy of the organizer's event into an invited person's calendar. */
export function addInvited(tenant: Tenant, from: Copy, ownerId: string): Copy {
  return addCopy(tenant, {
    ownerId,
    iCalUId: from.iCalUId,
    organizer: from.organizer,
    isOrganizer: false,
    transactionId: null,
    meeting: from.meeting,
    own: { ...beginning(from.meeting), showAs: waiting(from.meeting) },
  });
}

/** Unanswered invitations stand in the calendar as tentative, unless the time they ask for is free anyway. */
function waiting(meeting: Meeting): Own["showAs"] {
  return meeting.showAs === "free" ? "free" : "tentative";
}

/** Brings a copy up to date; one that was called off is on again. */
export function update(tenant: Tenant, copy: Copy, meeting: Meeting, day: string | null): void {
  copy.meeting = meeting;
  if (copy.isCancelled) {
    copy.isCancelled = false;
    copy.own = { ...copy.own, showAs: waiting(meeting), answer: { response: "notResponded", ms: null } };
  }
  touch(tenant, copy, day);
}

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

function askAgain(copy: Copy, meeting: Meeting): void {
  copy.own = { ...copy.own, showAs: waiting(meeting), answer: { response: "notResponded", ms: null } };
  copy.ownDays = new Map();
  copy.ownRemoved = new Set();
}

/** Marks an attendee's copy as called off. It stays in their calendar until they remove it, and takes no time. */
export function callOff(tenant: Tenant, copy: Copy): void {
  if (copy.isCancelled) return;
  copy.isCancelled = true;
  copy.own = { ...copy.own, showAs: "free", isReminderOn: false };
  touch(tenant, copy, null);
}

/** An update of nothing but the list concerns those who joined or left it; any other news concerns everyone. */
function audienceOf(before: Meeting, after: Meeting, part: MeetingPart): Audience {
  const news = Object.keys(part).filter((name) => name !== "showAs" && name !== "sensitivity");
  if (news.length === 0) return NOBODY;
  const onlyList = news.length === 1 && part.attendees !== undefined;
  const invite = onlyList ? notAmong(after.attendees, before.attendees) : after.attendees;
  return { invite, dismiss: notAmong(before.attendees, after.attendees) };
}
