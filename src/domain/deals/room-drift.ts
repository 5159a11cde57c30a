import type { SeatRole, Sensitivity } from "./deal.ts";

/** How one person in Teams differs from the deal team. */
export type DriftKind = "missing" | "extra" | "not-owner" | "left-company";

/** What is compared. Ids of people count without their letter case. */
export type RoomPeople = {
  kind: Sensitivity;
  seats: readonly { personId: string; role: SeatRole }[];
  /** Who is in the channel, or in the team where the channel is open to all of it. */
  inside: readonly { id: string; isOwner: boolean }[];
  /** Those of the seats whom the directory does not know any more. */
  leftCompany: ReadonlySet<string>;
};

/**
 * Compares who is in a room with the deal team. A standard channel is open to the whole team, so that nobody is too much
 * in it, and it has no owner. Source: PRODUCT.md A3, "everyone listed is really a member".
 */
export function roomDrift({
  kind,
  seats,
  inside,
  leftCompany,
}: RoomPeople): { id: string; kind: DriftKind }[] {
  const found = new Map(inside.map((one) => [one.id.toLowerCase(), one]));
  const seated = new Set(seats.map(({ personId }) => personId.toLowerCase()));
  const ofSeats = seats.flatMap(({ personId, role }): { id: string; kind: DriftKind }[] => {
    const there = found.get(personId.toLowerCase());
    if (leftCompany.has(personId)) return [{ id: personId, kind: "left-company" }];
    if (there === undefined) return [{ id: personId, kind: "missing" }];
    const mustOwn = kind !== "standard" && role === "accountManager";
    return mustOwn && !there.isOwner ? [{ id: personId, kind: "not-owner" }] : [];
  });
  const extra = kind === "standard" ? [] : inside.filter(({ id }) => !seated.has(id.toLowerCase()));
  return [...ofSeats, ...extra.map(({ id }) => ({ id, kind: "extra" as const }))];
}
