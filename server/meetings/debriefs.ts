import { Temporal } from "temporal-polyfill";
import type * as z from "zod/mini";
import { type Debrief, readDebrief, writeDebrief } from "../../src/contract/debriefs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { serve } from "../http/serve.ts";
import type { House, Room } from "../room.ts";
import { row, rows, sql, transact } from "../store/db.ts";
import { askStore } from "./ask-store.ts";
import { seatOf } from "./deals.ts";
import { finishDebrief } from "./debrief-finish.ts";
import { debriefStore } from "./debrief-store.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingStore, type StoredMeeting } from "./store.ts";

/** What came of a meeting: written in a minute, promises become tasks, the client's note waits for the spokesperson. */
export function openDebriefs(house: House, ports: MeetingPorts): Pick<Room, "routes" | "work"> {
  const { db, tenantId, audit, announce } = house;

  async function meetingFor(dealId: string, meetingId: string, callerId: string): Promise<StoredMeeting> {
    await seatOf(db, tenantId, dealId, callerId);
    const meeting = await meetingStore(db, tenantId).meeting(meetingId);
    if (meeting === null || meeting.dealId !== dealId)
      throw new Problem("meeting.unknown", "There is no such meeting.");
    return meeting;
  }

  return {
    routes: [
      serve(readDebrief, audit, async ({ params: { dealId, meetingId }, caller }) => {
        await meetingFor(dealId, meetingId, caller.userId);
        return { debrief: await show(house, ports, meetingId) };
      }),

      serve(writeDebrief, audit, async ({ params: { dealId, meetingId }, body, caller }) => {
        const meeting = await meetingFor(dealId, meetingId, caller.userId);
        await keep(house, meeting, caller.userId, body);
        announce(tenantId, { topic: "meetings", dealId });
        const kept = await show(house, ports, meetingId);
        if (kept === null) throw new Error("A debrief just kept is not there");
        return kept;
      }),
    ],
    work(queue) {
      queue.work("meeting.debriefed", ({ meetingId }) => finishDebrief(house, ports, meetingId));
    },
  };
}

async function keep(
  { db, tenantId, now, ask }: House,
  { id, dealId, start }: StoredMeeting,
  callerId: string,
  { agreed, next, recap, promises }: z.output<typeof writeDebrief.body>,
): Promise<void> {
  if (Temporal.Instant.compare(now(), start) < 0)
    throw new Problem("meeting.not-begun", "A meeting is written up once it has begun.");
  const owners = [...new Set(promises.map(({ ownerId }) => ownerId))];
  const seated = await rows(
    db,
    sql`select person_id from deal_seat where tenant_id = ${tenantId} and deal_id = ${dealId}
           and person_id = any(${owners}::text[])`,
  );
  if (seated.length < owners.length)
    throw new Problem("person.unknown", "Whoever promised something sits in the deal team.");
  await transact(db, async (tx) => {
    const store = debriefStore(tx, tenantId);
    const speakerId = await store.speaker(dealId);
    const at = now().round("millisecond");
    const all = promises.map(({ text, ...rest }) => ({ ...rest, what: text }));
    if (!(await store.add(id, { agreed, next, recap, byId: callerId, speakerId, at }, all))) return;
    const asked = await row<{ id: string }>(
      tx,
      sql`select id from meeting_ask where tenant_id = ${tenantId} and meeting_id = ${id}`,
    );
    // An ask has one debrief, that of its meeting, whose id it takes.
    if (asked !== null)
      await askStore(tx, tenantId).happened(asked.id, { id, at, kind: "debriefed", byId: callerId });
    await ask(tx, "meeting.debriefed", { tenantId, meetingId: id });
  });
}

async function show(
  { db, tenantId }: House,
  { people }: MeetingPorts,
  meetingId: string,
): Promise<Debrief | null> {
  const found = await debriefStore(db, tenantId).debrief(meetingId);
  if (found === null) return null;
  const { agreed, next, byId, speakerId, recapState, promises } = found;
  const ids = [byId, ...(speakerId === null ? [] : [speakerId]), ...promises.map(({ ownerId }) => ownerId)];
  const known = await people.people(ids);
  const person = (id: string) => {
    const { name = "", mail = "", title = null } = known.get(id) ?? {};
    return { id, name, mail, title };
  };
  return {
    agreed,
    next,
    by: person(byId),
    recap: recapState,
    spokesperson: speakerId === null ? null : person(speakerId),
    promises: promises.map(({ id, what, ownerId, due, taskState, taskIn }) => ({
      id,
      text: what,
      owner: person(ownerId),
      due,
      task: taskState,
      taskIn,
    })),
  };
}
