import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { handOverVoice } from "../../src/contract/deal-edits.ts";
import { readHandOver } from "../../src/contract/deal-ending.ts";
import { readLately } from "../../src/contract/deal-lately.ts";
import { createRoom } from "../../src/contract/deal-rooms.ts";
import { listDoubts } from "../../src/contract/doubts.ts";
import { delegateTopic, endException, listExceptions } from "../../src/contract/exceptions.ts";
import { listMeetings } from "../../src/contract/meetings.ts";
import { Problem } from "../../src/contract/problem.ts";
import { listIncidents, readVoice } from "../../src/contract/voice.ts";
import { DealHeader } from "../../src/views/deals/deal-header.tsx";
import { Lately } from "../../src/views/deals/lately.tsx";
import { Next } from "../../src/views/deals/next.tsx";
import { RoomPanel } from "../../src/views/deals/room-panel.tsx";
import { TeamList } from "../../src/views/deals/team-list.tsx";
import { Warnings } from "../../src/views/deals/warnings.tsx";
import { VoicePart } from "../../src/views/voice/voice-part.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import {
  anna,
  aroundAnna,
  exceptionsOfLine4,
  handed,
  ivan,
  line4,
  stuckLine4,
  voiceOfLine4,
} from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const server = (overrides: Parameters<typeof fakeServer>[0] = []) =>
  fakeServer([
    ...overrides,
    [listMeetings, { meetings: [] }],
    [listIncidents, { incidents: [aroundAnna, handed] }],
    [readVoice, voiceOfLine4],
    [listExceptions, exceptionsOfLine4],
    [listDoubts, { doubts: [] }],
    [readLately, { events: [{ at: "2026-11-24T08:00:00Z", kind: "handed-over", what: null, who: anna }] }],
    [readHandOver, { openIncidents: 2, meetings: 1, asks: 0 }],
    [createRoom, line4.room],
    [handOverVoice, line4],
    [delegateTopic, exceptionsOfLine4],
    [endException, exceptionsOfLine4],
  ]);
const withoutContacts = { ...line4, contacts: [] };
const whole = (deal: typeof line4) => (
  <>
    <DealHeader deal={deal} />
    <Warnings deal={deal} />
    <Next deal={deal} />
    <Lately dealId={deal.id} lastLook={Date.parse("2026-11-24T00:00:00Z")} />
    <RoomPanel deal={deal} />
    <TeamList deal={deal} />
    <VoicePart deal={deal} />
  </>
);

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("a deal's page says what it is, who speaks, what comes and who belongs to it", async () => {
    await show(whole(line4), { server: server(), language, width: 320 });
    await expect.element(page.getByText(say("You speak", "Говорите вы"), { exact: true })).toBeVisible();
    await expect.element(page.getByText(say("in 9 days", "через 9 дней"))).toBeVisible();
    await expect.element(page.getByText(say("new", "новое"), { exact: true }).first()).toBeVisible();
    await expect
      .element(page.getByText(say("Economic buyer", "Решает о деньгах"), { exact: false }))
      .toBeVisible();
    const week = say(
      "Week of 16 Nov: 100% on voice, 14 on voice and 0 around",
      "Неделя с 16 нояб.: 100 % одним голосом",
    );
    await expect.element(page.getByText(week, { exact: false })).toBeInTheDocument();
    await expect
      .element(page.getByText(say("Logistics: Иван Петров", "Logistics: Иван Петров")))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });

  test("who is away on the deal's days is told, with who could stand in; empty seats too", async () => {
    await show(whole(line4), { server: server(), language, width: 320 });
    await expect
      .element(
        page.getByText(say("is away 2 Dec to 6 Dec", "отсутствие с 2 дек. по 6 дек."), { exact: false }),
      )
      .toBeVisible();
    await expect
      .element(page.getByText(say("Елена Соколова could stand in.", "Заменить может Елена Соколова.")))
      .toBeVisible();
    await expect
      .element(page.getByText(say("Nobody holds this seat yet: Legal.", "Это место пока пустует: Юрист.")))
      .toBeVisible();
    await expect
      .element(page.getByText(say("backup: Елена Соколова", "замена: Елена Соколова"), { exact: false }))
      .toBeVisible();
  });

  test("a deal at its very beginning says what to do next, nowhere blank", async () => {
    const beginning = server([
      [listIncidents, { incidents: [] }],
      [readLately, { events: [] }],
      [readVoice, { ...voiceOfLine4, weeks: [], patterns: [], clients: [], reasons: [], reading: [] }],
      [listExceptions, { ...exceptionsOfLine4, delegations: [], quietPeriods: [] }],
    ]);
    const young = { ...withoutContacts, tenderDate: null, closeDate: null, speaker: null, warnings: [] };
    await show(whole(young), { server: beginning, language, width: 320 });
    for (const words of [
      say("Nothing is planned.", "Ничего не назначено."),
      say("Nothing happened in this deal yet.", "В этой сделке пока ничего не произошло."),
      say("No contacts yet", "Контактов пока нет"),
      say("No client mail in the last twelve weeks", "За двенадцать недель писем клиента не было"),
      say("Nobody else speaks", "Больше никто не говорит"),
      say("Nobody speaks yet", "Пока никто не говорит"),
    ]) {
      await expect.element(page.getByText(words, { exact: false }).first()).toBeVisible();
    }
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });

  test("each part that cannot be read says so by itself", async () => {
    const refusal = new Problem("graph.refused", "no");
    const refusing = server([
      [listIncidents, refusal],
      [readVoice, refusal],
      [listExceptions, refusal],
      [listMeetings, refusal],
    ]);
    await show(whole(line4), { server: refusing, language });
    const again = page.getByRole("button", { name: say("Try again", "Повторить") });
    await expect.poll(() => again.elements().length).toBe(5);
    expect(await barriers()).toEqual([]);
  });

  test("while a deal's parts are on their way, their shape is shown", async () => {
    const slow = server([
      [listIncidents, "never"],
      [readVoice, "never"],
      [listExceptions, "never"],
      [listMeetings, "never"],
    ]);
    await show(whole(line4), { server: slow, language });
    await expect
      .poll(() => page.getByRole("status", { name: say("Loading", "Загружается") }).elements().length)
      .toBe(4);
    expect(await barriers()).toEqual([]);
  });

  test("a room that is not complete names the step that failed, and for whom", async () => {
    await show(<RoomPanel deal={stuckLine4} />, { server: server(), language, width: 320 });
    await expect
      .element(page.getByText(say("Not added: Елена Соколова", "Не добавлены: Елена Соколова")))
      .toBeVisible();
    await expect.element(page.getByRole("button", { name: say("Go on", "Продолжить") })).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });
});

test("only the account manager passes the voice on; others read who can", async () => {
  await show(<DealHeader deal={{ ...line4, yourRole: "expert" }} />, { server: server(), me: ivan.id });
  await expect.element(page.getByText("The account manager can pass the voice on.")).toBeVisible();
  expect(
    page
      .getByRole("button")
      .elements()
      .map(({ textContent }) => textContent),
  ).toEqual(["Room"]);
});

test("passing the voice on asks whom, by keyboard, and tells who speaks from now on", async () => {
  const asked = server();
  await show(<DealHeader deal={line4} />, { server: asked });
  (page.getByRole("button", { name: "Hand over voice" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("radio", { name: "Елена Соколова, Back office" }).click();
  await expect.element(page.getByText("2 open mails of the client")).toBeVisible();
  expect(await barriers()).toEqual([]);
  await page.getByRole("button", { name: "Pass to Елена Соколова" }).click();
  await expect.element(page.getByText("Елена Соколова speaks from now on")).toBeVisible();
  expect(asked.asked.find(({ path }) => path === handOverVoice.path)?.input).toEqual({
    params: { dealId: line4.id },
    body: { personId: line4.seats[2]?.person.id, version: line4.version },
  });
});

test("a window closes with Escape and changes nothing", async () => {
  const asked = server();
  await show(<DealHeader deal={line4} />, { server: asked });
  await page.getByRole("button", { name: "Hand over voice" }).click();
  await expect.element(page.getByRole("dialog")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => page.getByRole("dialog").elements()).toEqual([]);
  expect(asked.asked.filter(({ input }) => input.body !== undefined)).toEqual([]);
});

test("a room that is ready opens in Teams as the host wants it", async () => {
  const { opened } = await show(<RoomPanel deal={line4} />, { server: server() });
  await page.getByRole("button", { name: "Open in Teams" }).click();
  expect(opened).toEqual([line4.room.webUrl]);
});

test("a topic needs a name; delegated, it holds to the end of the chosen day in the reader's zone", async () => {
  const asked = server();
  await show(<VoicePart deal={line4} />, { server: asked });
  await page.getByRole("button", { name: "Delegate a topic" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delegate", exact: true }).click();
  await expect.element(dialog.getByText("Name the topic.")).toBeVisible();
  await dialog.getByRole("textbox", { name: /Topic/ }).fill("Logistics");
  await dialog.getByRole("checkbox", { name: "Sergei Volkov" }).click();
  await dialog.getByLabelText("Until").fill("2026-11-30");
  expect(await barriers()).toEqual([]);
  await dialog.getByRole("button", { name: "Delegate", exact: true }).click();
  await expect
    .poll(() => asked.asked.find(({ path }) => path === delegateTopic.path)?.input.body)
    .toEqual({
      id: expect.any(String),
      personId: ivan.id,
      topic: "Logistics",
      clients: ["volkov@steelworks.example"],
      messageId: null,
      until: "2026-11-30T23:00:00Z",
    });
});

test("what is in force can be ended; what is over cannot", async () => {
  const asked = server();
  await show(<VoicePart deal={line4} />, { server: asked });
  await page.getByRole("button", { name: "End: Logistics: Иван Петров" }).click();
  await expect
    .poll(() => asked.asked.find(({ path }) => path === endException.path)?.input.params)
    .toEqual({ dealId: line4.id, exceptionId: exceptionsOfLine4.delegations[0]?.id });
  expect(page.getByRole("button", { name: /^End: Silence/ }).elements()).toEqual([]);
});

test.each(languages)(
  "the steps of a room are one line, which tells them when asked (%s)",
  async (language) => {
    const say = (english: string, russian: string) => (language === "en" ? english : russian);
    const step = (what: string, minute: number) => ({
      at: `2026-11-25T08:0${minute}:00Z`,
      kind: "room-step" as const,
      what,
      who: null,
    });
    const events = [
      { at: "2026-11-25T08:08:00Z", kind: "room-asked" as const, what: null, who: anna },
      step("welcome", 7),
      step("members", 6),
      step("channel", 5),
      { at: "2026-11-25T08:04:00Z", kind: "room-asked" as const, what: null, who: anna },
      { at: "2026-11-25T08:03:00Z", kind: "edited" as const, what: null, who: anna },
      step("plan", 1),
    ];
    const answers = server([
      [listIncidents, { incidents: [] }],
      [readLately, { events }],
    ]);
    await show(<Lately dealId={line4.id} lastLook={null} />, { server: answers, language, width: 320 });
    const made = page.getByText(say("Room created: 3 steps", "Комната создана: 3 шага"));
    await expect.element(made).toBeVisible();
    const lines = page.getByRole("list").first().element().children;
    expect([...lines].map((line) => line.textContent)).toEqual([
      expect.stringMatching(new RegExp(`${say("Room created", "Комната создана")}.*Anna Kern$`)),
      expect.stringContaining(say("The deal was edited", "Сделка изменена")),
      expect.stringContaining(
        say("Room: Plan with the milestones is done", "Комната: готово, План с вехами"),
      ),
    ]);
    const channel = page.getByText(say("Channel", "Канал"), { exact: true });
    await expect.element(channel).not.toBeVisible();
    await made.click();
    await expect.element(channel).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  },
);

test("a deal that is over makes no room, warns of nobody and waits for no day of its own", async () => {
  const room = { state: "none" as const, webUrl: null, channelName: null, steps: [] };
  await show(whole({ ...line4, stage: "won", roomState: "none", room }), { server: server() });
  await expect.element(page.getByText("Nothing is planned.")).toBeVisible();
  for (const text of ["Create room", "To settle in good time", "The deal closes"])
    expect(page.getByText(text).elements()).toEqual([]);
});
