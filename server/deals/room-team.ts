import type { StepEnd } from "./room-store.ts";
import { dealUrl, type StepWork } from "./step-work.ts";

/** Asked again after so many seconds while Teams works. */
const LOOK_SECONDS = 3;
/** So long after a request of which no reply came, what it made would be there to be found. */
const LOST_SECONDS = 60;

/** Teams is at work: it is asked again by itself. */
export type Working = StepEnd & { later: number };

/** How a step ends for now on which Teams works. */
export const WORKING: Working = { state: "waiting", why: "later", people: [], later: LOOK_SECONDS };
/** How a step ends that went well. */
export const DONE: StepEnd = { state: "done", why: null, people: [] };

/** What the deal and nothing else bears in its description, so that it is found again. */
export function descriptionOf({ room, publicUrl }: StepWork): string {
  return `${room.account}. ${dealUrl(publicUrl, room.dealId)}`;
}

/**
 * What a step finds that Teams works on: "working", "failed" once Teams gave up, null where nothing is under way (any
 * more). A request of which no reply came counts as under way for a minute.
 */
export async function underWay(work: StepWork): Promise<"working" | "failed" | null> {
  const { room, ports, now, noteWork } = work;
  if (room.operation !== null) {
    const standing = await ports.teams.standing(room.operation);
    if (standing === "running") return "working";
    await noteWork({ begunAt: null, operation: null });
    return standing === "failed" ? "failed" : null;
  }
  if (room.begunAt === null) return null;
  const ended = room.begunAt.getTime() + LOST_SECONDS * 1000;
  return now().epochMilliseconds < ended ? "working" : null;
}

/**
 * Begins what Teams does later, noted beforehand, so that a reply that never comes leaves nothing twice. What Teams refused
 * is not under way. Rejects as `act` does.
 */
export async function begin<T>({ now, noteWork, ports }: StepWork, act: () => Promise<T>): Promise<T> {
  await noteWork({ begunAt: now(), operation: null });
  try {
    return await act();
  } catch (error) {
    const trouble = ports.troubleOf(error);
    if (trouble !== null && trouble.kind !== "busy") await noteWork({ begunAt: null, operation: null });
    throw error;
  }
}

/** As what the team is found again: not as the channel is, because the team's first channel bears its description. */
function teamKey(dealId: string): string {
  return `One Voice ${dealId.replaceAll("-", "")}`;
}

/** Makes the room's own team from the standard template, with whoever leads the deal as its owner. */
export async function makeTeam(work: StepWork): Promise<StepEnd | Working> {
  const { room, deal, ports, now, noteWork } = work;
  const standing = await underWay(work);
  if (standing === "failed") return { state: "failed", why: "refused", people: [] };
  const found = room.teamId ?? (await ports.teams.findTeam(room.dealName, teamKey(room.dealId)));
  if (found !== null && standing === null) {
    await noteWork({ begunAt: null, operation: null, teamId: found });
    return { ...DONE, madeId: found };
  }
  if (standing === "working") return WORKING;
  const leader = deal.seats.find(({ role }) => role === "accountManager")?.person;
  if (leader === undefined) return { state: "failed", why: "person-unknown", people: [] };
  const wanted = {
    name: room.dealName,
    description: `${room.account}. ${teamKey(room.dealId)}`,
    ownerId: leader.id,
  };
  const begun = await begin(work, () => ports.teams.beginTeam(wanted));
  if (begun !== null) await noteWork({ begunAt: now(), operation: begun.operation, teamId: begun.teamId });
  return WORKING;
}
