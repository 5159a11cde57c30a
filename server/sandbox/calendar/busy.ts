import type { Tenant } from "../core/tenant.ts";
import type { ShowAs } from "./event-types.ts";
import type { Item, Window } from "./instances.ts";
import { calendarView } from "./window.ts";

/** How strongly a status claims someone's time: getSchedule's digits. Working elsewhere counts as free. */
const WEIGHTS: Record<ShowAs, number> = {
  free: 0,
  workingElsewhere: 0,
  unknown: 0,
  tentative: 1,
  busy: 2,
  oof: 3,
};

const BY_WEIGHT: readonly ShowAs[] = ["free", "tentative", "busy", "oof"];

/** What claims a person's time within a window, in order of start. */
export function timeOf(tenant: Tenant, userId: string, window: Window): Item[] {
  return calendarView(tenant, userId, window);
}

/** One digit per interval of the window, the strongest claim on it: 0 free, 1 tentative, 2 busy, 3 away. */
export function availabilityDigits(items: readonly Item[], window: Window, intervalMs: number): string {
  const slots = Math.ceil((window.endMs - window.startMs) / intervalMs);
  const digits = new Array<number>(slots).fill(0);
  for (const { meeting, own } of items) {
    const first = Math.max(0, Math.floor((meeting.start.ms - window.startMs) / intervalMs));
    const end = Math.min(slots, Math.ceil((meeting.end.ms - window.startMs) / intervalMs));
    for (let slot = first; slot < end; slot += 1)
      digits[slot] = Math.max(digits[slot] ?? 0, WEIGHTS[own.showAs]);
  }
  return digits.join("");
}

/** What someone shows as during a stretch of time: the strongest claim on any of it. */
export function statusDuring(items: readonly Item[], { startMs, endMs }: Window): ShowAs {
  const weights = items
    .filter(({ meeting }) => meeting.start.ms < endMs && meeting.end.ms > startMs)
    .map(({ own }) => WEIGHTS[own.showAs]);
  return BY_WEIGHT[Math.max(0, ...weights)] ?? "free";
}
