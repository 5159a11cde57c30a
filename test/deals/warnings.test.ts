import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { SeatRole } from "../../src/domain/deals/deal.ts";
import { type Absence, dealWarnings } from "../../src/domain/deals/warnings.ts";

const at = Temporal.Instant.from("2026-11-20T08:00:00Z");
const close = Temporal.PlainDate.from("2026-12-14");
const tender = Temporal.PlainDate.from("2026-12-04");
const seat = (personId: string, role: SeatRole, backupId: string | null = null) => ({
  personId,
  role,
  backupId,
});
const away = (since: string, until: string | null, zone: string | null = "Europe/Berlin"): Absence => ({
  zone,
  away: [
    { since: Temporal.Instant.from(since), until: until === null ? null : Temporal.Instant.from(until) },
  ],
});
const lead = seat("lead", "accountManager");
const expert = seat("expert", "expert");

function clashes(absence: Absence): string[] {
  const found = dealWarnings("lead", [lead, expert], new Map([["expert", absence]]), { tender, close }, at);
  return found.flatMap((warning) =>
    warning.kind === "away" ? [`${warning.from} ${warning.to} ${warning.clashes.join("+")}`] : [],
  );
}

describe("an absence clashes with the tender and the closing day, and with the two days before", () => {
  test.each([
    ["the day itself", "2026-12-14T00:00+01:00", "2026-12-15T00:00+01:00", ["2026-12-14 2026-12-14 close"]],
    ["the day after", "2026-12-15T00:00+01:00", "2026-12-16T00:00+01:00", []],
    [
      "until two days before",
      "2026-12-10T00:00+01:00",
      "2026-12-13T00:00+01:00",
      ["2026-12-10 2026-12-12 close"],
    ],
    ["until three days before", "2026-12-10T00:00+01:00", "2026-12-12T00:00+01:00", []],
    ["over both", "2026-12-01T00:00+01:00", "2026-12-24T00:00+01:00", ["2026-12-01 2026-12-23 tender+close"]],
    ["without an end", "2026-11-01T00:00Z", null, ["2026-11-01 null tender+close"]],
    ["over already", "2026-11-01T00:00Z", "2026-11-20T08:00Z", []],
  ])("%s", (_story, since, until, expected) => {
    expect(clashes(away(since, until))).toEqual(expected);
  });

  test("days are those of the place where the person is", () => {
    // 15 December in Novosibirsk begins on the 14th at 17:00 in universal time.
    expect(clashes(away("2026-12-14T17:00Z", "2026-12-15T17:00Z", "Asia/Novosibirsk"))).toEqual([]);
    expect(clashes(away("2026-12-14T17:00Z", "2026-12-15T17:00Z", "Europe/Berlin"))).toHaveLength(1);
  });

  test("one vacation in calendar and mailbox is one warning", () => {
    const both: Absence = {
      zone: "Europe/Berlin",
      away: [
        ...away("2026-12-12T00:00+01:00", "2026-12-20T00:00+01:00").away,
        ...away("2026-12-10T00:00+01:00", "2026-12-15T00:00+01:00").away,
      ],
    };
    expect(clashes(both)).toEqual(["2026-12-10 2026-12-19 close"]);
  });
});

describe("who could stand in", () => {
  const vacation = away("2026-12-14T00:00+01:00", "2026-12-15T00:00+01:00");
  const standIn = (seats: ReturnType<typeof seat>[], absent: string[]) =>
    dealWarnings("lead", seats, new Map(absent.map((id) => [id, vacation])), { tender, close }, at).find(
      (warning) => warning.kind === "away" && warning.personId === "expert",
    );

  test.each([
    ["the seat's own backup", [lead, seat("expert", "expert", "deputy")], ["expert"], "deputy"],
    [
      "nobody, when the backup is away too",
      [lead, seat("expert", "expert", "deputy")],
      ["expert", "deputy"],
      null,
    ],
    ["a colleague in the same role", [lead, expert, seat("other", "expert")], ["expert"], "other"],
    [
      "not one who is away as well",
      [lead, expert, seat("other", "expert"), seat("third", "expert")],
      ["expert", "other"],
      "third",
    ],
    ["nobody from another role", [lead, expert, seat("legal", "legal")], ["expert"], null],
  ])("%s", (_story, seats, absent, backupId) => {
    expect(standIn(seats, absent)).toMatchObject({ backupId });
  });
});

test("seats that the stage cannot do without and nobody holds come first", () => {
  const found = dealWarnings(
    "proposal",
    [lead],
    new Map([["lead", away("2026-12-01T00:00Z", null)]]),
    { tender, close },
    at,
  );
  expect(found.map((warning) => `${warning.kind} ${warning.role}`)).toEqual([
    "empty-seat expert",
    "empty-seat backOffice",
    "empty-seat finance",
    "away accountManager",
  ]);
});

test("a deal without days has nothing to clash with, and one that is over needs nobody", () => {
  const absent = new Map([["lead", away("2026-12-01T00:00Z", null)]]);
  expect(dealWarnings("lead", [lead], absent, { tender: null, close: null }, at)).toEqual([]);
  expect(dealWarnings("won", [], new Map(), { tender, close }, at)).toEqual([]);
});

describe("milestones", () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const milestones = [
    { name: "Pilot", day: day("2026-12-01") },
    { name: "Papers", day: day("2026-12-10") },
  ];
  const found = (absences: [string, Absence][], seats = [lead, expert]) =>
    dealWarnings("lead", seats, new Map(absences), { tender: null, close: null, milestones }, at).flatMap(
      (warning) => (warning.kind === "away" ? [[warning.milestones.join("+"), warning.backupId]] : []),
    );

  test("an absence on a milestone, or in the two days before, names it", () => {
    expect(found([["expert", away("2026-11-29T00:00+01:00", "2026-11-30T00:00+01:00")]])).toEqual([
      ["Pilot", null],
    ]);
    expect(found([["expert", away("2026-11-30T00:00+01:00", "2026-12-09T00:00+01:00")]])).toEqual([
      ["Pilot+Papers", null],
    ]);
    expect(found([["expert", away("2026-12-02T00:00+01:00", "2026-12-08T00:00+01:00")]])).toEqual([]);
  });

  test("whoever is away on the same milestone is no stand-in, on another one they are", () => {
    const seats = [lead, seat("expert", "expert", "other"), seat("other", "finance")];
    const gone = away("2026-12-01T00:00+01:00", "2026-12-02T00:00+01:00");
    const later = away("2026-12-10T00:00+01:00", "2026-12-11T00:00+01:00");
    const standIns = (other: Absence) =>
      found(
        [
          ["expert", gone],
          ["other", other],
        ],
        seats,
      )[0];
    expect(standIns(gone)).toEqual(["Pilot", null]);
    expect(standIns(later)).toEqual(["Pilot", "other"]);
  });
});
