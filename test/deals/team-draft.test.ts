import { expect, test } from "vitest";
import {
  hasOneLeader,
  isOtherTeam,
  mergeTeams,
  type SeatDraft,
  takeSeats,
  withRole,
} from "../../src/views/deals/team-draft.ts";

const person = (id: string) => ({ id, name: id, mail: `${id}@our.example`, title: null });
const seat = (id: string, role: SeatDraft["role"], backup: string | null = null): SeatDraft => ({
  person: person(id),
  role,
  backup: backup === null ? null : person(backup),
});
const anna = seat("anna", "accountManager");
const ivan = seat("ivan", "expert");
const elena = seat("elena", "backOffice");
const base = [anna, ivan, elena];
const words = (seats: readonly SeatDraft[]) =>
  seats.map((one) =>
    [one.person.id, one.role, one.backup?.id].filter((part) => part !== undefined).join(" "),
  );

test.each<[string, SeatDraft[], SeatDraft[], string[], string[]]>([
  ["nobody changed anything", base, base, [], []],
  ["the other gave Ivan a backup", base, [anna, seat("ivan", "expert", "elena"), elena], [], ["ivan"]],
  ["the other added Olga", base, [...base, seat("olga", "legal")], [], ["olga"]],
  ["the other took Elena out", base, [anna, ivan], [], ["elena"]],
  ["I took Elena out, the other added Olga", [anna, ivan], [...base, seat("olga", "legal")], [], ["olga"]],
  [
    "I took Elena out, the other gave her another seat",
    [anna, ivan],
    [anna, ivan, seat("elena", "legal")],
    ["elena"],
    [],
  ],
  [
    "both gave Ivan a backup, not the same",
    [anna, seat("ivan", "expert", "anna"), elena],
    [anna, seat("ivan", "expert", "elena"), elena],
    ["ivan"],
    [],
  ],
  ["both did the same", [anna, ivan], [anna, ivan], [], []],
])("of two changes of one team: %s", (_story, mine, theirs, clashes, taken) => {
  const merged = mergeTeams(base, mine, theirs);
  expect(merged.clashes).toEqual(clashes);
  expect(merged.taken).toEqual(taken);
  const of = (seats: readonly SeatDraft[], id: string) => words(seats.filter((one) => one.person.id === id));
  for (const id of taken) expect(of(merged.draft, id)).toEqual(of(theirs, id));
  for (const id of clashes) expect(of(merged.draft, id)).toEqual(of(mine, id));
});

test("choosing the other's seat for somebody whom I took out brings them back", () => {
  expect(words(takeSeats([anna], base, ["elena"]))).toEqual(["anna accountManager", "elena backOffice"]);
});

test("whoever is given the lead leads alone", () => {
  const led = withRole(base, "elena", "accountManager");
  expect(words(led)).toEqual(["anna expert", "ivan expert", "elena accountManager"]);
  expect(hasOneLeader(led)).toBe(true);
  expect(hasOneLeader([ivan, elena])).toBe(false);
  expect(hasOneLeader([anna, { ...ivan, role: "accountManager" }])).toBe(false);
});

test("the order of people is no difference between teams, a backup is", () => {
  expect(isOtherTeam(base, [elena, anna, ivan])).toBe(false);
  expect(isOtherTeam(base, [anna, seat("ivan", "expert", "elena"), elena])).toBe(true);
  expect(isOtherTeam(base, [anna, ivan])).toBe(true);
});
