import { Temporal } from "temporal-polyfill";
import type { AutomaticReplies } from "./state.ts";
import { instantOf } from "./zones.ts";

/** Whether automatic replies are being sent at this instant. Scheduled ones count from their start until before their end. */
export function isReplying(setting: AutomaticReplies, now: Temporal.Instant): boolean {
  if (setting.status !== "scheduled") return setting.status === "alwaysEnabled";
  const start = instantOf(setting.scheduledStartDateTime);
  const end = instantOf(setting.scheduledEndDateTime);
  if (start === undefined || end === undefined) return false;
  return Temporal.Instant.compare(start, now) <= 0 && Temporal.Instant.compare(now, end) < 0;
}
