import { describe, expect, test } from "vitest";
import type { SeatRole } from "../../src/domain/deals/deal.ts";
import { type RoomPeople, roomDrift } from "../../src/domain/deals/room-drift.ts";

const SEATS: { personId: string; role: SeatRole }[] = [
  { personId: "Anna", role: "accountManager" },
  { personId: "Pavel", role: "expert" },
];
const inside = (...names: string[]) => names.map((id) => ({ id: id.toLowerCase(), isOwner: id === "Anna" }));
const drift = (part: Partial<RoomPeople>) =>
  roomDrift({
    kind: "private",
    seats: SEATS,
    inside: inside("Anna", "Pavel"),
    leftCompany: new Set(),
    ...part,
  }).map(({ id, kind }) => `${id} ${kind}`);

describe("who is in a room against the deal team", () => {
  test.each<[string, Partial<RoomPeople>, string[]]>([
    ["as it should be", {}, []],
    ["one is missing", { inside: inside("Anna") }, ["Pavel missing"]],
    ["one is too many", { inside: inside("Anna", "Pavel", "Lukas") }, ["lukas extra"]],
    [
      "the lead owns nothing",
      { inside: [{ id: "anna", isOwner: false }, ...inside("Pavel")] },
      ["Anna not-owner"],
    ],
    ["one left the company", { leftCompany: new Set(["Pavel"]) }, ["Pavel left-company"]],
    [
      "a shared room has its outsiders named",
      { kind: "shared", inside: inside("Anna", "Pavel", "Guest") },
      ["guest extra"],
    ],
    [
      "a standard room is open to the whole team and owned by nobody",
      { kind: "standard", inside: [{ id: "anna", isOwner: false }, ...inside("Lukas")] },
      ["Pavel missing"],
    ],
  ])("%s", (_story, part, expected) => {
    expect(drift(part)).toEqual(expected);
  });
});
