import { describe, expect, it } from "vitest";
import type { SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import { findSlots } from "../../src/domain/meetings/slots.ts";
import { at, block, guest, monday, ours } from "./people.ts";

/** What is offered, in the order it is offered: "no-debrief 15:00", "outside-hours Dmitri 30 18:00". */
function offered(request: SlotRequest): string[] {
  const { concessions, fits } = findSlots(request);
  expect(fits).toEqual([]);
  return concessions.map(({ start, steps }) => {
    const given = steps.map(({ what, personId, minutes }) =>
      [what, personId, minutes].filter((part) => part !== null).join(" "),
    );
    return `${given.join(" + ")} ${start.toZonedDateTimeISO("Europe/Berlin").toPlainTime().toString().slice(0, 5)}`;
  });
}

const all = [block("09:00-18:00")];
const around = (from: string, to: string) => [block(`09:00-${from}`), block(`${to}-18:00`)];

describe("when no time fits", () => {
  const rows: [title: string, request: SlotRequest, offers: string[]][] = [
    [
      "the debrief may go",
      monday([ours("Anna", around("15:00", "16:00"))], { debriefMinutes: 15 }),
      ["no-debrief 15:00", "shorter 45 15:00", "outside-hours Anna 90 18:00"],
    ],
    [
      "the briefing may go",
      monday([ours("Anna", around("15:00", "16:00"))], { briefingMinutes: 30 }),
      ["no-briefing 15:00", "shorter 30 15:30", "outside-hours Anna 90 08:00"],
    ],
    [
      "the meeting may be shorter, but no shorter than needed",
      monday([ours("Anna", around("15:00", "15:50"))]),
      ["shorter 45 15:00", "outside-hours Anna 60 08:00"],
    ],
    [
      "somebody may stay a little longer",
      monday([ours("Anna", [block("09:00-17:15")])]),
      ["outside-hours Anna 15 17:15", "shorter 45 17:15"],
    ],
    [
      "somebody may start a little sooner",
      monday([ours("Anna", [block("09:30-18:00")])]),
      ["outside-hours Anna 30 08:30", "shorter 30 09:00"],
    ],
    [
      "a tentative entry may give way",
      monday([ours("Anna", [block("09:00-18:00", "tentative")])]),
      ["over-tentative Anna 09:00", "outside-hours Anna 60 08:00"],
    ],
    [
      "one may be spared, the others not",
      monday([ours("Anna", all), ours("Vera")]),
      ["make-optional Anna 09:00"],
    ],
    [
      "of two, either may be spared",
      monday([ours("Anna", around("10:00", "11:00")), ours("Vera", around("14:00", "15:00"))], {
        window: { start: at("09:00"), end: at("18:00") },
      }),
      ["make-optional Vera 10:00", "make-optional Anna 14:00"],
    ],
    [
      "a guest is asked only after what we could give ourselves",
      monday([guest("Bo", "Europe/Berlin")], {
        window: { start: at("17:30"), end: at("18:30") },
      }),
      ["shorter 30 17:30", "outside-hours Bo 30 17:30"],
    ],
    [
      "nobody is asked to stay longer than two hours",
      monday([ours("Anna")], { window: { start: at("19:15"), end: at("20:15") } }),
      [],
    ],
    [
      "somebody may be asked to stay two hours",
      monday([ours("Anna")], { window: { start: at("19:00"), end: at("20:00") } }),
      ["outside-hours Anna 120 19:00"],
    ],
    [
      "nothing opens a holiday",
      monday([
        ours("Anna", [], {
          holidays: [
            { date: at("12:00").toZonedDateTimeISO("Europe/Berlin").toPlainDate(), name: "A holiday" },
          ],
        }),
      ]),
      [],
    ],
    ["nothing opens unknown time", monday([ours("Anna", [], { calendar: { kind: "unread" } })]), []],
    ["nothing shortens the notice", monday([ours("Anna")], { noticeMinutes: 3000 }), []],
  ];
  it.each(rows)("%s", (_, request, offers) => {
    expect(offered(request)).toEqual(offers);
  });
});

describe("when no single concession helps", () => {
  const rows: [title: string, request: SlotRequest, offers: string[]][] = [
    [
      "briefing and debrief may go together",
      monday([ours("Anna", around("15:00", "16:00")), ours("Vera", around("15:00", "16:00"))], {
        briefingMinutes: 60,
        debriefMinutes: 60,
        minutes: 60,
      }),
      ["no-debrief + no-briefing 15:00"],
    ],
    [
      "two people may each give something",
      monday(
        [
          ours("Anna", [block("09:00-18:00", "tentative")]),
          ours("Vera", [block("09:00-17:30")]),
          ours("Ivan", [block("09:00-17:00")]),
        ],
        { minutes: 15, window: { start: at("17:00"), end: at("18:00") }, gridMinutes: 60 },
      ),
      ["over-tentative Anna + make-optional Vera 17:00", "make-optional Anna + make-optional Vera 17:00"],
    ],
    [
      "but not so that nobody is left who must come",
      monday([ours("Anna", all), ours("Vera", all)], { window: { start: at("10:00"), end: at("11:00") } }),
      [],
    ],
  ];
  it.each(rows)("%s", (_, request, offers) => {
    expect(offered(request)).toEqual(offers);
  });
});

it("where a time fits, nothing is asked of anybody", () => {
  expect(findSlots(monday([ours("Anna")], { debriefMinutes: 15 })).concessions).toEqual([]);
});
