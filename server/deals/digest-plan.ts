import { Temporal } from "temporal-polyfill";
import { nextDigest, type QuietTimes } from "../../src/domain/deals/digest-time.ts";
import type { House } from "../room.ts";
import { type Plan, quietTimes, readPlan, readWish, type Wish, writePlan } from "./digest-store.ts";
import type { DealPorts } from "./ports.ts";

/** Mailboxes are asked for working hours again after so long. */
const STALE_HOURS = 24;
/** Holidays are looked up so far ahead. */
const AHEAD_DAYS = 90;

/** All that decides when something is said to a person. */
export type PersonTimes = { wish: Wish; plan: Plan; times: QuietTimes };

/** What telling a person's times takes. */
export type TimesPorts = Pick<DealPorts, "people" | "workTimes" | "holidays">;

/** When a person works and when their next digest is due, read from their mailbox where that is known no more. */
export async function timesOf(house: House, ports: TimesPorts, personId: string): Promise<PersonTimes> {
  const { db, tenantId, now } = house;
  const at = now();
  const [wish, known] = [await readWish(db, tenantId, personId), await readPlan(db, tenantId, personId)];
  const isFresh =
    known !== null &&
    Temporal.Instant.compare(known.readAt.add({ hours: STALE_HOURS }), at) > 0 &&
    Temporal.Instant.compare(known.readAt, at) <= 0;
  const { hours, country } = isFresh ? known : await ports.workTimes(personId);
  const zone = hours?.zone ?? (await ports.people.people([personId])).get(personId)?.zone ?? null;
  const today = at.toZonedDateTimeISO(zone ?? "UTC").toPlainDate();
  const holidays = ports.holidays(country, today, today.add({ days: AHEAD_DAYS }));
  const times = quietTimes({ hours, country }, zone, holidays);
  const dueAt = known?.dueAt ?? nextOf(at, times, wish);
  const plan = { hours, country, dueAt, readAt: isFresh ? known.readAt : at };
  if (!isFresh || known.dueAt === null) await writePlan(db, tenantId, personId, plan);
  return { wish, plan, times };
}

/** When the next digest comes after `at`. Null where none is wanted, or no working day comes. */
export function nextOf(at: Temporal.Instant, times: QuietTimes, wish: Wish): Temporal.Instant | null {
  if (!wish.feed && !wish.mail) return null;
  return nextDigest(at, times, wish.at === null ? null : Temporal.PlainTime.from(wish.at));
}
