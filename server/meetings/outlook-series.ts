import { Temporal } from "temporal-polyfill";
import type { Interval } from "../../src/domain/time/interval.ts";
import type { House, Room } from "../room.ts";
import { transact } from "../store/db.ts";
import type { Occurrence } from "./calendar-ports.ts";
import { type Found, matchOccurrences } from "./outlook-match.ts";
import { outlookStore, type TakenOver, type Watched } from "./outlook-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";

/** Calendars are read so often for what people repeat in them, and so far ahead. */
const READ_EVERY = Temporal.Duration.from({ minutes: 10 });
const AHEAD = { hours: 60 * 24 };

/** Meetings that our executives and the client's people repeat in Outlook by themselves: each day has its own brief. */
export function openOutlookSeries(house: House, ports: MeetingPorts): Pick<Room, "work" | "rounds"> {
  const { tenantId } = house;
  return {
    work(queue) {
      queue.work("meeting.series-all", () => takeOverSeries(house, ports));
    },
    rounds: [{ name: "meeting.series-all", data: { tenantId }, every: READ_EVERY }],
  };
}

/**
 * Takes over what is new, moves what was moved, and tells what is gone; only times and people are read, and nothing of private
 * meetings. A calendar that cannot be read leaves what is known of it as it is. May run any number of times.
 */
export async function takeOverSeries(house: House, ports: MeetingPorts): Promise<void> {
  if (!ports.maySchedule) return;
  const { db, tenantId, now } = house;
  const store = outlookStore(db, tenantId);
  const at = now();
  const window = { start: at, end: at.add(AHEAD) };
  const watched = await store.watched();
  const calendars = await readCalendars(house, ports, watched, window);
  const found = matchOccurrences(watched, calendars, await colleaguesIn(ports, calendars));
  const known = new Map((await store.toCome(at)).map((one) => [one.id, one]));
  for (const one of found.values()) await keep(house, one, known.get(one.id), at);
  const missing = [...known.values()].filter(({ id, isGone }) => !isGone && !found.has(id));
  await settle(house, missing, { watched, calendars, window });
}

type Calendars = ReadonlyMap<string, readonly Occurrence[]>;

async function readCalendars(
  { log }: House,
  { series, troubleOf }: MeetingPorts,
  watched: readonly Watched[],
  window: Interval,
): Promise<Calendars> {
  const calendars = new Map<string, Occurrence[]>();
  for (const personId of new Set(watched.map(({ executiveId }) => executiveId))) {
    try {
      const read = await series.occurrences(personId, window);
      if (read !== null) calendars.set(personId, read);
    } catch (error) {
      if (troubleOf(error) === null) throw error;
      // What was read last stays; the next round reads again.
      log.warn({ err: error, personId }, "a calendar could not be read for what repeats in it");
    }
  }
  return calendars;
}

async function colleaguesIn(
  { people }: MeetingPorts,
  calendars: Calendars,
): Promise<ReadonlyMap<string, string>> {
  const addresses = [...calendars.values()]
    .flat()
    .flatMap(({ organizer, attendees }) => [organizer.address, ...attendees.map(({ address }) => address)]);
  const known = await people.byAddress([...new Set(addresses)]);
  return new Map(known.flatMap(({ id, addresses: own }) => own.map((address) => [address, id])));
}

async function keep(
  { db, tenantId, ask, announce }: House,
  one: Found,
  before: TakenOver | undefined,
  at: Temporal.Instant,
): Promise<void> {
  const isNews = await transact(db, async (tx) => {
    const store = outlookStore(tx, tenantId);
    const progress = progressStore(tx, tenantId);
    const isNew = await store.add(one, at);
    if (before?.isGone) await store.back(one.id);
    if (before !== undefined && (before.ownerId !== one.ownerId || before.eventId !== one.eventId))
      await store.readIn(one.id, one.ownerId, one.eventId);
    const moved = isNew ? null : await progress.movedTo(one.id, one, at);
    const changed = await progress.answered(one.id, one.attendees);
    if (isNew) await ask(tx, "watch.reconcile", { tenantId });
    // Whoever leads the deal hears of it.
    if (moved === "elsewhere") await ask(tx, "meeting.read", { tenantId, meetingId: one.id });
    return isNew || moved !== null || changed || before?.isGone === true;
  });
  if (isNews) announce(tenantId, { topic: "meetings", dealId: one.dealId });
}

/** What was not found: gone from its calendar, or no concern of the deal any more; nothing where the calendar was not read. */
async function settle(
  { db, tenantId, ask, announce, now }: House,
  missing: readonly TakenOver[],
  read: { watched: readonly Watched[]; calendars: Calendars; window: Interval },
): Promise<void> {
  const told = new Set<string>();
  for (const one of missing) {
    const isWatched = read.watched.some(
      ({ dealId, executiveId }) => dealId === one.dealId && executiveId === one.ownerId,
    );
    const calendar = read.calendars.get(one.ownerId);
    if (isWatched && calendar === undefined) continue;
    if (Temporal.Instant.compare(one.start, read.window.end) >= 0) continue;
    const there = calendar?.find(({ key }) => key === one.key);
    await transact(db, async (tx) => {
      if (!isWatched || (there !== undefined && !there.isCancelled))
        return outlookStore(tx, tenantId).forget(one.id);
      const progress = progressStore(tx, tenantId);
      if (!(await progress.deletedElsewhere(one.id))) return;
      await progress.cleared(one.id, now());
      // A whole series that ends is one piece of news, that of its next day.
      const series = `${one.dealId} ${one.seriesId}`;
      if (told.has(series)) return progress.toldChange(one.id, "deleted");
      told.add(series);
      await ask(tx, "meeting.read", { tenantId, meetingId: one.id });
    });
    announce(tenantId, { topic: "meetings", dealId: one.dealId });
  }
}
