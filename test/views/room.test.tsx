import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { cleanup } from "vitest-browser-react";
import {
  dropClientNote,
  type ClientNote as Note,
  readClientNote,
  signClientNote,
  writeClientNote,
} from "../../src/contract/client-note.ts";
import { readDigestWish, saveDigestWish } from "../../src/contract/deal-digest.ts";
import { checkRoom, readRoomDrift, settleDrift } from "../../src/contract/deal-drift.ts";
import { changeSensitivity } from "../../src/contract/deal-edits.ts";
import { adoptChannel, createRoom, listRoomCandidates, undoRoom } from "../../src/contract/deal-rooms.ts";
import { Problem } from "../../src/contract/problem.ts";
import { ClientNote } from "../../src/views/deals/client-note.tsx";
import { DigestChoice } from "../../src/views/deals/digest-choice.tsx";
import { RoomDrift } from "../../src/views/deals/room-drift.tsx";
import { RoomPanel } from "../../src/views/deals/room-panel.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, elena, ivan, line4, NOW, stuckLine4, thomas } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type FakeServer, fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const roomless = {
  ...line4,
  roomState: "none" as const,
  room: { state: "none" as const, webUrl: null, channelName: null, steps: [] },
};
const drift = [
  { person: elena, kind: "missing" as const, since: "2026-11-20T08:00:00Z", explained: null },
  {
    person: thomas,
    kind: "extra" as const,
    since: "2026-11-18T08:00:00Z",
    explained: { by: anna, words: "He audits the deal.", at: NOW },
  },
];
const note: Note = {
  id: "aa000000-0000-4000-8000-000000000001",
  kind: "hand-over",
  version: 2,
  language: "en",
  to: [{ name: "Sergei Volkov", address: "volkov@steelworks.example" }],
  subject: "Your contact for Line 4",
  text: "Dear Mr Volkov,\n\nfrom today Иван Петров speaks for us.",
  sender: anna,
  signers: [
    { person: anna, signedAt: null },
    { person: ivan, signedAt: "2026-11-25T08:00:00Z" },
  ],
  state: "open",
};
const wish = {
  feed: true,
  mail: false,
  urgent: true,
  at: null,
  nextAt: "2026-11-26T07:00:00Z",
  hours: { zone: "Europe/Berlin", from: "09:00", to: "17:30", days: [1, 2, 3, 4, 5] },
  holidays: { country: "DE", next: "2026-12-25" },
};

const serving = (more: Parameters<typeof fakeServer>[0] = []) =>
  fakeServer([
    ...more,
    [
      listRoomCandidates,
      { channels: [{ id: "19:old", name: "Steelworks", webUrl: null, why: "client-name" }] },
    ],
    [adoptChannel, line4.room],
    [createRoom, line4.room],
    [undoRoom, roomless.room],
    [changeSensitivity, line4],
    [readRoomDrift, { checkedAt: "2026-11-25T01:00:00Z", drift }],
    [checkRoom, { checkedAt: NOW, drift: [] }],
    [settleDrift, { checkedAt: NOW, drift: [] }],
    [readClientNote, { note }],
    [signClientNote, { note }],
    [writeClientNote, { note }],
    [dropClientNote, { note: { ...note, state: "dropped" } }],
    [readDigestWish, wish],
    [saveDigestWish, wish],
  ]);
const sentTo = (server: FakeServer, path: string) =>
  server.asked.filter((one) => one.path === path && one.input.body).map(({ input }) => input.body);

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);
  const fits = async () => {
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  };

  test("a channel that is there already can become the room, with one click", async () => {
    const server = serving();
    await show(<RoomPanel deal={roomless} />, { server, language, width: 320 });
    const adopt = page.getByRole("button", {
      name: say("Make it the room: Steelworks", "Сделать комнатой: Steelworks"),
    });
    await expect.element(adopt).toBeVisible();
    await fits();
    await adopt.click();
    await expect.poll(() => sentTo(server, adoptChannel.path)).toEqual([{ channelId: "19:old" }]);
  });

  test("a room that got stuck can go on, or be taken back", async () => {
    const server = serving();
    await show(<RoomPanel deal={stuckLine4} />, { server, language, width: 320 });
    await page.getByRole("button", { name: say("Go on", "Продолжить"), exact: true }).click();
    await expect.poll(() => sentTo(server, createRoom.path)).toEqual([{}]);
    await page.getByRole("button", { name: say("Take the room back", "Убрать комнату") }).click();
    await expect.poll(() => server.asked.some(({ path }) => path === undoRoom.path)).toBe(true);
    await fits();
  });

  test("while a room is taken back its steps go back, and nothing else can be begun; stuck, that can go on", async () => {
    const server = serving();
    const steps = [
      { name: "channel" as const, state: "done" as const, why: null, people: [] },
      { name: "members" as const, state: "waiting" as const, why: null, people: [] },
    ];
    const room = { ...stuckLine4.room, steps, undoing: true };
    const working = { ...stuckLine4, room: { ...room, state: "working" as const } };
    await show(<RoomPanel deal={working} />, { server, language, width: 320 });
    await expect
      .element(page.getByText(say("is being taken back", "убирается"), { exact: false }))
      .toBeVisible();
    expect(page.getByRole("listitem").elements()).toHaveLength(2);
    expect(
      page
        .getByRole("button")
        .elements()
        .map(({ textContent }) => textContent),
    ).toEqual([say("Open in Teams", "Открыть в Teams")]);
    await cleanup();
    await show(<RoomPanel deal={{ ...stuckLine4, room }} />, { server, language, width: 320 });
    const goOn = page.getByRole("button", { name: say("Go on taking it back", "Убирать дальше") });
    await expect.element(goOn).toBeVisible();
    expect(page.getByRole("button", { name: say("Go on", "Продолжить"), exact: true }).elements()).toEqual(
      [],
    );
    await fits();
    await goOn.click();
    await expect.poll(() => server.asked.filter(({ path }) => path === undoRoom.path)).toHaveLength(1);
  });

  test("where the team is full, the room is made in a team of its own", async () => {
    const server = serving();
    const full = {
      name: "channel" as const,
      state: "failed" as const,
      why: "team-full" as const,
      people: [],
    };
    const room = { ...stuckLine4.room, steps: [full] };
    await show(<RoomPanel deal={{ ...stuckLine4, room }} />, { server, language, width: 320 });
    await expect
      .element(page.getByText(say("holds as many channels as it may", "больше нет места"), { exact: false }))
      .toBeVisible();
    await fits();
    await page
      .getByRole("button", { name: say("Make it in a team of its own", "Создать в отдельной команде") })
      .click();
    await expect.poll(() => sentTo(server, createRoom.path)).toEqual([{ team: "own" }]);
  });

  test("a new room is made among the others, or in a team of its own", async () => {
    const server = serving();
    await show(<RoomPanel deal={roomless} />, { server, language });
    const create = page.getByRole("button", { name: say("Create room", "Создать комнату") });
    await create.click();
    await page.getByRole("checkbox").click();
    await create.click();
    await expect.poll(() => sentTo(server, createRoom.path)).toEqual([{}, { team: "own" }]);
  });

  test("who is in the room without a seat, or has one and is not there, is repaired or explained one by one", async () => {
    const server = serving();
    await show(<RoomDrift deal={line4} />, { server, language, width: 320 });
    await expect.element(page.getByText("He audits the deal.", { exact: false })).toBeVisible();
    await page.getByRole("button", { name: say("Let in", "Впустить") }).click();
    await expect
      .poll(() => sentTo(server, settleDrift.path))
      .toEqual([{ action: "repair", personId: elena.id }]);
    await page
      .getByRole("button", { name: say("Leave it so…", "Оставить так…") })
      .first()
      .click();
    await page.getByLabelText(say("Why it stays so", "Почему это остаётся")).fill("On leave");
    await fits();
    await page.getByRole("button", { name: say("Leave it so", "Оставить так"), exact: true }).click();
    await expect
      .poll(() => sentTo(server, settleDrift.path).at(-1))
      .toEqual({ action: "explain", personId: elena.id, words: "On leave" });
  });

  test("the note to the client is read, signed by both, or changed before", async () => {
    const server = serving();
    await show(<ClientNote deal={line4} />, { server, language, width: 320 });
    await expect
      .element(page.getByText(say("Иван Петров signed", "Иван Петров: подпись есть")))
      .toBeVisible();
    await fits();
    await page.getByRole("button", { name: say("Sign", "Подписать"), exact: true }).click();
    await expect.poll(() => sentTo(server, signClientNote.path)).toEqual([{ id: note.id, version: 2 }]);
    await page.getByRole("button", { name: say("Change the words", "Изменить слова") }).click();
    await page.getByRole("textbox", { name: say("Subject", "Тема") }).fill("Who speaks for us");
    await fits();
    await page.getByRole("button", { name: say("Save", "Сохранить"), exact: true }).click();
    await expect
      .poll(() => sentTo(server, writeClientNote.path))
      .toEqual([{ id: note.id, version: 2, subject: "Who speaks for us", text: note.text }]);
  });

  test("what one hears, and when, is one's own choice", async () => {
    const server = serving();
    await show(<DigestChoice />, { server, language, width: 320 });
    await expect.element(page.getByText(/25\s(Dec|дек)/)).toBeVisible();
    await page.getByRole("checkbox", { name: say("As a mail to yourself", "Письмом самому себе") }).click();
    await page.getByRole("radio", { name: say("At a certain time", "В определённое время") }).click();
    await page.getByLabelText(say("Time", "Время"), { exact: true }).fill("07:45");
    await fits();
    await page.getByRole("button", { name: say("Save", "Сохранить"), exact: true }).click();
    await expect
      .poll(() => sentTo(server, saveDigestWish.path))
      .toEqual([{ feed: true, mail: true, urgent: true, at: "07:45" }]);
    await expect.element(page.getByText(say("Saved", "Сохранено"), { exact: true })).toBeVisible();
  });
});

test("when somebody changes the note meanwhile, both versions are shown and nothing typed is lost", async () => {
  const newer = { ...note, version: 3, text: "Dear Sergei, Ivan speaks from now on." };
  const notes = [note, newer];
  const server = serving([
    [readClientNote, () => ({ note: notes.length > 1 ? notes.shift() : newer })],
    [writeClientNote, () => new Problem("note.changed", "no")],
  ]);
  await show(<ClientNote deal={line4} />, { server });
  await page.getByRole("button", { name: "Change the words" }).click();
  await page.getByRole("textbox", { name: "Text" }).fill("Mine");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.element(page.getByText(newer.text)).toBeVisible();
  await expect.element(page.getByRole("textbox", { name: "Text" })).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save mine instead" }).click();
  await expect
    .poll(() => sentTo(server, writeClientNote.path).at(-1))
    .toMatchObject({ version: 3, text: "Mine" });
});

test("who neither signs nor leads reads the note and cannot change it; a note that is put away is gone", async () => {
  await show(<ClientNote deal={{ ...line4, yourRole: "legal" }} />, { server: serving(), me: elena.id });
  await expect.element(page.getByText(note.subject)).toBeVisible();
  expect(page.getByRole("button").elements()).toEqual([]);
});

describe.each(languages)("who gets into the room (%s)", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);
  const change = () => page.getByRole("button", { name: say("Change…", "Изменить…") }).click();
  const choosePrivate = () =>
    page.getByRole("radio", { name: new RegExp(say("^Private room", "^Закрытая комната")) }).click();

  test("is changed with one choice before there is a room", async () => {
    const server = serving();
    await show(<RoomPanel deal={roomless} />, { server, language, width: 320 });
    await change();
    const button = page.getByRole("button", { name: say("Change", "Изменить"), exact: true });
    await expect.element(button).toBeDisabled();
    await choosePrivate();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await button.click();
    await expect
      .poll(() => sentTo(server, changeSensitivity.path))
      .toEqual([{ version: 3, sensitivity: "private" }]);
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  test("cannot be changed of a channel that is there: it says why, and a new room is the way out", async () => {
    const server = serving();
    await show(<RoomPanel deal={line4} />, { server, language, width: 320 });
    await change();
    await choosePrivate();
    await expect
      .element(page.getByText(say("Teams cannot change", "Teams не меняет"), { exact: false }))
      .toBeVisible();
    await page.getByRole("radio", { name: say("It stays as it is", "Он останется как есть") }).click();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Make a new room", "Создать новую комнату") }).click();
    await expect
      .poll(() => sentTo(server, changeSensitivity.path))
      .toEqual([{ version: 3, sensitivity: "private", old: "keep" }]);
  });

  test("is seen by all and changed by the account manager alone; rooms of before stay reachable", async () => {
    const former = [{ name: "Line 4", webUrl: "https://teams.example/old", archived: true }];
    const deal = { ...line4, yourRole: "managerCoach" as const, room: { ...line4.room, former } };
    const { opened } = await show(<RoomPanel deal={deal} />, { server: serving(), language, width: 320 });
    await expect
      .element(page.getByText(say("Standard room", "Обычная комната"), { exact: false }))
      .toBeVisible();
    expect(page.getByRole("button", { name: say("Change…", "Изменить…") }).elements()).toEqual([]);
    await page.getByRole("button", { name: say("Open in Teams: Line 4", "Открыть в Teams: Line 4") }).click();
    expect(opened).toEqual(["https://teams.example/old"]);
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });
});

test("what is missing of a room and done in the leader's own name goes on as they look, once; what failed waits for them", async () => {
  const step = (name: "welcome" | "members" | "folders", state: "needs-you" | "failed" | "waiting") => ({
    ...{ name, state, people: [] },
    why: state === "failed" ? ("refused" as const) : null,
  });
  const stuck = (steps: ReturnType<typeof step>[]) => ({
    ...stuckLine4,
    room: { ...stuckLine4.room, steps },
  });
  const asked = (server: FakeServer) => server.asked.filter(({ path }) => path === createRoom.path).length;
  const mine = stuck([step("folders", "waiting"), step("welcome", "needs-you")]);
  const server = serving();
  await show(<RoomPanel deal={mine} />, { server });
  await expect.poll(() => asked(server)).toBe(1);
  await expect.element(page.getByText("It is done in your name: go on below.")).toBeVisible();
  expect(asked(server)).toBe(1);
  for (const deal of [
    stuck([step("members", "failed"), step("welcome", "needs-you")]),
    { ...mine, yourRole: "expert" as const },
    { ...mine, room: { ...mine.room, undoing: true } },
  ]) {
    await cleanup();
    const other = serving();
    await show(<RoomPanel deal={deal} />, { server: other });
    await expect.element(page.getByText(/^Welcome card/)).toBeVisible();
    expect(asked(other)).toBe(0);
  }
});
