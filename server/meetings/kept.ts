import type { MeetingRule, Wish } from "../../src/contract/meetings-wishes.ts";
import type { Interval } from "../../src/domain/time/interval.ts";
import type { Weekday } from "../../src/domain/time/weekday.ts";
import type { House } from "../room.ts";
import { meetingStore } from "./store.ts";
import { wishStore } from "./wish-store.ts";

/** What a look at people's time keeps to besides calendars and working hours. */
export type Kept = {
  rule: MeetingRule;
  noMeetingDays: readonly Weekday[];
  wishes: ReadonlyMap<string, Wish>;
  /** Times that a meeting to be moved takes itself, flanks included: they do not stand in its way. */
  own: readonly Interval[];
};

/** Reads the deal's rule and these people's wishes; `movingId` names a meeting of the deal that shall be moved. */
export async function keptFor(
  { db, tenantId }: Pick<House, "db" | "tenantId">,
  dealId: string,
  personIds: readonly string[],
  movingId?: string,
): Promise<Kept> {
  const store = wishStore(db, tenantId);
  const rule = await store.rule(dealId);
  return {
    rule,
    noMeetingDays: rule.noDays as Weekday[],
    wishes: await store.wishes(personIds),
    own: movingId === undefined ? [] : await ownTimes(db, tenantId, dealId, movingId),
  };
}

async function ownTimes(
  db: House["db"],
  tenantId: string,
  dealId: string,
  movingId: string,
): Promise<Interval[]> {
  const meeting = await meetingStore(db, tenantId).meeting(movingId);
  if (meeting === null || meeting.dealId !== dealId || meeting.state === "cancelled") return [];
  const { start, end, briefing, debrief } = meeting;
  const flanks = [
    ...(briefing > 0 ? [{ start: start.subtract({ minutes: briefing }), end: start }] : []),
    ...(debrief > 0 ? [{ start: end, end: end.add({ minutes: debrief }) }] : []),
  ];
  return [{ start, end }, ...flanks];
}
