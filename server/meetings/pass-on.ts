import { readPassedMeetings } from "../../src/contract/passed-meetings.ts";
import { serve } from "../http/serve.ts";
import type { House, Room, Turnover } from "../room.ts";
import { type Db, rows, sql, transact } from "../store/db.ts";
import { seatOf } from "./deals.ts";
import { passStore } from "./pass-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore } from "./store.ts";
import { comeBack } from "./troubles.ts";

/** What became of the meetings to come since another person speaks, and the work behind it. */
export function openPassing(house: House, ports: MeetingPorts): Pick<Room, "routes" | "work"> {
  const { db, tenantId, now, audit } = house;
  return {
    routes: [
      serve(readPassedMeetings, audit, async ({ params: { dealId }, caller }) => {
        await seatOf(db, tenantId, dealId, caller.userId);
        return { meetings: await passStore(db, tenantId).ofDeal(dealId, now()) };
      }),
    ],
    work(queue) {
      queue.work("meeting.pass", ({ meetingId }) => passMeeting(house, ports, meetingId));
    },
  };
}

type Coming = { id: string; organizerId: string; hasTo: boolean; hasFrom: boolean };

/**
 * Wants whoever speaks now in the meetings to come, as it was chosen, and whoever spoke before out of them where somebody else
 * invites. Within the caller's transaction; the calendars follow.
 */
export async function passOn(
  tx: Db,
  { tenantId, ask }: Pick<House, "tenantId" | "ask">,
  { dealId, fromId, toId, meetings, at }: Turnover,
): Promise<void> {
  if (meetings === "none" || toId === null) return;
  const store = passStore(tx, tenantId);
  const invites = (personId: string | null) => sql`exists (
    select 1 from meeting_attendee a
     where a.tenant_id = m.tenant_id and a.meeting_id = m.id and a.person_id = ${personId})`;
  const coming = await rows<Coming>(
    tx,
    sql`select m.id, m.organizer_id as "organizerId", ${invites(toId)} as "hasTo", ${invites(fromId)} as "hasFrom"
          from meeting m
         where m.tenant_id = ${tenantId} and m.deal_id = ${dealId}::uuid and m.ends_at > ${at.toString()}
           and m.state in ('scheduling', 'scheduled') and m.origin = 'here'
         order by m.starts_at, m.id`,
  );
  for (const { id, organizerId, hasTo, hasFrom } of coming) {
    // Of whom something was wanted before, the calendar may not show it yet.
    const joins = organizerId !== toId && (!hasTo || (await store.isKnown(id, toId)));
    const mayLeave = meetings === "replace" && fromId !== null && organizerId !== fromId;
    const leaves = mayLeave && (hasFrom || (await store.isKnown(id, fromId)));
    if (joins) await store.want(id, toId, "invite", at);
    if (leaves) await store.want(id, fromId, "remove", at);
    if (joins || leaves) await ask(tx, "meeting.pass", { tenantId, meetingId: id });
  }
}

/**
 * Does in the organizer's calendar what is wanted of a meeting, its briefing and its debrief. May run any number of times, also
 * at once with itself. A meeting that is not on the calendars yet is come back to by the next round.
 */
async function passMeeting(house: House, ports: MeetingPorts, meetingId: string): Promise<void> {
  const { db, tenantId, now, ask, announce, log } = house;
  const store = passStore(db, tenantId);
  const wanted = await store.open(meetingId);
  const meeting = await meetingStore(db, tenantId).meeting(meetingId);
  if (meeting === null || wanted.length === 0) return;
  const isOver = meeting.state === "cancelled" || meeting.end.epochMilliseconds <= now().epochMilliseconds;
  if (meeting.eventId === null && !isOver) return;
  try {
    const of = (what: string) => wanted.filter((one) => one.what === what);
    const change = {
      add: of("invite").map(({ name, address }) => ({ name, address, required: true })),
      remove: of("remove").map(({ address }) => address),
    };
    const events = isOver ? [] : [meeting.eventId, meeting.briefingEventId, meeting.debriefEventId];
    for (const eventId of events)
      if (eventId !== null) await ports.calendars.changeAttendees(meeting.organizerId, eventId, change);
    await transact(db, async (tx) => {
      for (const one of wanted) await passStore(tx, tenantId).done(meetingId, one, now());
      await ask(tx, "meeting.read", { tenantId, meetingId });
    });
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble === null) throw error;
    if (trouble.kind === "busy") return comeBack(trouble, error);
    log.warn({ err: error, meetingId }, "a meeting could not be passed on");
    const why = { forbidden: "permission", gone: "no-mailbox", refused: "refused" } as const;
    for (const one of wanted) await store.failed(meetingId, one, why[trouble.kind]);
  }
  announce(tenantId, { topic: "meetings", dealId: meeting.dealId });
}
