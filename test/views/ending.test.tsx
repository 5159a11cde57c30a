import { afterEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup } from "vitest-browser-react";
import { handOverVoice } from "../../src/contract/deal-edits.ts";
import {
  archiveDeal,
  closeDeal,
  readClosing,
  readHandOver,
  reopenDeal,
  undoHandOver,
} from "../../src/contract/deal-ending.ts";
import { readDeal } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { DealHeader } from "../../src/views/deals/deal-header.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { elena, ivan, line4 } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type Answer, type FakeServer, fakeServer } from "./support/server.ts";
import { type Showing, show } from "./support/show.tsx";

const work = { openIncidents: 2, meetings: 1, asks: 1, delegations: 0, rules: 1, offers: 0 };
const serving = (more: Parameters<typeof fakeServer>[0] = []) =>
  fakeServer([
    ...more,
    [readDeal, { ...line4, version: 9 }],
    [readHandOver, work],
    [readClosing, { ...work, unwatched: [ivan, elena], channelName: "Line 4 modernisation" }],
    [handOverVoice, line4],
    [undoHandOver, line4],
    [closeDeal, { ...line4, stage: "won" }],
    [reopenDeal, line4],
    [archiveDeal, { ...line4, archived: true }],
  ]);
const sentTo = (server: FakeServer, path: string) =>
  server.asked.filter((one) => one.path === path && one.input.body).map(({ input }) => input.body);
const showHeader = (server: FakeServer, how: Partial<Showing> = {}, deal = line4) =>
  show(<DealHeader deal={deal} />, { server, ...how });

afterEach(() => void vi.useRealTimers());

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("before the voice passes on one sees what passes with it, and for a minute it can be taken back", async () => {
    const server = serving();
    await showHeader(server, { language, width: 320 });
    await page.getByRole("button", { name: say("Hand over voice", "Передать голос") }).click();
    const preview = page.getByRole("region", { name: say("What passes on", "Что переходит") });
    await expect
      .element(preview.getByText(say("2 open mails of the client", "2 открытых письма клиента")))
      .toBeVisible();
    await expect
      .element(
        preview.getByText(
          say("1 executive who was asked to meet the client", "1 просьба к руководителю о встрече"),
        ),
      )
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Pass to Иван Петров", "Передать: Иван Петров") }).click();
    const undo = page.getByRole("button", { name: new RegExp(say("Undo", "Вернуть")) });
    await expect.element(undo).toBeVisible();
    await expect.poll(() => undo.element().textContent).toMatch(new RegExp(say("5\\d s", "5\\d с")));
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await undo.click();
    await expect
      .element(page.getByText(say("Anna Kern speaks again", "Снова говорит Anna Kern")))
      .toBeVisible();
    expect(sentTo(server, undoHandOver.path)).toEqual([{ version: 9 }]);
  });

  test("before a deal is closed one sees what ends with it; closed, it can be opened again", async () => {
    const server = serving();
    await showHeader(server, { language, width: 320 });
    await page.getByRole("button", { name: say("More about this deal", "Ещё об этой сделке") }).click();
    expect(await barriers()).toEqual([]);
    await page.getByRole("menuitem", { name: say("Close the deal…", "Закрыть сделку…") }).click();
    await expect.element(page.getByText(/Иван Петров (and|и) Елена Соколова/)).toBeVisible();
    const close = page.getByRole("button", { name: say("Close", "Закрыть"), exact: true }).last();
    await expect.element(close).toBeDisabled();
    await page.getByRole("radio", { name: say("Won", "Выиграна") }).click();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Close as won", "Закрыть: выиграна") }).click();
    await expect.poll(() => sentTo(server, closeDeal.path)).toEqual([{ version: 3, outcome: "won" }]);
    await page.getByRole("button", { name: new RegExp(say("Undo", "Вернуть")) }).click();
    await expect.poll(() => sentTo(server, reopenDeal.path)).toEqual([{ version: 9 }]);
  });

  test("a deal that is over and put away says so, and leads back", async () => {
    const server = serving();
    const over = { ...line4, stage: "lost" as const, speaker: null, archived: true };
    await showHeader(server, { language, width: 320 }, over);
    await expect
      .element(page.getByText(say("This deal is lost.", "Эта сделка проиграна."), { exact: false }))
      .toBeVisible();
    expect(page.getByRole("button", { name: say("Hand over voice", "Передать голос") }).elements()).toEqual(
      [],
    );
    await page.getByRole("button", { name: say("Open again", "Открыть снова") }).click();
    await page.getByRole("button", { name: say("Fetch back", "Вернуть из архива") }).click();
    await expect.poll(() => sentTo(server, archiveDeal.path)).toEqual([{ version: 3, archived: false }]);
    expect(sentTo(server, reopenDeal.path)).toEqual([{ version: 3 }]);
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });
});

test("a deal fetched back and opened again in one breath is both, though the first step made it another version", async () => {
  const outrun = (): Answer => {
    const answers: (object | Error)[] = [new Problem("deal.changed", "no")];
    return () => answers.shift() ?? line4;
  };
  const server = serving([
    [archiveDeal, outrun()],
    [reopenDeal, outrun()],
  ]);
  await showHeader(server, {}, { ...line4, stage: "won", speaker: null, archived: true });
  await page.getByRole("button", { name: "Fetch back" }).click();
  await page.getByRole("button", { name: "Open again" }).click();
  await expect.element(page.getByText(`Open again: ${line4.name}`)).toBeVisible();
  expect(sentTo(server, archiveDeal.path).at(-1)).toEqual({ version: 9, archived: false });
  expect(sentTo(server, reopenDeal.path).at(-1)).toEqual({ version: 9 });
  expect(page.getByText(/Somebody else has just changed/).elements()).toEqual([]);
});

test("the time left to take a step back is seen by the second, and said aloud only now and then", async () => {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"],
  });
  await showHeader(serving());
  await page.getByRole("button", { name: "Hand over voice" }).click();
  await page.getByRole("button", { name: "Pass to Иван Петров" }).click();
  const undo = page.getByRole("button", { name: /^Undo/ });
  await expect.element(undo).toHaveAccessibleName(/57 seconds left/);
  await vi.advanceTimersByTimeAsync(20_000);
  await expect.poll(() => undo.element().textContent).toMatch(/3\d s/);
  await expect.element(undo).toHaveAccessibleName(/57 seconds left/);
  await vi.advanceTimersByTimeAsync(10_000);
  await expect.element(undo).toHaveAccessibleName(/30 seconds left/);
  await vi.advanceTimersByTimeAsync(30_000);
  await expect.poll(() => undo.elements()).toEqual([]);
});

test("who undoes a moment too late is told so kindly", async () => {
  const server = serving([[undoHandOver, new Problem("request.invalid", "no")]]);
  await showHeader(server);
  await page.getByRole("button", { name: "Hand over voice" }).click();
  await page.getByRole("button", { name: "Pass to Иван Петров" }).click();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect.element(page.getByText("The minute is over: this can no longer be taken back.")).toBeVisible();
});

test("putting a deal away is taken back with one click", async () => {
  const server = serving();
  await showHeader(server);
  (page.getByRole("button", { name: "More about this deal" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("menuitem", { name: "Edit deal" })).toHaveFocus();
  await page.getByRole("menuitem", { name: "Put away" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(() => sentTo(server, archiveDeal.path))
    .toEqual([
      { version: 3, archived: true },
      { version: 9, archived: false },
    ]);
});

test("whoever does not lead sees who can pass the voice on, and no menu", async () => {
  await showHeader(serving(), {}, { ...line4, yourRole: "executiveSponsor" });
  await expect.element(page.getByText("The account manager can pass the voice on.")).toBeVisible();
  expect(page.getByRole("button", { name: "More about this deal" }).elements()).toEqual([]);
});

test("of two steps one after the other only the last can be taken back", async () => {
  await showHeader(serving());
  for (const name of ["Pass to Иван Петров", "Pass to Елена Соколова"]) {
    await page.getByRole("button", { name: "Hand over voice" }).click();
    await page.getByRole("radio", { name: new RegExp(name.replace("Pass to ", "")) }).click();
    await page.getByRole("button", { name }).click();
    await expect.poll(() => page.getByRole("dialog").elements()).toEqual([]);
  }
  await expect.element(page.getByText("Елена Соколова speaks from now on")).toBeVisible();
  expect(page.getByRole("button", { name: /^Undo/ }).elements()).toHaveLength(1);
  expect(page.getByText("Иван Петров speaks from now on").elements()).toEqual([]);
});

describe.each(languages)("the meetings to come (%s)", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);
  const meeting = {
    id: "3e000000-0000-4000-8000-000000000001",
    subject: "Price round",
    start: "2026-12-01T09:00:00Z",
    organizer: "Anna Kern",
    client: "Sergei Volkov",
  };

  test("pass on with the voice: one joins them, comes instead, or they stay", async () => {
    const toCome = [
      { ...meeting, isIn: false, canLeave: true },
      {
        ...meeting,
        id: "3e000000-0000-4000-8000-000000000002",
        subject: "Tour",
        isIn: true,
        canLeave: false,
      },
    ];
    const server = serving([[readHandOver, { ...work, toCome }]]);
    await showHeader(server, { language, width: 320 });
    await page.getByRole("button", { name: say("Hand over voice", "Передать голос") }).click();
    await expect.element(page.getByText(/Price round/)).toBeVisible();
    await expect.element(page.getByText(say("takes part already", "уже участвует"))).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page
      .getByRole("radio", {
        name: say("Иван Петров comes in the stead of Anna Kern", "Придёт Иван Петров, вместо: Anna Kern"),
      })
      .click();
    await page.getByRole("button", { name: say("Pass to Иван Петров", "Передать: Иван Петров") }).click();
    await expect
      .poll(() => sentTo(server, handOverVoice.path))
      .toEqual([{ personId: ivan.id, version: 3, meetings: "replace" }]);
    const asked = server.asked.find(({ path }) => path === readHandOver.path);
    expect(asked?.input.query).toEqual({ to: ivan.id });
  });

  test("are called off with the deal where one says so, with a word to the guests", async () => {
    const closing = { ...work, unwatched: [], channelName: null, toCome: [meeting] };
    const server = serving([[readClosing, closing]]);
    await showHeader(server, { language, width: 320 });
    await page.getByRole("button", { name: say("More about this deal", "Ещё об этой сделке") }).click();
    await page.getByRole("menuitem", { name: say("Close the deal…", "Закрыть сделку…") }).click();
    await page.getByRole("radio", { name: say("Lost", "Проиграна") }).click();
    await page.getByRole("checkbox", { name: /Price round/ }).click();
    await page.getByLabelText(say("A word to the guests", "Несколько слов гостям")).fill("Thank you all.");
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Close as lost", "Закрыть: проиграна") }).click();
    await expect
      .poll(() => sentTo(server, closeDeal.path))
      .toEqual([{ version: 3, outcome: "lost", cancel: [meeting.id], comment: "Thank you all." }]);
  });
});

test("whoever stands in for the spokesperson is proposed first, and a top manager only when nobody else is there", async () => {
  const [lead, expert, office] = line4.seats.map((seat) => ({ ...seat, backup: null }));
  const boss = { ...expert, role: "executiveSponsor" as const };
  const seatsOf = (...seats: (typeof lead)[]) => ({
    ...line4,
    seats: seats.filter((seat) => seat !== undefined),
  });
  const proposed = async (deal: typeof line4) => {
    await showHeader(serving(), {}, deal as typeof line4);
    await page.getByRole("button", { name: "Hand over voice" }).click();
    const button = page.getByRole("button", { name: /^Pass to/ });
    await expect.element(button).toBeVisible();
    const { textContent } = button.element();
    await cleanup();
    return textContent;
  };
  const asIs = seatsOf(lead, boss as typeof lead, office);
  expect(await proposed(asIs)).toBe("Pass to Елена Соколова");
  expect(await proposed(seatsOf(lead, boss as typeof lead))).toBe("Pass to Иван Петров");
  const deputised = {
    ...asIs,
    seats: asIs.seats.map((seat, place) => (place === 0 ? { ...seat, backup: ivan } : seat)),
  };
  expect(await proposed(deputised)).toBe("Pass to Иван Петров");
});
