import type { Operation } from "../core/operation.ts";
import { calendarRows } from "./calendar-operations.ts";
import { eventOperations } from "./event-operations.ts";
import { extensionRows } from "./extension-operations.ts";
import { onlineMeetingRows } from "./online-meetings.ts";
import { responseOperations } from "./response-operations.ts";
import { scheduleRows } from "./schedule-operations.ts";
import { viewOperations } from "./view-operations.ts";

/** Everything the calendar service answers. */
export const calendarOperations: readonly Operation[] = [
  ...eventOperations,
  ...responseOperations,
  ...viewOperations,
  ...extensionRows,
  ...calendarRows,
  ...scheduleRows,
  ...onlineMeetingRows,
];
