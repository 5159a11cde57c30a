import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  type AskEvent,
  type AskFacts,
  type AskState,
  shownToOthers,
  standing,
} from "../../src/domain/meetings/evasion.ts";
import { answerDue, daysLeft, meetBy } from "../../src/domain/meetings/evasion-due.ts";
import type { Surroundings } from "../../src/domain/meetings/evasion-options.ts";
import { workingHours } from "../../src/domain/time/working-hours.ts";

/** Berlin's wall clock. Needed by Friday 26 June 2026, so the last good day for the meeting is Friday the 19th. */
const at = (text: string) =>
  Temporal.PlainDateTime.from(`2026-${text}`).toZonedDateTime("Europe/Berlin").toInstant();
const dates = {
  neededBy: Temporal.PlainDate.from("2026-06-26"),
  hours: workingHours("Europe/Berlin", [1, 2, 3, 4, 5], "09:00", "17:00"),
  holidays: [],
};
const surroundings: Surroundings = {
  minutes: 60,
  inPerson: true,
  executive: "ceo",
  clientRank: 2,
  colleagues: [
    { id: "head", rank: 4, availability: "free" },
    { id: "vp-b", rank: 3, availability: "free" },
    { id: "vp-a", rank: 2, availability: "busy" },
    { id: "ceo", rank: 1, availability: "free" },
  ],
  assistant: "sofia",
  managerCoach: "director",
};
const facts: AskFacts = { accountManager: "anna", dates, surroundings };

const sent = (time: string, more: Partial<Extract<AskEvent, { kind: "sent" }>> = {}): AskEvent => ({
  id: `sent ${time}`,
  at: at(time),
  kind: "sent",
  by: "anna",
  option: null,
  ...more,
});
const yes = (time: string, start = "06-10T10:00"): AskEvent => ({
  id: `yes ${time}`,
  at: at(time),
  kind: "accepted",
  meeting: { start: at(start), end: at(start).add({ hours: 1 }) },
});
const later = (time: string): AskEvent => ({ id: `later ${time}`, at: at(time), kind: "postponed" });
const no = (time: string, more: Partial<Extract<AskEvent, { kind: "declined" }>> = {}): AskEvent => ({
  id: `no ${time}`,
  at: at(time),
  kind: "declined",
  why: null,
  instead: null,
  ...more,
});
const debrief = (time: string): AskEvent => ({ id: `debrief ${time}`, at: at(time), kind: "debriefed" });

/** Monday 1 June: 14 working days are left, so an answer may take two working days. */
const ASKED = "06-01T09:00";

describe("where an executive's answer stands", () => {
  const rows: [title: string, events: AskEvent[], now: string, state: AskState, due: string | null][] = [
    ["nothing was sent", [], "06-01T09:00", "drafted", "send 06-05T09:00"],
    ["it was sent", [sent(ASKED)], "06-01T09:00", "asked", "answer 06-02T17:00"],
    ["a minute is left to answer", [sent(ASKED)], "06-02T16:59", "asked", "answer 06-02T17:00"],
    ["the time to answer is over", [sent(ASKED)], "06-02T17:00", "silent", "move 06-03T17:00"],
    [
      "it was sent again after a silence",
      [sent(ASKED), sent("06-03T10:00")],
      "06-03T11:00",
      "asked",
      "answer 06-05T10:00",
    ],
    [
      "they want another time",
      [sent(ASKED), later("06-01T15:00")],
      "06-01T16:00",
      "postponed",
      "move 06-02T15:00",
    ],
    ["they said no", [sent(ASKED), no("06-01T15:00")], "06-01T16:00", "declined", "move 06-02T15:00"],
    ["they said yes", [sent(ASKED), yes("06-01T15:00")], "06-01T16:00", "accepted", "meeting 06-10T10:00"],
    [
      "they said yes after all",
      [sent(ASKED), no("06-01T15:00"), yes("06-01T16:00")],
      "06-01T17:00",
      "accepted",
      "meeting 06-10T10:00",
    ],
    [
      "they moved it after a yes",
      [sent(ASKED), yes("06-01T15:00"), later("06-09T15:00")],
      "06-09T16:00",
      "postponed",
      "move 06-10T15:00",
    ],
    [
      "they took the yes back",
      [sent(ASKED), yes("06-01T15:00"), no("06-09T15:00")],
      "06-09T16:00",
      "declined",
      "move 06-10T15:00",
    ],
    [
      "the meeting is about to end",
      [sent(ASKED), yes("06-01T15:00")],
      "06-10T10:59",
      "accepted",
      "meeting 06-10T10:00",
    ],
    [
      "the meeting has ended",
      [sent(ASKED), yes("06-01T15:00")],
      "06-10T11:00",
      "held",
      "debrief 06-11T11:00",
    ],
    [
      "it did not take place after all",
      [sent(ASKED), yes("06-01T15:00"), later("06-10T12:00")],
      "06-10T12:00",
      "postponed",
      "move 06-11T12:00",
    ],
    [
      "the debrief is written",
      [sent(ASKED), yes("06-01T15:00"), debrief("06-10T11:30")],
      "06-10T12:00",
      "debriefed",
      null,
    ],
  ];
  it.each(rows)("%s", (_, events, now, state, due) => {
    const found = standing(events, facts, at(now));
    expect(found.state).toBe(state);
    const local = found.due?.at.toZonedDateTimeISO("Europe/Berlin").toPlainDateTime().toString().slice(5, 16);
    expect(found.due === null ? null : `${found.due.what} ${local}`).toBe(due);
    expect(found.ignored).toEqual([]);
  });
});

describe("the time allowed to answer", () => {
  it("ends a working week before the meeting's use: the last good day", () => {
    expect(meetBy(dates).toString()).toBe("2026-06-19");
  });

  it.each([
    ["05-21T09:00", 21, "05-25T17:00"], // three working days
    ["05-22T09:00", 20, "05-25T17:00"], // two
    ["06-04T09:00", 11, "06-05T17:00"],
    ["06-05T09:00", 10, "06-05T17:00"], // one
    ["06-15T09:00", 4, "06-15T17:00"],
    ["06-16T09:00", 3, "06-16T13:00"], // half a day
    ["06-19T09:00", 0, "06-19T13:00"],
    ["06-24T09:00", 0, "06-24T13:00"], // too late, but asked all the same
  ])("shrinks as the date comes nearer: asked %s, %i working days left, answer by %s", (asked, left, due) => {
    expect(daysLeft(at(asked), dates)).toBe(left);
    expect(answerDue(at(asked), dates)).toEqual(at(due));
  });
});

describe("the count", () => {
  const story = [
    sent(ASKED),
    sent("06-03T09:00"),
    later("06-03T12:00"),
    sent("06-03T13:00"),
    later("06-03T14:00"),
    no("06-03T15:00"),
  ];
  it("tells silences, postponements and refusals apart", () => {
    expect(standing(story, facts, at("06-03T16:00")).count).toEqual({
      silences: 1,
      postponed: 2,
      declined: 1,
    });
    expect(standing([sent(ASKED)], facts, at("06-03T16:00")).count).toEqual({
      silences: 1,
      postponed: 0,
      declined: 0,
    });
  });

  it("is for the account manager alone: others see a question that is open, not a silence", () => {
    const seen = shownToOthers(standing([sent(ASKED)], facts, at("06-03T16:00")));
    expect(seen).toEqual({ state: "asked", meeting: null });
  });
});

describe("what makes no sense is named and changes nothing", () => {
  it.each<[string, AskEvent[], string]>([
    ["an answer before the question", [yes("06-01T08:00"), sent(ASKED)], "yes 06-01T08:00"],
    [
      "a question sent by anyone but the account manager",
      [sent(ASKED), sent("06-01T10:00", { by: "ceo" })],
      "sent 06-01T10:00",
    ],
    ["a question after the yes", [sent(ASKED), yes("06-01T10:00"), sent("06-01T11:00")], "sent 06-01T11:00"],
    [
      "a debrief before the meeting",
      [sent(ASKED), yes("06-01T10:00"), debrief("06-10T09:59")],
      "debrief 06-10T09:59",
    ],
    ["a debrief without a meeting", [sent(ASKED), debrief("06-10T12:00")], "debrief 06-10T12:00"],
    [
      "a no after the debrief",
      [sent(ASKED), yes("06-01T10:00"), debrief("06-10T11:00"), no("06-10T12:00")],
      "no 06-10T12:00",
    ],
  ])("%s", (_, events, ignored) => {
    const now = at("06-11T09:00");
    const found = standing(events, facts, now);
    expect(found.ignored).toEqual([ignored]);
    expect({ ...found, ignored: [] }).toEqual(
      standing(
        events.filter(({ id }) => id !== ignored),
        facts,
        now,
      ),
    );
  });

  it("what is still to come does not count", () => {
    expect(standing([sent(ASKED), no("06-01T15:00")], facts, at("06-01T14:59")).state).toBe("asked");
  });

  it("the order and the number of times it is told do not matter", () => {
    const story = [
      sent(ASKED),
      later("06-01T15:00"),
      sent("06-02T09:00"),
      no("06-02T10:00"),
      yes("06-02T11:00"),
      debrief("06-10T11:00"),
    ];
    const told = standing(story, facts, at("06-12T09:00"));
    fc.assert(
      fc.property(fc.shuffledSubarray([...story, ...story], { minLength: 12, maxLength: 12 }), (retold) => {
        expect(standing(retold, facts, at("06-12T09:00"))).toEqual(told);
      }),
      { numRuns: 50 },
    );
  });
});

describe("what becomes of a meeting that was agreed to", () => {
  const off = (time: string): AskEvent => ({ id: `off ${time}`, at: at(time), kind: "called-off" });

  it("called off, it is the account manager's move, with options, and nobody stepped aside", () => {
    const found = standing([sent(ASKED), yes("06-01T10:00"), off("06-02T09:00")], facts, at("06-02T10:00"));
    expect(found).toMatchObject({
      state: "called-off",
      meeting: null,
      count: { silences: 0, postponed: 0, declined: 0 },
      due: { what: "move" },
    });
    expect(found.options.length).toBeGreaterThan(0);
  });

  it("asked again after that, the executive may say yes again", () => {
    const story = [
      sent(ASKED),
      yes("06-01T10:00"),
      off("06-02T09:00"),
      sent("06-02T10:00"),
      yes("06-02T11:00"),
    ];
    expect(standing(story, facts, at("06-02T12:00"))).toMatchObject({ state: "accepted", ignored: [] });
  });

  it("called off before anybody agreed makes no sense", () => {
    expect(standing([sent(ASKED), off("06-01T10:00")], facts, at("06-01T11:00"))).toMatchObject({
      state: "asked",
      ignored: ["off 06-01T10:00"],
    });
  });
});

describe("who may go in the executive's place", () => {
  const substitute = (colleagues: Surroundings["colleagues"], instead: string | null = null) => {
    const around = { ...facts, surroundings: { ...surroundings, colleagues } };
    const found = standing([sent(ASKED), no("06-01T10:00", { instead })], around, at("06-01T11:00"));
    const option = found.options.find(({ kind }) => kind === "substitute");
    return option ? [option.substitute, option.availability] : null;
  };
  const one = (id: string, rank: number, availability: "free" | "busy" | "unknown") => ({
    id,
    rank,
    availability,
  });

  it.each([
    ["the highest who is free", [one("a", 3, "free"), one("b", 2, "free")], null, ["b", "free"]],
    [
      "free before a higher one of whom nothing is known",
      [one("a", 3, "free"), one("b", 2, "unknown")],
      null,
      ["a", "free"],
    ],
    [
      "unknown where nobody is known to be free, and said so",
      [one("a", 3, "unknown")],
      null,
      ["a", "unknown"],
    ],
    [
      "whom the executive named, unless busy",
      [one("a", 3, "unknown"), one("b", 2, "free")],
      "a",
      ["a", "unknown"],
    ],
    ["not whom they named if busy then", [one("a", 3, "busy"), one("b", 2, "free")], "a", ["b", "free"]],
    ["nobody who is busy", [one("a", 2, "busy")], null, null],
    [
      "whom they named even so, where nobody else can come",
      [one("a", 3, "busy"), one("b", 2, "busy")],
      "a",
      ["a", "busy"],
    ],
    ["nobody two ranks below the client's person", [one("a", 4, "free")], null, null],
    ["one rank below is fitting", [one("a", 3, "free")], null, ["a", "free"]],
  ])("%s", (_, colleagues, instead, expected) => {
    expect(substitute(colleagues as Surroundings["colleagues"], instead as string | null)).toEqual(expected);
  });
});

describe("the deal ends while an executive is asked", () => {
  const ended: AskEvent = { id: "ended", at: at("06-05T10:00"), kind: "ended" };
  const after = at("06-20T10:00");

  it.each([
    ["who was asked", [sent("06-01T10:00")], "ended"],
    ["who put it off", [sent("06-01T10:00"), later("06-02T10:00")], "ended"],
    ["who declined", [sent("06-01T10:00"), no("06-02T10:00")], "ended"],
    ["who said yes", [sent("06-01T10:00"), yes("06-02T10:00")], "held"],
  ] as [string, AskEvent[], AskState][])(
    "%s owes nothing more than what was agreed",
    (_story, events, state) => {
      const seen = standing([...events, ended], facts, after);
      expect(seen.state).toBe(state);
      if (state === "ended") expect([seen.due, seen.options, seen.meeting]).toEqual([null, [], null]);
    },
  );

  it("an answer that comes after it changes nothing", () => {
    const late = standing([sent("06-01T10:00"), ended, no("06-06T10:00")], facts, after);
    expect([late.state, late.ignored, late.count.declined]).toEqual(["ended", ["no 06-06T10:00"], 0]);
  });
});
