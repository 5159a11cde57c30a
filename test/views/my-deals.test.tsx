import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Offline } from "../../src/client/offline.ts";
import { listDeals } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { listIncidents } from "../../src/contract/voice.ts";
import { MyDeals } from "../../src/views/deals/my-deals.tsx";
import { NeedsYou } from "../../src/views/voice/needs-you.tsx";
import { barriers, overflow, reachedByTab } from "./support/barriers.ts";
import { aroundAnna, cards } from "./support/cast.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { type Showing, show } from "./support/show.tsx";

const view = <MyDeals needsYou={<NeedsYou />} open={() => {}} />;
const serving = (deals: Answer, incidents: Answer = { incidents: [aroundAnna] }) =>
  fakeServer([
    [listDeals, deals],
    [listIncidents, incidents],
  ]);
const showDeals = (deals: Answer, how: Partial<Showing> = {}) =>
  show(view, { server: serving(deals), ...how });

describe.each(["en", "ru"] as const)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("while the deals are on their way, their shape is shown", async () => {
    await showDeals("never", { language });
    await expect
      .element(page.getByRole("status", { name: say("Loading", "Загружается") }).first())
      .toBeVisible();
    expect(await barriers()).toEqual([]);
  });

  test("whoever has no deal is told how to begin, and nothing needs them", async () => {
    await showDeals({ deals: [] }, { language, width: 320 });
    await expect.element(page.getByText(say("No deals yet", "Сделок пока нет"))).toBeVisible();
    await expect.element(page.getByRole("button", { name: say("New deal", "Новая сделка") })).toBeVisible();
    expect(page.getByText(say("Needs you", "Ждёт вас"), { exact: false }).elements()).toEqual([]);
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });

  test("a server that is busy is called busy, and can be asked again", async () => {
    const answers: (object | Error)[] = [new Problem("graph.refused", "no"), { deals: cards }];
    await showDeals(() => answers.shift() ?? { deals: cards }, { language });
    const again = page.getByRole("button", { name: say("Try again", "Повторить") });
    await expect.element(again).toBeVisible();
    expect(await barriers()).toEqual([]);
    await again.click();
    await expect.element(page.getByRole("link", { name: "Line 4 modernisation" })).toBeVisible();
  });

  test("each deal says who speaks, what went around and what comes next", async () => {
    await showDeals({ deals: cards }, { language });
    const row = page
      .getByRole("listitem")
      .filter({ has: page.getByRole("link", { name: "Line 4 modernisation" }) });
    await expect.element(row.getByText(say("speaks: you", "говорите вы"))).toBeVisible();
    await expect.element(row.getByText(say("2 mails around", "2 письма в обход"))).toBeVisible();
    await expect.element(row.getByText(say("tender 4 Dec", "тендер 4 дек."))).toBeVisible();
    await expect.element(page.getByText(say("Nobody speaks yet", "Пока никто не говорит"))).toBeVisible();
    expect(await barriers()).toEqual([]);
  });

  test("nothing is cut off on a narrow phone", async () => {
    await showDeals({ deals: cards }, { language, width: 320 });
    await expect.element(page.getByRole("link", { name: "Line 4 modernisation" })).toBeVisible();
    expect(overflow()).toBe(0);
  });
});

test("without a network the page says that the server cannot be reached", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
  await showDeals(new Offline());
  await expect.element(page.getByText(/The server cannot be reached/)).toBeVisible();
  vi.useRealTimers();
});

test("everything on the page is reached with the keyboard, what needs the reader first", async () => {
  await showDeals({ deals: cards });
  await expect.element(page.getByRole("button", { name: "Take over" })).toBeVisible();
  expect(await reachedByTab(() => userEvent.tab())).toEqual([
    "Take over",
    "Not about this deal",
    "Import",
    "Export",
    "New deal",
    ...cards.map(({ name }) => name),
    "Show archived deals",
  ]);
});

test("Enter on a deal's name opens its page", async () => {
  const { address } = await showDeals({ deals: cards });
  const link = page.getByRole("link", { name: "Line 4 modernisation" });
  await expect.element(link).toBeVisible();
  (link.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.poll(address).toBe(`/deals/${cards[0]?.id}`);
});

test.each(["dark", "contrast"] as const)("the page stays readable in the %s theme", async (theme) => {
  await showDeals({ deals: cards }, { theme });
  await expect.element(page.getByRole("link", { name: "Line 4 modernisation" })).toBeVisible();
  expect(await barriers()).toEqual([]);
});
