import type { Operation } from "../core/operation.ts";
import { openForReading } from "./access.ts";
import { deltaReply } from "./delta.ts";
import { eventsReply } from "./event-replies.ts";
import { row } from "./operation-row.ts";
import { requireItem } from "./store.ts";
import { calendarView, requireWindow, viewOf } from "./window.ts";

/** Events within a window, and what changed there. */
export const viewOperations: readonly Operation[] = [
  row("GET /users/{user-id}/calendarView", (call) => {
    const opened = openForReading(call);
    return eventsReply(
      call,
      calendarView(call.tenant, opened.owner.id, requireWindow(call)),
      opened,
      "start/dateTime",
    );
  }),
  row("GET /users/{user-id}/events/{event-id}/instances", (call) => {
    const opened = openForReading(call);
    const { copy } = requireItem(call.tenant, opened.owner.id, call.params["event-id"]!);
    const items = copy.meeting.recurrence === null ? [] : viewOf([copy], requireWindow(call));
    return eventsReply(call, items, opened, "start/dateTime");
  }),
  row(
    "GET /users/{user-id}/calendarView/delta()",
    (call) => deltaReply(call, "calendarView"),
    "Series come as their days, each with all its properties; the series itself is not among them.",
  ),
  row(
    "GET /users/{user-id}/events/delta()",
    (call) => deltaReply(call, "events"),
    "Series come as a whole, without the days that differ.",
  ),
];
