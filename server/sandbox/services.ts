import { statusDuring, timeOf } from "./calendar/busy.ts";
import { calendarOperations } from "./calendar/operations.ts";
import type { Operation } from "./core/operation.ts";
import type { Tenant } from "./core/tenant.ts";
import { directoryOperations } from "./directory/operations.ts";
import { type CalendarNow, openPresence } from "./directory/presence.ts";
import type { User } from "./directory/state.ts";
import { drivesOperations } from "./drives/operations.ts";
import { openMail } from "./mail/open-mail.ts";
import { mailOperations } from "./mail/operations.ts";
import { plannerOperations } from "./planner/operations.ts";
import { openSubscriptions, type RichHooks, setRichHooks } from "./subscriptions/open-subscriptions.ts";
import { subscriptionOperations } from "./subscriptions/operations.ts";
import { teamsOperations } from "./teams/operations.ts";
import { todoOperations } from "./todo/operations.ts";

/** All that this tenant answers: the rows of every service. */
export const operations: readonly Operation[] = [
  ...directoryOperations,
  ...mailOperations,
  ...calendarOperations,
  ...subscriptionOperations,
  ...teamsOperations,
  ...drivesOperations,
  ...plannerOperations,
  ...todoOperations,
];

/** Lets the services that listen to others do so. Called once for a tenant. */
export function openServices(tenant: Tenant, hooks: RichHooks): void {
  openMail(tenant);
  openSubscriptions(tenant);
  setRichHooks(tenant, hooks);
  openPresence(tenant, (user) => calendarNow(tenant, user));
}

function calendarNow(tenant: Tenant, user: User): CalendarNow {
  if (!user.hasMailbox) return "free";
  const startMs = tenant.clock.now().epochMilliseconds;
  const window = { startMs, endMs: startMs + 1 };
  const items = timeOf(tenant, user.id, window);
  const status = statusDuring(items, window);
  if (status === "oof") return "away";
  if (status !== "busy") return "free";
  return items.some(({ meeting }) => meeting.attendees.length > 0) ? "meeting" : "busy";
}
