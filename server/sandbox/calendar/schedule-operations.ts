import type { Operation } from "../core/operation.ts";
import { findMeetingTimes } from "./find-meeting-times.ts";
import { getSchedule } from "./get-schedule.ts";
import { row } from "./operation-row.ts";

/** When people are free. */
export const scheduleRows: readonly Operation[] = [
  row("POST /users/{user-id}/calendar/getSchedule", getSchedule),
  row(
    "POST /users/{user-id}/findMeetingTimes",
    findMeetingTimes,
    "Suggestions vary between runs only where that is asked for (see below), begin on the half hour, and rooms are not looked up.",
  ),
];
