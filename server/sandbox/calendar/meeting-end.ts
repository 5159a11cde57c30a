import type { Tenant } from "../core/tenant.ts";
import type { Own } from "./event-types.ts";
import type { Item } from "./instances.ts";
import { callOff, update } from "./invited-copies.ts";
import type { Audience } from "./meeting.ts";
import { copiesOfEvent, dropCopy, touch } from "./store.ts";

/** Takes the organizer's event, or one day of the series, off every calendar. */
export function cancelMeeting(tenant: Tenant, { copy, key }: Item): Audience {
  const { attendees } = copy.meeting;
  if (key.day === null) {
    for (const theirs of copiesOfEvent(tenant, copy.iCalUId)) {
      if (theirs !== copy) callOff(tenant, theirs);
    }
    dropCopy(tenant, copy);
    return { invite: [], dismiss: attendees };
  }
  const removed = new Set(copy.meeting.removed).add(key.day);
  const meeting = { ...copy.meeting, removed };
  for (const each of copiesOfEvent(tenant, copy.iCalUId)) {
    if (!each.isCancelled) update(tenant, each, meeting, key.day);
  }
  return { invite: [], dismiss: attendees };
}

/** Takes an attendee's copy, or one day of it, off their calendar only. */
export function removeOwn(tenant: Tenant, { copy, key }: Item): void {
  if (key.day === null) {
    dropCopy(tenant, copy);
    return;
  }
  copy.ownRemoved = new Set(copy.ownRemoved).add(key.day);
  touch(tenant, copy, key.day);
}

/** Changes what the owner keeps for themselves, and tells the tenant. */
export function changeOwn(tenant: Tenant, item: Item, part: Partial<Own>): void {
  setOwn(item, part);
  touch(tenant, item.copy, item.key.day);
}

/** The same as part of a greater change, which is told by itself. */
export function setOwn({ copy, key }: Item, part: Partial<Own>): void {
  if (key.day === null) copy.own = { ...copy.own, ...part };
  else copy.ownDays = new Map(copy.ownDays).set(key.day, { ...copy.ownDays.get(key.day), ...part });
}
