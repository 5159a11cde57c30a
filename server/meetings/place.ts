import { Temporal } from "temporal-polyfill";
import type { Interval } from "../../src/domain/time/interval.ts";
import type { House } from "../room.ts";
import { transact } from "../store/db.ts";
import type { NewEvent } from "./calendar-ports.ts";
import { meetingsLink } from "./links.ts";
import type { MeetingPorts } from "./ports.ts";
import { progressStore } from "./progress.ts";
import { meetingStore, type StoredAttendee, type StoredMeeting } from "./store.ts";
import { asHtml, linkHtml, textsFor } from "./texts.ts";
import { comeBack } from "./troubles.ts";

/**
 * Puts a meeting on the calendars, or takes it off, whichever it should be. May run any number of times, also at once
 * with itself: Graph keeps one event per key, and what is written down is the same each time.
 */
export async function placeMeeting(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const store = meetingStore(house.db, house.tenantId);
  const meeting = await store.meeting(meetingId);
  // What people made in Outlook is theirs.
  if (meeting === null || meeting.origin === "outlook") return;
  try {
    if (meeting.state === "cancelled") await takeOff(house, ports, meeting);
    else if (meeting.state !== "failed") {
      const attendees = (await store.attendees([meetingId])).get(meetingId) ?? [];
      await putOn(house, ports, meeting, attendees);
    }
  } catch (error) {
    await giveUp(house, ports, meeting, error);
  }
  house.announce(house.tenantId, { topic: "meetings", dealId: meeting.dealId });
}

async function putOn(
  house: House,
  ports: MeetingPorts,
  meeting: StoredMeeting,
  attendees: readonly StoredAttendee[],
): Promise<void> {
  const { tenantId, ask } = house;
  const { id } = meeting;
  await onCalendar(house, ports, meeting, attendees);
  await flank(house, ports, meeting, attendees);
  await transact(house.db, async (tx) => {
    // Whoever called it off meanwhile found no event to take away; whoever moved it, none to move.
    const now = await meetingStore(tx, tenantId).meeting(id);
    const again = now?.state === "cancelled" || now?.state === "scheduling";
    await ask(tx, again ? "meeting.place" : "meeting.read", { tenantId, meetingId: id });
    await ask(tx, "meeting.brief", { tenantId, meetingId: id });
    // The organizer's calendar is to be watched from now on.
    await ask(tx, "watch.reconcile", { tenantId });
  });
}

/** Makes the event, or moves it to where the meeting is now. */
async function onCalendar(
  { db, tenantId }: House,
  { calendars }: MeetingPorts,
  meeting: StoredMeeting,
  attendees: readonly StoredAttendee[],
): Promise<void> {
  const { id, organizerId, eventId, held, start, end } = meeting;
  const progress = progressStore(db, tenantId);
  if (eventId === null) {
    const made = await calendars.create(organizerId, mainEvent(meeting, attendees));
    await progress.placed(id, { eventId: made.id, joinUrl: made.joinUrl, start, end });
  } else if (held === null || !isSame(held, meeting)) {
    await calendars.move(organizerId, eventId, { start, end });
    await progress.placed(id, { eventId, joinUrl: meeting.joinUrl, start, end });
  }
}

function isSame(one: Interval, other: Interval): boolean {
  return (
    Temporal.Instant.compare(one.start, other.start) === 0 &&
    Temporal.Instant.compare(one.end, other.end) === 0
  );
}

/** Briefing before and debrief after, as events of their own for our people alone; moved along when the meeting moves. */
async function flank(
  { db, tenantId, publicUrl, log }: House,
  ports: MeetingPorts,
  meeting: StoredMeeting,
  attendees: readonly StoredAttendee[],
): Promise<void> {
  const { id, organizerId, briefing, debrief, briefingEventId, debriefEventId } = meeting;
  const ours = attendees.filter(({ personId }) => personId !== null);
  const language = (await ports.people.person(organizerId))?.language ?? null;
  const texts = textsFor(language);
  const link = meetingsLink(ports, publicUrl, meeting.dealId);
  const around = [
    {
      name: "briefing" as const,
      minutes: briefing,
      eventId: briefingEventId,
      subject: texts.briefing(meeting.subject),
      html: linkHtml(link, texts.openMeeting),
      start: meeting.start.subtract({ minutes: briefing }),
      end: meeting.start,
    },
    {
      name: "debrief" as const,
      minutes: debrief,
      eventId: debriefEventId,
      subject: texts.debrief(meeting.subject),
      html: linkHtml(link, texts.openDebrief),
      start: meeting.end,
      end: meeting.end.add({ minutes: debrief }),
    },
  ];
  const ids = new Map<string, string>();
  for (const { name, minutes, eventId, subject, html, start, end } of around) {
    if (minutes === 0) continue;
    if (eventId !== null) await ports.calendars.move(organizerId, eventId, { start, end });
    const wanted: NewEvent = {
      key: `${id}-${name}`,
      subject,
      html,
      start,
      end,
      online: true,
      attendees: ours,
    };
    ids.set(name, eventId ?? (await ports.calendars.create(organizerId, wanted)).id);
  }
  log.debug({ meetingId: id, flanked: ids.size }, "briefing and debrief are on the calendars");
  await progressStore(db, tenantId).flanked(id, ids.get("briefing") ?? null, ids.get("debrief") ?? null);
}

async function takeOff(house: House, { calendars }: MeetingPorts, meeting: StoredMeeting): Promise<void> {
  if (meeting.clearedAt !== null) return;
  const { id, organizerId, start, end } = meeting;
  const comment = meeting.cancelComment ?? "";
  // Where we know of no event, its making may have succeeded without our hearing of it.
  const lookUp = async (key: string, from: StoredMeeting["start"], to: StoredMeeting["end"]) =>
    (await calendars.find(organizerId, { key, start: from, end: to }))?.id ?? null;
  const early = start.subtract({ minutes: meeting.briefing });
  const late = end.add({ minutes: meeting.debrief });
  const events = [
    [meeting.eventId ?? (await lookUp(id, start, end)), comment],
    [meeting.briefingEventId ?? (await lookUp(`${id}-briefing`, early, start)), ""],
    [meeting.debriefEventId ?? (await lookUp(`${id}-debrief`, end, late)), ""],
  ] as const;
  for (const [eventId, note] of events) {
    if (eventId !== null) await calendars.cancel(organizerId, eventId, note);
  }
  await progressStore(house.db, house.tenantId).cleared(id, house.now());
}

/** A busy Microsoft 365 is asked again later; a refusal is written down, and said where people look. */
async function giveUp(
  { db, tenantId, log }: House,
  { troubleOf }: MeetingPorts,
  { id, state, held }: StoredMeeting,
  error: unknown,
): Promise<void> {
  const trouble = troubleOf(error);
  if (trouble === null) throw error;
  if (trouble.kind === "busy") return comeBack(trouble, error);
  log.warn({ err: error, meetingId: id, state }, "a meeting could not be placed");
  const why = { forbidden: "permission", gone: "no-mailbox", refused: "refused" } as const;
  const progress = progressStore(db, tenantId);
  if (held === null) await progress.failed(id, why[trouble.kind]);
  else await progress.notMoved(id, why[trouble.kind]);
}

function mainEvent(meeting: StoredMeeting, attendees: readonly StoredAttendee[]): NewEvent {
  const { id, subject, agenda, start, end, place } = meeting;
  const where = place === null ? { online: true } : { online: false, place };
  return { key: id, subject, html: asHtml(agenda), start, end, ...where, attendees };
}
