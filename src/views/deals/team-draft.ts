import type { Deal } from "../../contract/deals.ts";
import type { Person } from "../../contract/words.ts";
import type { SeatRole } from "../../domain/deals/deal.ts";

/** A place in the deal team as the editor holds it. */
export type SeatDraft = { person: Person; role: SeatRole; backup: Person | null };

/** What somebody opens the team for. */
export type TeamStart = { seat: SeatRole } | { backupOf: string };

/** Two people's changes of one team, brought together; clashes and what was taken are named by the person's id. */
export type MergedTeam = { draft: SeatDraft[]; clashes: string[]; taken: string[] };

/** The deal's team as the editor begins with it. */
export function seatsOf(deal: Deal): SeatDraft[] {
  return deal.seats.map(({ person, role, backup }) => ({ person, role, backup: backup ?? null }));
}

/** Gives a person another role. One person leads: whoever led before becomes an expert. */
export function withRole(seats: readonly SeatDraft[], personId: string, role: SeatRole): SeatDraft[] {
  return seats.map((seat) => {
    if (seat.person.id === personId) return { ...seat, role };
    return role === "accountManager" && seat.role === role ? { ...seat, role: "expert" } : seat;
  });
}

/** Brings two changes of `base` together, person by person. Total. */
export function mergeTeams(
  base: readonly SeatDraft[],
  mine: readonly SeatDraft[],
  theirs: readonly SeatDraft[],
): MergedTeam {
  const ids = [...new Set([...mine, ...theirs].map(({ person }) => person.id))];
  const differs = (one: readonly SeatDraft[], other: readonly SeatDraft[], id: string) =>
    meaning(one, id) !== meaning(other, id);
  const changed = ids.filter((id) => differs(base, theirs, id) && differs(mine, theirs, id));
  const clashes = changed.filter((id) => differs(base, mine, id));
  const taken = changed.filter((id) => !clashes.includes(id));
  return { draft: takeSeats(mine, theirs, taken), clashes, taken };
}

/** Mine, but these people's seats as the other has them: changed, added or gone. */
export function takeSeats(
  mine: readonly SeatDraft[],
  theirs: readonly SeatDraft[],
  ids: readonly string[],
): SeatDraft[] {
  const theirsOf = (id: string) => theirs.find(({ person }) => person.id === id);
  const kept = mine.flatMap((seat) => {
    if (!ids.includes(seat.person.id)) return [seat];
    return theirsOf(seat.person.id) ?? [];
  });
  const isMine = (id: string) => mine.some(({ person }) => person.id === id);
  return [...kept, ...ids.filter((id) => !isMine(id)).flatMap((id) => theirsOf(id) ?? [])];
}

/** Whether two teams are not the same. */
export function isOtherTeam(one: readonly SeatDraft[], other: readonly SeatDraft[]): boolean {
  return (
    one.length !== other.length || one.some(({ person: { id } }) => meaning(one, id) !== meaning(other, id))
  );
}

/** Whether exactly one person leads. */
export function hasOneLeader(seats: readonly SeatDraft[]): boolean {
  return seats.filter(({ role }) => role === "accountManager").length === 1;
}

function meaning(seats: readonly SeatDraft[], id: string): string {
  const seat = seats.find(({ person }) => person.id === id);
  return seat === undefined ? "" : `${seat.role} ${seat.backup?.id ?? ""}`;
}
