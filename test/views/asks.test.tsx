import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { type Ask, answerAsk, createAsk, listAsks, readOffers, sendOption } from "../../src/contract/asks.ts";
import { listMeetings } from "../../src/contract/meetings.ts";
import { Problem } from "../../src/contract/problem.ts";
import { Asks } from "../../src/views/meetings/asks.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, elena, ivan, line4, thomas } from "./support/cast.ts";
import { languages, spoken } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const deal = { ...line4, seats: [...line4.seats, { person: thomas, role: "executiveSponsor" as const }] };
const asked: Ask = {
  id: "a5000000-0000-4000-8000-000000000001",
  dealId: line4.id,
  executive: thomas,
  subject: "Meeting with Sergei Volkov",
  stake: "They decide on 14 December.",
  client: { name: "Sergei Volkov", address: "volkov@steelworks.example" },
  start: "2026-11-27T09:00:00Z",
  minutes: 60,
  place: null,
  state: "asked",
  meeting: null,
  yours: "answer",
  answer: null,
  private: null,
};
const declined: Ask = {
  ...asked,
  state: "declined",
  yours: "send",
  answer: {
    kind: "declined",
    at: "2026-11-25T08:00:00Z",
    by: elena,
    forOther: true,
    why: "no-time",
    instead: null,
  },
  private: {
    count: { silences: 1, postponed: 0, declined: 1 },
    due: { what: "move", at: "2026-11-26T09:00:00Z" },
    options: [
      { kind: "shorter", to: thomas, minutes: 15, remote: true, substitute: null, availability: null },
      { kind: "substitute", to: ivan, minutes: 60, remote: true, substitute: ivan, availability: "unknown" },
    ],
  },
};
const offers = {
  times: [
    { start: "2026-11-30T09:00:00Z", end: "2026-11-30T10:00:00Z" },
    { start: "2026-12-01T09:00:00Z", end: "2026-12-01T10:00:00Z" },
  ],
  colleagues: [{ person: ivan, freeAt: "2026-11-30T12:00:00Z" }],
};

const serving = (asks: Answer, more: { answered?: Answer } = {}) =>
  fakeServer([
    [listAsks, asks],
    [readOffers, offers],
    [answerAsk, more.answered ?? { ...asked, state: "accepted" }],
    [sendOption, { ...declined, state: "asked" }],
    [createAsk, asked],
    [listMeetings, { meetings: [] }],
  ]);
const bodies = (server: ReturnType<typeof serving>, path: string) =>
  server.asked.flatMap(({ path: one, input }) => (one === path && input.body ? [input.body] : []));
const view = <Asks deal={deal} />;

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("nobody asked yet: it is said what to do next, on a phone too", async () => {
    await show(view, { server: serving({ asks: [] }), language, width: 320 });
    await expect.element(page.getByText(say("Nobody is asked yet", "Пока никого не просили"))).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });

  test("the executive answers in one tap, on a phone too", async () => {
    const server = serving({ asks: [asked] });
    await show(view, { server, language, width: 320, me: thomas.id });
    await expect.element(page.getByText("They decide on 14 December.")).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Yes", "Да"), exact: true }).click();
    await expect
      .poll(() => bodies(server, answerAsk.path))
      .toEqual([expect.objectContaining({ answer: { kind: "yes", start: asked.start } })]);
  });

  test("another time, a colleague and a reason are one more tap", async () => {
    const server = serving({ asks: [asked] });
    await show(view, { server, language, width: 320, me: thomas.id });
    await page.getByRole("button", { name: say("Another time", "Другое время") }).click();
    await page
      .getByRole("button", { name: say("Mon", "пн"), exact: false })
      .first()
      .click();
    await page.getByRole("button", { name: say("A colleague", "Коллега") }).click();
    await page.getByRole("button", { name: "Иван Петров", exact: false }).click();
    await page.getByRole("button", { name: say("No, because", "Нет, потому что") }).click();
    await page.getByRole("button", { name: say("not prepared", "нужна подготовка") }).click();
    await expect
      .poll(() => bodies(server, answerAsk.path).map((body) => (body as { answer: unknown }).answer))
      .toEqual([
        { kind: "yes", start: "2026-11-30T09:00:00Z" },
        { kind: "colleague", personId: ivan.id },
        { kind: "no", why: "not-prepared" },
      ]);
    expect(await barriers()).toEqual([]);
  });

  test("the account manager sees what may help, reads the words first, and sends them", async () => {
    const server = serving({ asks: [declined] });
    await show(view, { server, language, width: 320 });
    await expect
      .element(page.getByText(say("only you see this", "это видите только вы"), { exact: false }))
      .toBeVisible();
    await expect
      .element(
        page.getByText(
          say("Елена Соколова answered for Thomas Weiss", "отвечает Елена Соколова за: Thomas Weiss"),
          { exact: false },
        ),
      )
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Only 15 minutes", "Только 15 минут") }).click();
    const dialog = page.getByRole("dialog");
    await expect
      .element(
        dialog.getByRole("textbox", {
          name: say("Your words to Thomas Weiss", "Ваши слова, адресат: Thomas Weiss"),
        }),
      )
      .toHaveValue(
        say(
          "Dear Thomas Weiss,\n\n15 minutes with Sergei Volkov would be enough. I prepare everything and lead the talk.",
          "Здравствуйте, Thomas Weiss!\n\nДля встречи с клиентом (Sergei Volkov) хватит 15 минут. Всё подготовлю и проведу разговор.",
        ),
      );
    expect(await barriers()).toEqual([]);
    await dialog.getByRole("button", { name: say("Send", "Отправить"), exact: true }).click();
    await expect
      .poll(() => bodies(server, sendOption.path))
      .toEqual([expect.objectContaining({ kind: "shorter", words: expect.stringContaining("15") })]);
  });

  test("an option goes out in one click, in the words that are shown beside it", async () => {
    const server = serving({ asks: [declined] });
    await show(view, { server, language, width: 320 });
    const words = say(
      "15 minutes with Sergei Volkov would be enough.",
      "Для встречи с клиентом (Sergei Volkov) хватит 15 минут.",
    );
    await expect.element(page.getByText(words, { exact: false })).toBeVisible();
    await page
      .getByRole("button", { name: say("Send: Only 15 minutes", "Отправить: Только 15 минут") })
      .click();
    await expect
      .poll(() => bodies(server, sendOption.path))
      .toEqual([
        expect.objectContaining({ kind: "shorter", start: null, words: expect.stringContaining(words) }),
      ]);
    await expect
      .element(page.getByText(say("Sent to Thomas Weiss", "Отправлено: Thomas Weiss")))
      .toBeVisible();
  });
});

test("a colleague who is busy then is asked in no one click: another time is chosen first", async () => {
  const busy = {
    kind: "substitute",
    to: ivan,
    minutes: 60,
    remote: true,
    substitute: ivan,
    availability: "busy",
  };
  const server = serving({ asks: [{ ...declined, private: { ...declined.private, options: [busy] } }] });
  await show(view, { server });
  await expect.element(page.getByText("busy then")).toBeVisible();
  expect(page.getByRole("button", { name: /^Send:/ }).elements()).toEqual([]);
  await page.getByRole("button", { name: /instead$/ }).click();
  await expect.element(page.getByRole("dialog").getByLabelText("Day", { exact: true })).toBeVisible();
});

test("when the time is gone, it is said, and the other times are shown", async () => {
  const server = serving({ asks: [asked] }, { answered: new Problem("meeting.slot-taken", "no") });
  await show(view, { server, me: thomas.id });
  await page.getByRole("button", { name: "Yes", exact: true }).click();
  await expect.element(page.getByText("This time is taken by now. Please choose another.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: /^Mon/ })).toBeVisible();
});

test("the assistant is told that they answer for somebody", async () => {
  await show(view, { server: serving({ asks: [asked] }), me: elena.id });
  await expect
    .element(page.getByText("You answer for Thomas Weiss; it is noted that it was you."))
    .toBeVisible();
});

test("an ask is made of whom, when and what is at stake, by the reader's own clock", async () => {
  const server = serving({ asks: [] });
  await show(view, { server });
  await page.getByRole("button", { name: "Ask an executive" }).click();
  const dialog = page.getByRole("dialog");
  await expect.element(dialog.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  await dialog.getByLabelText("Day").fill("2026-11-27");
  await dialog.getByLabelText("Time, by your clock").fill("10:30");
  expect(await barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect
    .poll(() => bodies(server, createAsk.path))
    .toEqual([
      expect.objectContaining({
        executiveId: thomas.id,
        start: "2026-11-27T09:30:00Z",
        words: expect.stringContaining("Dear Thomas Weiss"),
      }),
    ]);
});

test("whoever is not the account manager cannot ask", async () => {
  await show(<Asks deal={{ ...deal, yourRole: "expert" }} />, { server: serving({ asks: [] }), me: anna.id });
  await expect.element(page.getByText("Nobody is asked yet")).toBeVisible();
  await expect
    .element(page.getByText("When the account manager asks an executive", { exact: false }))
    .toBeVisible();
  expect(page.getByRole("button", { name: "Ask an executive" }).elements()).toEqual([]);
});

test("where the time asked for is over, nothing goes out without another one", async () => {
  const over = { ...declined, start: "2026-11-24T09:00:00Z" };
  await show(view, { server: serving({ asks: [over] }) });
  await expect.element(page.getByText("The time asked for is over", { exact: false })).toBeVisible();
  expect(page.getByRole("button", { name: "Send:", exact: false }).elements()).toEqual([]);
  await page.getByRole("button", { name: "Only 15 minutes" }).click();
  await expect
    .element(page.getByRole("dialog").getByText("That time is over: choose another."))
    .toBeVisible();
});

test.each(
  spoken([
    ["en", /goes out on .*27 Nov.* at 0?9:00/],
    ["ru", /уйдёт .*27 нояб.* в 09:00/],
  ] as const),
)("what waits for somebody's morning says when it goes out (%s)", async (language, words) => {
  const waitsUntil = "2026-11-27T08:00:00Z";
  const waiting = { ...declined, private: declined.private && { ...declined.private, waitsUntil } };
  await show(view, { server: serving({ asks: [waiting] }), language, width: 320 });
  await expect.element(page.getByText(words)).toBeVisible();
  expect(await barriers()).toEqual([]);
});

test("a first wish for another time leaves the account manager a way on", async () => {
  const postponed: Ask = {
    ...declined,
    state: "postponed",
    private: {
      count: { silences: 0, postponed: 1, declined: 0 },
      due: { what: "move", at: "2026-11-26T09:00:00Z" },
      options: [],
    },
  };
  await show(view, { server: serving({ asks: [postponed] }) });
  await expect
    .element(page.getByText("plan a meeting at a time that suits everybody", { exact: false }))
    .toBeVisible();
});
