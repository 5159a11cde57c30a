import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { prepareSlots } from "../../src/domain/meetings/prepared-slots.ts";
import type { SlotPerson, SlotRequest } from "../../src/domain/meetings/slot-request.ts";
import { findPreparedSlots, findSlots, reasonsAgainst } from "../../src/domain/meetings/slots.ts";
import { at, block, guest, monday, ours } from "./people.ts";

const plain = (...blocks: Parameters<typeof ours>[1] & object) => monday([ours("Anna", blocks)]);
const with_ = (more: Partial<SlotPerson>, terms: Partial<SlotRequest> = {}) =>
  monday([ours("Anna", [], more)], terms);
const time = (text: string) => Temporal.PlainTime.from(text);
const MAY_DAY = [{ date: Temporal.PlainDate.from("2026-03-23"), name: "A holiday" }];

describe("an hour with one person", () => {
  const rows: [title: string, request: SlotRequest, start: string, expected: string][] = [
    ["may start when they start work", plain(), "09:00", ""],
    ["may not start before", plain(), "08:45", "Anna out-of-hours"],
    ["may end when they end work", plain(), "17:00", ""],
    ["may not end after", plain(), "17:15", "Anna out-of-hours"],
    ["may end as a meeting begins", plain(block("11:00-12:00")), "10:00", ""],
    ["may not reach into a meeting", plain(block("11:00-12:00")), "10:15", "Anna busy"],
    ["may not reach into a meeting by a minute", plain(block("10:59-12:00")), "10:00", "Anna busy"],
    ["may start as a meeting ends", plain(block("11:00-12:00")), "12:00", ""],
    ["may not start before it ends", plain(block("11:00-12:00")), "11:45", "Anna busy"],
    ["may not start within its last minute", plain(block("11:00-12:01")), "12:00", "Anna busy"],
    ["is not hindered by an entry without length", plain(block("11:30-11:30")), "11:00", ""],
    [
      "is hindered by a tentative entry, named as such",
      plain(block("11:00-12:00", "tentative")),
      "11:00",
      "Anna tentative",
    ],
    ["is hindered by absence", plain(block("11:00-12:00", "oof")), "11:00", "Anna out-of-office"],
    ["never takes unknown time for free", plain(block("11:00-12:00", "unknown")), "11:00", "Anna unknown"],
    ["may be with someone who works elsewhere", plain(block("11:00-12:00", "workingElsewhere")), "11:00", ""],
    [
      "names every reason",
      plain(block("17:30-19:00"), block("17:30-19:00", "tentative")),
      "17:30",
      "Anna busy, Anna tentative, Anna out-of-hours",
    ],
    [
      "is unknown at any time when their calendar could not be read",
      with_({ calendar: { kind: "unread" } }),
      "11:00",
      "Anna unknown",
    ],
    ["is unknown when nobody knows their hours", with_({ hours: null }), "11:00", "Anna unknown"],
    [
      "is unknown behind the time that was read",
      with_({ calendar: { kind: "read", blocks: [], covers: { start: at("09:00"), end: at("12:00") } } }),
      "11:15",
      "Anna unknown",
    ],
    [
      "is known up to the end of the time that was read",
      with_({ calendar: { kind: "read", blocks: [], covers: { start: at("09:00"), end: at("12:00") } } }),
      "11:00",
      "",
    ],
    ["is not on a public holiday", with_({ holidays: MAY_DAY }), "11:00", "Anna holiday"],
    [
      "keeps what they asked for: not before ten",
      with_({ preferences: { notBefore: time("10:00") } }),
      "09:45",
      "Anna preference",
    ],
    [
      "starts at ten if they asked for not before ten",
      with_({ preferences: { notBefore: time("10:00") } }),
      "10:00",
      "",
    ],
    [
      "keeps what they asked for: not after four",
      with_({ preferences: { notAfter: time("16:00") } }),
      "15:15",
      "Anna preference",
    ],
    [
      "ends at four if they asked for not after four",
      with_({ preferences: { notAfter: time("16:00") } }),
      "15:00",
      "",
    ],
    ["keeps their free Mondays", with_({ preferences: { noDays: [1] } }), "11:00", "Anna preference"],
    ["does not mind their free Fridays", with_({ preferences: { noDays: [5] } }), "11:00", ""],
    ["keeps our days without meetings", with_({}, { noMeetingDays: [1] }), "11:00", "Anna no-meeting-day"],
    [
      "does not hold a guest to our days without meetings",
      monday([guest("Bo", "Europe/Berlin")], { noMeetingDays: [1] }),
      "11:00",
      "",
    ],
    ["comes as late as the notice asks", with_({}, { now: at("08:00"), noticeMinutes: 120 }), "10:00", ""],
    [
      "comes no sooner than the notice allows",
      with_({}, { now: at("08:00"), noticeMinutes: 120 }),
      "09:45",
      "all notice",
    ],
    ["is not in the past", with_({}, { now: at("10:01") }), "10:00", "all notice"],
  ];
  it.each(rows)("%s", (_, request, start, expected) => {
    expect(said(request, start)).toBe(expected);
  });
});

describe("the client's people", () => {
  it("are known by their working hours and zone alone", () => {
    const request = monday([ours("Anna"), guest("Bo", "America/New_York")]);
    expect(said(request, "13:45")).toBe("Bo out-of-hours"); // 08:45 in New York, five hours apart this week
    expect(said(request, "14:00")).toBe("");
  });

  it("may have offered times: these count, and only these", () => {
    const times = [
      { start: at("07:00"), end: at("10:00") },
      { start: at("14:00"), end: at("15:00") },
    ];
    const request = monday([
      ours("Anna"),
      guest("Bo", "Asia/Tokyo", { calendar: { kind: "offered", times } }),
    ]);
    expect(said(request, "09:00")).toBe("");
    expect(said(request, "09:15")).toBe("Bo preference");
    expect(said(request, "14:00")).toBe("");
    expect(said(request, "14:15")).toBe("Bo preference");
  });
});

describe("optional people", () => {
  it("do not stand in the way, and are named with their reason where they cannot come", () => {
    const request = monday([ours("Anna"), ours("Vera", [block("09:00-18:00", "oof")], { required: false })]);
    const { slots, rejected } = findSlots(request);
    expect(slots.length).toBeGreaterThan(0);
    for (const { without } of slots) expect(without).toEqual([{ personId: "Vera", why: "out-of-office" }]);
    expect(rejected.flatMap(({ because }) => because).filter(({ personId }) => personId === "Vera")).toEqual(
      [],
    );
  });
});

describe("the answer", () => {
  it("tells everybody's own time beside each slot", () => {
    const people = [ours("Anna"), guest("Bo", "America/New_York"), guest("Dmitri", "Asia/Novosibirsk")];
    const hours = (start: string, end: string) =>
      ({ ...people[2], hours: { ...people[2]?.hours, start: time(start), end: time(end) } }) as SlotPerson;
    const { slots } = findSlots(
      monday([people[0] as SlotPerson, people[1] as SlotPerson, hours("12:00", "22:00")], {
        window: { start: at("14:00"), end: at("15:00") },
      }),
    );
    expect(slots[0]?.local).toEqual([
      { personId: "Anna", zone: "Europe/Berlin", start: "2026-03-23T14:00", end: "2026-03-23T15:00" },
      { personId: "Bo", zone: "America/New_York", start: "2026-03-23T09:00", end: "2026-03-23T10:00" },
      { personId: "Dmitri", zone: "Asia/Novosibirsk", start: "2026-03-23T20:00", end: "2026-03-23T21:00" },
    ]);
  });

  it("tries every quarter of an hour that lets the meeting end within the window, and no other", () => {
    const { fits, rejected } = findSlots(
      monday([ours("Anna")], { window: { start: at("09:07"), end: at("11:00") } }),
    );
    expect(rejected).toEqual([]);
    expect(fits).toEqual([{ from: at("09:15"), to: at("10:00") }]);
  });

  it("explains as many rejected ranges as asked for", () => {
    const request = monday([ours("Anna", [block("10:00-11:00"), block("13:00-14:00")])]);
    expect(findSlots(request).rejected.length).toBe(4);
    expect(findSlots({ ...request, mostRejected: 1 }).rejected).toEqual(
      findSlots(request).rejected.slice(0, 1),
    );
    expect(findSlots({ ...request, mostRejected: 0 }).rejected).toEqual([]);
  });

  it("is the same from calendars prepared before", () => {
    const request = monday([ours("Anna", [block("10:00-11:00")]), guest("Bo", "Europe/London")], {
      briefingMinutes: 15,
    });
    const prepared = prepareSlots(request);
    for (const minutes of [60, 30]) {
      expect(findPreparedSlots(prepared, { ...request, minutes })).toEqual(
        findSlots({ ...request, minutes }),
      );
    }
  });
});

describe("the last look before booking", () => {
  const request = monday([
    ours("Anna", [block("11:00-12:00")]),
    ours("Vera", [block("10:00-17:00")], { required: false }),
  ]);
  it.each([
    ["10:00", []],
    ["10:01", [{ personId: "Anna", why: "busy" }]],
    ["12:00", []],
  ])("at %s finds who of the required has been taken meanwhile (fault 25)", (start, reasons) => {
    expect(reasonsAgainst(prepareSlots(request), request, at(start))).toEqual(reasons);
  });

  it("refuses to judge a time that was not read", () => {
    expect(() => reasonsAgainst(prepareSlots(request), request, at("07:59"))).toThrow("outside-window");
    expect(() => reasonsAgainst(prepareSlots(request), request, at("18:01"))).toThrow("outside-window");
  });
});

/** Who stands against an hour from `start` on, and why: "Anna busy, all notice"; nothing when it suits everybody. */
function said(request: SlotRequest, start: string): string {
  const moment = at(start).epochMilliseconds;
  const found = findSlots({ ...request, mostRejected: 10_000 }).rejected.find(
    ({ from, to }) => from.epochMilliseconds <= moment && moment <= to.epochMilliseconds,
  );
  return (found?.because ?? []).map(({ personId, why }) => `${personId ?? "all"} ${why}`).join(", ");
}
