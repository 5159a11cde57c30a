import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import type { Copy, Meeting, Own, Recipient } from "./event-types.ts";
import { dayItem, type Item, versionOf, wholeItem } from "./instances.ts";
import { coreOf, readId, writeId } from "./item-id.ts";
import { type Calendar, calendarOf, calendarState } from "./state.ts";

/** What a new copy begins with. */
export type NewCopy = {
  ownerId: string;
  iCalUId: string;
  organizer: Recipient;
  isOrganizer: boolean;
  transactionId: string | null;
  meeting: Meeting;
  own: Own;
};

/** Puts a new copy into its owner's calendar and tells the tenant. */
export function addCopy(tenant: Tenant, beginning: NewCopy): Copy {
  const nowMs = tenant.clock.now().epochMilliseconds;
  const copy: Copy = {
    ...beginning,
    core: coreOf(tenant.newId()),
    createdMs: nowMs,
    modifiedMs: nowMs,
    ownDays: new Map(),
    ownRemoved: new Set(),
    answers: new Map(),
    isCancelled: false,
    version: 1,
    wholeVersion: 1,
    dayVersions: new Map(),
  };
  const calendar = calendarOf(tenant, copy.ownerId);
  calendar.copies.set(copy.core, copy);
  if (copy.transactionId !== null) calendar.byTransaction.set(copy.transactionId, copy.core);
  const { copiesOf } = calendarState(tenant);
  copiesOf.set(copy.iCalUId, (copiesOf.get(copy.iCalUId) ?? new Map()).set(copy.ownerId, copy.core));
  announce(tenant, copy, "created");
  return copy;
}

/** Takes a copy off its owner's calendar and tells the tenant. */
export function dropCopy(tenant: Tenant, copy: Copy): void {
  const calendar = calendarOf(tenant, copy.ownerId);
  calendar.copies.delete(copy.core);
  if (copy.transactionId !== null) calendar.byTransaction.delete(copy.transactionId);
  calendarState(tenant).copiesOf.get(copy.iCalUId)?.delete(copy.ownerId);
  announce(tenant, copy, "deleted");
}

/** Notes that a copy changed, as a whole or on one day of a series, and tells the tenant. */
export function touch(tenant: Tenant, copy: Copy, day: string | null): void {
  copy.version += 1;
  copy.modifiedMs = tenant.clock.now().epochMilliseconds;
  if (day === null) copy.wholeVersion = copy.version;
  else copy.dayVersions = new Map(copy.dayVersions).set(day, copy.version);
  announce(tenant, copy, "updated");
}

function announce(tenant: Tenant, copy: Copy, changeType: "created" | "updated" | "deleted"): void {
  const key = { core: copy.core, day: null };
  const id = writeId(key, false);
  tenant.publish("change", {
    collections: [`users/${copy.ownerId}/events`, `users/${copy.ownerId}/calendar/events`],
    item: `users/${copy.ownerId}/events/${id}`,
    type: "#Microsoft.Graph.Event",
    id,
    immutableId: writeId(key, true),
    etag: etagOf(wholeItem(copy)),
    changeType,
  });
}

/** The version of an item in Outlook's writing. */
export function changeKeyOf(item: Item): string {
  const version = Buffer.alloc(6);
  version.writeUIntBE(versionOf(item), 0, 6);
  return `${item.key.core.slice(0, 16)}${version.toString("base64url")}`;
}

/** The entity tag of an item, as If-Match wants it. */
export function etagOf(item: Item): string {
  return `W/"${changeKeyOf(item)}"`;
}

/** The item with this id in a person's calendar. Throws Graph's 400 for what is no id, 404 for what is not there. */
export function requireItem(tenant: Tenant, ownerId: string, id: string): Item {
  const key = readId(id);
  if (key === null) throw new GraphError(400, "ErrorInvalidIdMalformed", "Id is malformed.");
  const copy = calendarOf(tenant, ownerId).copies.get(key.core);
  const item = copy === undefined ? null : key.day === null ? wholeItem(copy) : dayItem(copy, key.day);
  if (item !== null) return item;
  throw new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}

/** The copy of an event in one mailbox; undefined when it has none. */
export function copyIn(tenant: Tenant, iCalUId: string, ownerId: string): Copy | undefined {
  const core = calendarState(tenant).copiesOf.get(iCalUId)?.get(ownerId);
  return core === undefined ? undefined : calendarOf(tenant, ownerId).copies.get(core);
}

/** Every copy of an event that is left. */
export function copiesOfEvent(tenant: Tenant, iCalUId: string): Copy[] {
  const owners = calendarState(tenant).copiesOf.get(iCalUId) ?? new Map<string, string>();
  return [...owners.keys()]
    .map((owner) => copyIn(tenant, iCalUId, owner))
    .filter((copy) => copy !== undefined);
}

/** The event this mailbox made with a transactionId; undefined when there is none any more. */
export function findByTransaction(calendar: Calendar, transactionId: string): Copy | undefined {
  const core = calendar.byTransaction.get(transactionId);
  return core === undefined ? undefined : calendar.copies.get(core);
}

/** The organizer's copy of an event; undefined once it was called off. */
export function organizersCopy(tenant: Tenant, copy: Copy): Copy | undefined {
  return copy.isOrganizer ? copy : copiesOfEvent(tenant, copy.iCalUId).find((other) => other.isOrganizer);
}
