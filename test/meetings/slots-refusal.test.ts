import { describe, expect, it } from "vitest";
import { type SlotRefusal, SlotRefused } from "../../src/domain/meetings/slot-refusal.ts";
import type { SlotPerson, SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import { findSlots } from "../../src/domain/meetings/slots.ts";
import { at, block, monday, ours } from "./people.ts";

const anna = ours("Anna");
const crowd = (count: number): SlotPerson[] => Array.from({ length: count }, (_, n) => ours(`p${n}`));
const window = (start: string, end: string) => ({ start: at(start), end: at(end) });

function refusal(request: SlotRequest): string {
  try {
    findSlots(request);
  } catch (problem) {
    if (problem instanceof SlotRefused) return problem.reason;
    throw problem;
  }
  return "";
}

describe("a search that makes no sense is refused by name", () => {
  const rows: [title: string, request: SlotRequest, reason: SlotRefusal][] = [
    ["a window that is over", monday([anna], { now: at("19:00") }), "window-past"],
    [
      "a window that ends before it starts (bad input 79)",
      monday([anna], { window: window("10:00", "09:00") }),
      "window-reversed",
    ],
    ["a window without length", monday([anna], { window: window("10:00", "10:00") }), "window-reversed"],
    [
      "a window of 63 days",
      monday([anna], { window: window("2026-04-01T00:00Z", "2026-06-03T00:00Z") }),
      "window-too-long",
    ],
    [
      "a window too short for the meeting",
      monday([anna], { window: window("10:00", "10:59") }),
      "window-too-short",
    ],
    [
      "a window too short for the meeting on the grid",
      monday([anna], { window: window("10:01", "11:14") }),
      "window-too-short",
    ],
    ["a meeting without length (bad input 78)", monday([anna], { minutes: 0 }), "length"],
    ["a meeting of negative length (bad input 78)", monday([anna], { minutes: -60 }), "length"],
    ["a meeting of half a minute", monday([anna], { minutes: 0.5 }), "length"],
    ["a meeting of no number", monday([anna], { minutes: Number.NaN }), "length"],
    ["a meeting longer than a day", monday([anna], { minutes: 1441 }), "length"],
    ["a negative briefing", monday([anna], { briefingMinutes: -1 }), "minutes"],
    ["a debrief of five hours", monday([anna], { debriefMinutes: 300 }), "minutes"],
    ["a negative notice", monday([anna], { noticeMinutes: -1 }), "minutes"],
    ["a way of a day", monday([{ ...anna, travel: { beforeMinutes: 721, afterMinutes: 0 } }]), "minutes"],
    ["a grid of seven minutes", monday([anna], { gridMinutes: 7 }), "grid"],
    ["no slot wanted", monday([anna], { most: 0 }), "most"],
    ["nobody", monday([]), "nobody"],
    ["nobody who must come", monday([{ ...anna, required: false }]), "nobody"],
    ["201 people (bad input 80)", monday(crowd(201)), "too-many-people"],
    ["500 people (bad input 80)", monday(crowd(500)), "too-many-people"],
    ["one person twice", monday([anna, ours("Anna")]), "person-twice"],
    ["an unknown zone (bad input 75)", monday([{ ...anna, hours: inZone("Mars/Olympus") }]), "zone-unknown"],
    [
      "a Windows zone (bad input 75)",
      monday([{ ...anna, hours: inZone("W. Europe Standard Time") }]),
      "zone-unknown",
    ],
    ["an eighth weekday", monday([anna], { noMeetingDays: [8 as 7] }), "weekday"],
    [
      "an entry that ends before it starts (bad input 79)",
      monday([ours("Anna", [block("11:00-10:00")])]),
      "time-reversed",
    ],
    [
      "an entry at no time",
      monday([ours("Anna", [{ start: Number.NaN, end: 0, status: "busy" }])]),
      "time-reversed",
    ],
    [
      "an offer that ends before it starts",
      monday([{ ...anna, calendar: { kind: "offered", times: [window("11:00", "10:00")] } }]),
      "time-reversed",
    ],
  ];
  it.each(rows)("%s", (_, request, reason) => {
    expect(refusal(request)).toBe(reason);
  });
});

describe("a search at the edge of sense is made", () => {
  const rows: [title: string, request: SlotRequest][] = [
    ["a window that is about to end", monday([anna], { now: at("18:59") })],
    ["a window of 62 days", monday([anna], { window: window("2026-04-01T00:00Z", "2026-06-02T00:00Z") })],
    [
      "a window of 62 local days with the hour that autumn adds",
      monday([anna], { window: window("2026-10-01T00:00+02:00", "2026-12-02T00:00+01:00") }),
    ],
    ["a window just long enough", monday([anna], { window: window("10:00", "11:00") })],
    ["a meeting of one minute", monday([anna], { minutes: 1 })],
    ["200 people", monday(crowd(200))],
    [
      "working hours on no day at all",
      monday([{ ...anna, hours: { ...inZone("Europe/Berlin"), days: new Set() } }]),
    ],
  ];
  it.each(rows)("%s", (_, request) => {
    expect(refusal(request)).toBe("");
  });
});

/** Hours whose zone came past the check that `zone` makes. */
function inZone(name: string) {
  const { hours } = anna;
  if (hours === null) throw new Error("Anna works.");
  return { ...hours, zone: name as typeof hours.zone };
}
