import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Operation } from "../core/operation.ts";
import { denied, isHidden, type Opened, openForReading, openForWriting } from "./access.ts";
import { type EventInput, eventSchema } from "./event-body.ts";
import { changeInvited, changeOrganized, requireUnchangedTransaction } from "./event-changes.ts";
import { meetingPart, ownPart } from "./event-input.ts";
import { eventReply, eventsReply } from "./event-replies.ts";
import { readExtension } from "./extensions.ts";
import { type Item, wholeItem } from "./instances.ts";
import { sendNews } from "./invitations.ts";
import { cancelMeeting, removeOwn } from "./meeting-end.ts";
import { createEvent } from "./new-event.ts";
import { row } from "./operation-row.ts";
import { calendarOf } from "./state.ts";
import { etagOf, findByTransaction, requireItem } from "./store.ts";

const SIMPLER_NEW_EVENT =
  "Attachments and extended properties are refused. A transactionId may be used again once its event was deleted.";

/** Listing, making, reading, changing and deleting events. */
export const eventOperations: readonly Operation[] = [
  row("GET /users/{user-id}/events", listAll),
  row("GET /users/{user-id}/calendar/events", listAll),
  row("POST /users/{user-id}/events", createFrom, SIMPLER_NEW_EVENT),
  row("POST /users/{user-id}/calendar/events", createFrom, SIMPLER_NEW_EVENT),
  row("GET /users/{user-id}/events/{event-id}", (call) => {
    const opened = openForReading(call);
    return eventReply(call, requireItem(call.tenant, opened.owner.id, call.params["event-id"]!), opened);
  }),
  row(
    "PATCH /users/{user-id}/events/{event-id}",
    change,
    "An attendee can change only what is theirs. The list of one day of a series cannot differ from the series' list.",
  ),
  row("DELETE /users/{user-id}/events/{event-id}", async (call) => {
    const { item } = openItem(call);
    requireMatch(call, item);
    if (item.copy.isOrganizer) await sendNews(call.tenant, item, cancelMeeting(call.tenant, item));
    else removeOwn(call.tenant, item);
    return { status: 204 };
  }),
];

function listAll(call: Call) {
  const opened = openForReading(call);
  const copies = [...calendarOf(call.tenant, opened.owner.id).copies.values()];
  return eventsReply(call, copies.map(wholeItem), opened);
}

async function createFrom(call: Call) {
  const { tenant } = call;
  const opened = openForWriting(call);
  const input = readBody(call, eventSchema, { type: "microsoft.graph.event" });
  const known = input.transactionId
    ? findByTransaction(calendarOf(tenant, opened.owner.id), input.transactionId)
    : undefined;
  if (known !== undefined) return eventReply(call, wholeItem(known), opened, 201);
  if (input.subject === undefined)
    throw new GraphError(
      400,
      "ErrorPropertyValidationFailure",
      "At least one property failed validation: 'subject' is required.",
    );

  const extensions = new Map(
    (input.extensions ?? []).map(readExtension).map(({ name, values }) => [name, values]),
  );
  const copy = createEvent(tenant, opened.owner, {
    part: meetingPart(input, null),
    own: ownPart(input),
    isOnline: wantsOnline(input),
    transactionId: input.transactionId ?? null,
  });
  copy.own = { ...copy.own, extensions };
  const item = wholeItem(copy);
  await sendNews(tenant, item, { invite: copy.meeting.attendees, dismiss: [] });
  return eventReply(call, item, opened, 201);
}

/** Throws 400 for a provider that this tenant's calendars do not offer. */
function wantsOnline({ isOnlineMeeting, onlineMeetingProvider }: EventInput): boolean {
  if (isOnlineMeeting !== true) return false;
  if (
    onlineMeetingProvider == null ||
    onlineMeetingProvider === "teamsForBusiness" ||
    onlineMeetingProvider === "unknown"
  )
    return true;
  throw new GraphError(
    400,
    "ErrorPropertyValidationFailure",
    "At least one property failed validation: that online meeting provider is not allowed.",
  );
}

async function change(call: Call) {
  const { tenant } = call;
  const { item, opened } = openItem(call);
  requireMatch(call, item);
  const input = readBody(call, eventSchema, { type: "microsoft.graph.event" });
  requireUnchangedTransaction(item, input);
  if (item.copy.isOrganizer) {
    const audience = changeOrganized(tenant, item, input, wantsOnline(input));
    const after = requireItem(tenant, opened.owner.id, call.params["event-id"]!);
    await sendNews(tenant, after, audience);
  } else changeInvited(tenant, item, input);
  return eventReply(call, requireItem(tenant, opened.owner.id, call.params["event-id"]!), opened);
}

/** The event of the path, opened for changes. Throws 403 for a private event to those who may not see it. */
export function openItem(call: Call): { item: Item; opened: Opened } {
  const opened = openForWriting(call);
  const item = requireItem(call.tenant, opened.owner.id, call.params["event-id"]!);
  if (isHidden(item.own.sensitivity, opened.sight)) throw denied();
  return { item, opened };
}

/** Throws 412 where the caller saw another version than the one that holds. */
export function requireMatch(call: Call, item: Item): void {
  const wanted: string | undefined = call.headers["if-match"];
  if (wanted === undefined || wanted === "*" || wanted.split(/\s*,\s*/).includes(etagOf(item))) return;
  throw new GraphError(
    412,
    "ErrorIrresolvableConflict",
    "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.",
  );
}
