import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { invitedUsers, recipientOf, withoutOrganizer } from "./attendees.ts";
import type { MeetingPart, OwnPart } from "./event-input.ts";
import type { Copy, Meeting } from "./event-types.ts";
import { addInvited, beginning, update } from "./invited-copies.ts";
import { newOnlineInfo, withJoinBlock } from "./online.ts";
import { addCopy, copyIn } from "./store.ts";

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

/** Gives everyone invited a copy who has none, and brings the copies there are up to date. */
function inviteAll(tenant: Tenant, copy: Copy): void {
  for (const user of invitedUsers(tenant, copy.meeting, copy.ownerId)) {
    const theirs = copyIn(tenant, copy.iCalUId, user.id);
    if (theirs === undefined) addInvited(tenant, copy, user.id);
    else update(tenant, theirs, copy.meeting, null);
  }
}
