import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { listAsks } from "../../src/contract/asks.ts";
import { readDebrief } from "../../src/contract/debriefs.ts";
import { scheduleMeeting } from "../../src/contract/meeting-scheduling.ts";
import { findSlots } from "../../src/contract/meeting-slots.ts";
import { cancelMeeting, listMeetings, type Meeting, moveMeeting } from "../../src/contract/meetings.ts";
import { readWishes } from "../../src/contract/meetings-wishes.ts";
import { listOffers } from "../../src/contract/offers.ts";
import { listPairs } from "../../src/contract/pairs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { searchPeople } from "../../src/contract/session.ts";
import { Meetings } from "../../src/views/meetings/meetings.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, elena, ivan, line4, thomas } from "./support/cast.ts";
import { languages, spoken } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

/** Somebody of the company without a seat in the deal. */
const maria = {
  id: "7e000000-0000-4000-8000-000000000009",
  name: "Maria Lindner",
  mail: "m@x.example",
  title: null,
};
const vera = { id: "volkov@steelworks.example", name: "Sergei Volkov" };
const meeting: Meeting = {
  id: "ee000000-0000-4000-8000-000000000001",
  dealId: line4.id,
  subject: "Line 4: the last open questions",
  start: "2026-11-26T10:00:00Z",
  end: "2026-11-26T11:00:00Z",
  organizer: anna,
  ...{ bookedBy: null, place: null, travel: 0, series: null },
  state: "scheduled",
  why: null,
  elsewhere: null,
  briefing: 30,
  debrief: 0,
  joinUrl: "https://teams.microsoft.com/l/meetup-join/1",
  attendees: [
    {
      personId: thomas.id,
      name: thomas.name,
      address: thomas.mail,
      zone: null,
      required: true,
      response: "declined",
      proposes: "2026-11-27T09:00:00Z",
    },
    {
      personId: null,
      name: vera.name,
      address: vera.id,
      zone: "Asia/Novosibirsk",
      required: true,
      response: "accepted",
      proposes: null,
    },
    {
      personId: ivan.id,
      name: ivan.name,
      address: ivan.mail,
      zone: null,
      required: false,
      response: "none",
      proposes: null,
    },
  ],
  yoursToCancel: true,
};

const person = (id: string, name: string, zone: string) => ({ id, name, zone, known: true, required: true });
const people = [
  { ...person(anna.id, anna.name, "Europe/Berlin"), internal: true },
  { ...person(vera.id, vera.name, "Asia/Novosibirsk"), internal: false },
];
const term = (name: "sooner" | "comfortable", points: number) => ({ name, points });
const found = {
  people,
  slots: [
    {
      start: "2026-11-26T09:00:00Z",
      end: "2026-11-26T10:00:00Z",
      score: 60,
      terms: [term("sooner", 30), term("comfortable", 30)],
      without: [],
      inOutlook: true,
    },
    {
      start: "2026-11-27T09:30:00Z",
      end: "2026-11-27T10:30:00Z",
      score: 40,
      terms: [term("comfortable", 30)],
      without: [],
    },
  ],
  fits: [
    { from: "2026-11-26T09:00:00Z", to: "2026-11-26T09:30:00Z" },
    { from: "2026-11-27T09:30:00Z", to: "2026-11-27T09:30:00Z" },
  ],
  rejected: [
    {
      from: "2026-11-26T10:00:00Z",
      to: "2026-11-26T12:00:00Z",
      because: [{ personId: anna.id, why: "busy" as const }],
    },
    {
      from: "2026-11-27T10:00:00Z",
      to: "2026-11-27T12:00:00Z",
      because: [{ personId: vera.id, why: "out-of-hours" as const }],
    },
  ],
  concessions: [],
};

const NO_WISHES = { rule: { noDays: [], noticeMinutes: 60 }, yoursToRule: false, people: [] };
const serving = (meetings: Answer, more: { search?: Answer; booked?: Answer } = {}) =>
  fakeServer([
    [listAsks, { asks: [] }],
    [listPairs, { pairs: [] }],
    [readWishes, NO_WISHES],
    [listOffers, { offers: [] }],
    [listMeetings, meetings],
    [findSlots, more.search ?? found],
    [scheduleMeeting, more.booked ?? { ...meeting, skipped: [] }],
    [moveMeeting, meeting],
    [searchPeople, { people: [maria, anna] }],
    [cancelMeeting, { ...meeting, state: "cancelled", yoursToCancel: false }],
  ]);
const view = <Meetings deal={line4} />;
const asked = (server: ReturnType<typeof serving>, path: string) =>
  server.asked.flatMap(({ path: one, input }) => (one === path && input.body ? [input.body] : []));

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("while the meetings are on their way, their shape is shown", async () => {
    await show(view, { server: serving("never"), language });
    await expect
      .element(page.getByRole("status", { name: say("Loading", "Загружается") }).first())
      .toBeVisible();
  });

  test("a refusal is told in a sentence", async () => {
    await show(view, { server: serving(new Problem("deal.unknown", "no")), language });
    await expect.element(page.getByRole("alert")).toBeVisible();
    expect(await barriers()).toEqual([]);
  });

  test("without a meeting it is said what to do next", async () => {
    await show(view, { server: serving({ meetings: [] }), language, width: 320 });
    await expect
      .element(page.getByText(say("No meeting is planned", "Встреч пока не назначено")))
      .toBeVisible();
    await expect
      .element(page.getByRole("button", { name: say("Plan a meeting", "Назначить встречу") }))
      .toBeVisible();
    expect(overflow()).toBe(0);
  });

  test("a meeting says when it is, who answered what, and which other time was proposed", async () => {
    await show(view, { server: serving({ meetings: [meeting] }), language, width: 320 });
    const card = page.getByRole("listitem").first();
    await expect.element(card.getByText("11:00–12:00", { exact: false })).toBeVisible();
    await expect.element(card.getByText(say("does not come", "не будет"), { exact: false })).toBeVisible();
    await expect
      .element(card.getByText(say("proposes Fri", "предлагает пт"), { exact: false }))
      .toBeVisible();
    await expect
      .element(card.getByText(say("on the calendars", "в календарях"), { exact: true }))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });

  test("a plan is made from people to the invitation, in a phone's width, and shuts nobody out", async () => {
    const server = serving({ meetings: [] });
    await show(view, { server, language, width: 320 });
    await page.getByRole("button", { name: say("Plan a meeting", "Назначить встречу") }).click();
    const dialog = page.getByRole("dialog");
    await expect.element(dialog).toBeVisible();
    await dialog.getByRole("checkbox", { name: "Sergei Volkov" }).click();
    const search = dialog.getByRole("button", { name: say("Find times", "Найти время") });
    await search.click();
    await expect
      .element(
        dialog.getByText(
          say("Without a place nobody knows when they work.", "Без часового пояса рабочее время неизвестно."),
        ),
      )
      .toBeVisible();
    expect(asked(server, findSlots.path)).toEqual([]);
    await dialog
      .getByRole("combobox", { name: say("Where Sergei Volkov is", "Часовой пояс: Sergei Volkov") })
      .selectOptions("Asia/Novosibirsk");
    await search.click();
    const best = dialog.getByRole("button", { name: /10:00–11:00/ });
    await expect.element(best).toBeVisible();
    await expect.element(best.getByText("Novosibirsk 16:00")).toBeVisible();
    await expect
      .element(best.getByText(say("Outlook suggests it too", "так же предлагает Outlook"), { exact: false }))
      .toBeVisible();
    await best.click();
    expect(await barriers()).toEqual([]);
    const { scrollWidth, clientWidth } = dialog.element();
    expect(scrollWidth - clientWidth).toBe(0);
    await dialog.getByRole("button", { name: say("Invite", "Пригласить"), exact: true }).click();
    await expect
      .element(page.getByText(say("Invited for", "Приглашения отправлены"), { exact: false }))
      .toBeVisible();
    expect(asked(server, scheduleMeeting.path)).toEqual([
      expect.objectContaining({
        start: "2026-11-26T09:00:00Z",
        required: [anna.id],
        minutes: 45,
        clients: [{ name: "Sergei Volkov", address: "volkov@steelworks.example", zone: "Asia/Novosibirsk" }],
      }),
    ]);
  });
});

async function openPlan(server: ReturnType<typeof serving>) {
  await show(view, { server });
  await page.getByRole("button", { name: "Plan a meeting" }).click();
  await page.getByRole("button", { name: "Find times" }).click();
  return page.getByRole("dialog");
}

test("each rejected time says on focus who stands against it, by arrow keys alone", async () => {
  const dialog = await openPlan(serving({ meetings: [] }));
  const strip = dialog.getByRole("toolbar", { name: /^Thu,? 26 Nov$/ });
  await expect.element(strip).toBeVisible();
  (strip.getByRole("button", { name: "10:00: suits everybody" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  await expect.element(strip.getByRole("button", { name: "11:00: Anna Kern: busy" })).toHaveFocus();
  await expect.element(dialog.getByText("11:00: Anna Kern: busy", { exact: false })).toBeVisible();
});

test("days that are over are refused where they are filled in, and nothing is asked", async () => {
  const server = serving({ meetings: [] });
  await show(view, { server, width: 320 });
  await page.getByRole("button", { name: "Plan a meeting" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabelText("First day").fill("2026-11-02");
  await dialog.getByLabelText("Last day").fill("2026-11-03");
  await dialog.getByRole("button", { name: "Find times" }).click();
  await expect.element(dialog.getByText("This day is over: look at days to come.")).toBeVisible();
  expect(asked(server, findSlots.path)).toEqual([]);
});

test("why times could not be looked for is told within sight, below a long plan", async () => {
  const server = serving({ meetings: [] }, { search: new Problem("deal.unknown", "no") });
  await show(view, { server, width: 320 });
  await page.getByRole("button", { name: "Plan a meeting" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Find times" }).click();
  const told = dialog.getByRole("alert");
  await expect.element(told).toBeVisible();
  const { bottom } = told.element().getBoundingClientRect();
  const buttons = dialog.getByRole("button", { name: "Invite" }).element().getBoundingClientRect();
  expect(bottom).toBeLessThanOrEqual(buttons.top);
});

test("a meeting that took place yesterday stays in sight for its debrief, and cannot be joined or called off", async () => {
  const over = { ...meeting, start: "2026-11-24T10:00:00Z", end: "2026-11-24T11:00:00Z" };
  const server = fakeServer([
    [listAsks, { asks: [] }],
    [listPairs, { pairs: [] }],
    [readWishes, NO_WISHES],
    [listOffers, { offers: [] }],
    [listMeetings, { meetings: [over] }],
    [readDebrief, { debrief: null }],
  ]);
  await show(view, { server });
  await expect.element(page.getByText("took place", { exact: true })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Write the debrief" })).toBeVisible();
  expect(page.getByRole("button", { name: "Join in Teams" }).elements()).toEqual([]);
  expect(page.getByRole("button", { name: "Call off" }).elements()).toEqual([]);
});

test("that optional people can come is said only where there are any", async () => {
  const slot = {
    ...found.slots[0],
    terms: [
      { name: "attendance" as const, points: 30 },
      { name: "sooner" as const, points: 20 },
    ],
  };
  const dialog = await openPlan(serving({ meetings: [] }, { search: { ...found, slots: [slot] } }));
  await expect.element(dialog.getByText("soon", { exact: false }).first()).toBeVisible();
  expect(dialog.getByText("optional people can come", { exact: false }).elements()).toEqual([]);
});

test("a time that does not suit cannot be chosen", async () => {
  const dialog = await openPlan(serving({ meetings: [] }));
  await dialog.getByRole("button", { name: "11:00: Anna Kern: busy" }).click({ force: true });
  await expect.element(dialog.getByRole("button", { name: "Invite", exact: true })).toBeDisabled();
});

test("where nothing fits, the smallest concession is offered and booked as such", async () => {
  const steps = [{ what: "over-tentative" as const, personId: anna.id, minutes: null }];
  const concessions = [
    { start: "2026-11-27T13:00:00Z", end: "2026-11-27T14:00:00Z", steps },
    {
      start: "2026-11-27T14:00:00Z",
      end: "2026-11-27T14:30:00Z",
      steps: [{ what: "shorter" as const, personId: null, minutes: 30 }],
    },
  ];
  const server = serving({ meetings: [] }, { search: { ...found, slots: [], fits: [], concessions } });
  const dialog = await openPlan(server);
  await dialog.getByRole("button", { name: /Only 30 minutes/ }).click();
  await dialog.getByRole("button", { name: /over a tentative entry/ }).click();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect
    .poll(() => asked(server, scheduleMeeting.path))
    .toEqual([expect.objectContaining({ start: "2026-11-27T13:00:00Z", conceded: steps, minutes: 45 })]);
});

test("a person whose time is unknown is named, and never taken for free", async () => {
  const unknown = { ...found, people: [{ ...people[0], known: false }, people[1]], slots: [], fits: [] };
  const dialog = await openPlan(serving({ meetings: [] }, { search: unknown }));
  await expect
    .element(dialog.getByText("Nobody knows when these people are free: Anna Kern.", { exact: false }))
    .toBeVisible();
});

test("when somebody was quicker, it is said, and the times are looked for anew", async () => {
  const server = serving({ meetings: [] }, { booked: new Problem("meeting.slot-taken", "no") });
  const dialog = await openPlan(server);
  await dialog.getByRole("button", { name: /10:00–11:00/ }).click();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect.element(dialog.getByText("This time is taken by now. Please choose another.")).toBeVisible();
  await expect.poll(() => asked(server, findSlots.path).length).toBe(2);
});

test("the times that were found are brought into view, and the focus stays where it was", async () => {
  const dialog = await openPlan(serving({ meetings: [] }));
  const times = dialog.getByRole("region", { name: "Times" });
  await expect.element(times).toBeVisible();
  await expect
    .poll(() => times.element().getBoundingClientRect().top, { timeout: 10_000 })
    .toBeLessThan(innerHeight / 2);
  await expect.element(dialog.getByRole("button", { name: "Find times" })).toHaveFocus();
});

test("a plan looks from the next working day on, so that it finds times at any hour", async () => {
  const server = serving({ meetings: [] });
  await openPlan(server);
  // The page's day is a Wednesday.
  await expect
    .poll(() => asked(server, findSlots.path))
    .toEqual([expect.objectContaining({ from: "2026-11-26", to: "2026-12-16" })]);
});

test("somebody beyond the deal team is found by name and has to come", async () => {
  const server = serving({ meetings: [] });
  await show(view, { server });
  await page.getByRole("button", { name: "Plan a meeting" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox", { name: "Add a colleague" }).fill("mar");
  await dialog.getByRole("button", { name: "Add Maria Lindner" }).click();
  await dialog.getByRole("button", { name: "Find times" }).click();
  await expect
    .poll(() => asked(server, findSlots.path))
    .toEqual([expect.objectContaining({ required: [anna.id, maria.id] })]);
  await dialog.getByRole("button", { name: "Take Maria Lindner off again" }).click();
  await dialog.getByRole("button", { name: "Find times" }).click();
  await expect
    .poll(() => asked(server, findSlots.path)[1])
    .toEqual(expect.objectContaining({ required: [anna.id] }));
});

test("where somebody of the client was said to be before is not asked again", async () => {
  const server = serving({ meetings: [meeting] });
  await show(view, { server });
  await page.getByRole("button", { name: "Plan a meeting" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: "Sergei Volkov" }).click();
  await expect
    .element(dialog.getByRole("combobox", { name: "Where Sergei Volkov is" }))
    .toHaveValue("Asia/Novosibirsk");
});

test("a meeting in person needs its place, and looks at the way there; times that the client named are all that counts", async () => {
  const server = serving({ meetings: [] });
  await show(view, { server, width: 320 });
  await page.getByRole("button", { name: "Plan a meeting" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Where", exact: true }).selectOptions("place");
  await dialog.getByRole("button", { name: "Find times" }).click();
  await expect.element(dialog.getByText("Say where people meet.")).toBeVisible();
  await dialog.getByLabelText("Place", { exact: true }).fill("Magnitogorsk, gate 3");
  await dialog.getByLabelText("Our way there").selectOptions("120");
  await dialog.getByRole("checkbox", { name: "Sergei Volkov" }).click();
  await dialog.getByRole("combobox", { name: "Where Sergei Volkov is" }).selectOptions("Asia/Novosibirsk");
  await dialog.getByRole("button", { name: "They named times" }).click();
  await dialog.getByLabelText("Day", { exact: true }).fill("2026-11-27");
  await dialog.getByRole("button", { name: "Find times" }).click();
  await expect
    .poll(() => asked(server, findSlots.path))
    .toEqual([
      expect.objectContaining({
        place: { name: "Magnitogorsk, gate 3", travelMinutes: 120 },
        clients: [
          expect.objectContaining({
            times: [{ start: "2026-11-27T08:00:00Z", end: "2026-11-27T11:00:00Z" }],
          }),
        ],
      }),
    ]);
  expect(await barriers()).toEqual([]);
  expect(overflow()).toBe(0);
});

test.each(
  spoken([
    ["en", "Repeats", "How many meetings", "Left out, because the time does not suit: 24\u00a0Dec"],
    ["ru", "Повторять", "Сколько встреч", "Пропущено, время не подходит: 24\u00a0дек."],
  ] as const),
)(
  "a meeting that repeats says which of its times were left out (%s)",
  async (language, repeats, times, left) => {
    const say = (english: string, russian: string) => (language === "en" ? english : russian);
    const booked = { ...meeting, skipped: ["2026-12-24T09:00:00Z"] };
    const server = serving({ meetings: [] }, { booked });
    await show(view, { server, language, width: 320 });
    await page.getByRole("button", { name: say("Plan a meeting", "Назначить встречу") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: repeats }).selectOptions("4");
    await dialog.getByRole("combobox", { name: times }).selectOptions("3");
    await dialog.getByRole("button", { name: say("Find times", "Найти время") }).click();
    await dialog.getByRole("button", { name: /10:00–11:00/ }).click();
    await dialog.getByRole("button", { name: say("Invite", "Пригласить"), exact: true }).click();
    await expect.element(page.getByText(left)).toBeVisible();
    expect(asked(server, scheduleMeeting.path)).toEqual([
      expect.objectContaining({ repeat: { everyWeeks: 4, times: 3 } }),
    ]);
  },
);

test("of a series one reads which it is, and calls it off alone or with those after it", async () => {
  const second = { ...meeting, series: { place: 2, of: 4 } };
  const server = serving({ meetings: [second] });
  await show(view, { server });
  await expect.element(page.getByText("2 of 4", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Call off" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: "Those that repeat after it too" }).click();
  await dialog.getByRole("button", { name: "Call off" }).click();
  await expect.poll(() => asked(server, cancelMeeting.path)).toEqual([{ comment: "", following: true }]);
});

test.each(
  spoken([
    ["en", "Move", "Find times", "Move it", "Moved to"],
    ["ru", "Перенести", "Найти время", "Перенести", "Перенесена"],
  ] as const),
)(
  "a meeting is moved to another time that suits, after saying who is asked anew (%s)",
  async (language, open, find, move, done) => {
    const server = serving({ meetings: [meeting] });
    await show(view, { server, language, width: 320 });
    await page.getByRole("button", { name: open, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect.element(dialog.getByText("Thomas Weiss", { exact: false })).toBeVisible();
    await dialog.getByRole("button", { name: find }).click();
    await dialog.getByRole("button", { name: /10:30–11:30/ }).click();
    expect(await barriers()).toEqual([]);
    await dialog.getByRole("button", { name: move, exact: true }).click();
    await expect.element(page.getByText(done, { exact: false })).toBeVisible();
    expect(asked(server, moveMeeting.path)).toEqual([{ start: "2026-11-27T09:30:00Z", conceded: [] }]);
    expect(asked(server, findSlots.path)).toEqual([
      expect.objectContaining({
        moving: meeting.id,
        required: [anna.id, thomas.id],
        optional: [ivan.id],
        clients: [{ name: vera.name, address: vera.id, zone: "Asia/Novosibirsk" }],
        ...{ minutes: 60, briefing: 30, debrief: 0 },
      }),
    ]);
  },
);

test("who booked it for whom is said, and whoever may not plan sees no button for it", async () => {
  const booked = { ...meeting, organizer: thomas, bookedBy: elena, place: "Magnitogorsk" };
  const server = serving({ meetings: [booked] });
  await show(<Meetings deal={{ ...line4, yourRole: "expert" }} />, { server });
  await expect
    .element(page.getByText("invited by Thomas Weiss, through Елена Соколова", { exact: false }))
    .toBeVisible();
  await expect.element(page.getByText("Magnitogorsk", { exact: false })).toBeVisible();
  expect(page.getByRole("button", { name: "Plan a meeting" }).elements()).toEqual([]);
});

test("a meeting is called off with a note, after saying who hears of it", async () => {
  const server = serving({ meetings: [meeting] });
  await show(view, { server });
  await page.getByRole("button", { name: "Call off" }).click();
  const dialog = page.getByRole("dialog");
  await expect
    .element(dialog.getByText("Thomas Weiss, Sergei Volkov and Иван Петров", { exact: false }))
    .toBeVisible();
  await dialog.getByRole("textbox", { name: "Note to them" }).fill("Another day");
  expect(await barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Call off" }).click();
  await expect.element(page.getByText("Called off: Line 4: the last open questions")).toBeVisible();
  expect(asked(server, cancelMeeting.path)).toEqual([{ comment: "Another day" }]);
});

test.each(["dark", "contrast"] as const)("in %s colours nobody is shut out either", async (theme) => {
  const failed = {
    ...meeting,
    id: "ee000000-0000-4000-8000-000000000002",
    state: "failed" as const,
    why: "permission" as const,
  };
  const cancelled = { ...meeting, id: "ee000000-0000-4000-8000-000000000003", state: "cancelled" as const };
  await show(view, { server: serving({ meetings: [meeting, failed, cancelled] }), theme });
  await page.getByRole("switch").click();
  await expect.element(page.getByText("called off", { exact: true })).toBeVisible();
  await expect
    .element(page.getByText("Not on the calendars: an administrator has to allow it."))
    .toBeVisible();
  expect(await barriers(theme === "contrast" ? "all" : "colours")).toEqual([]);
});
