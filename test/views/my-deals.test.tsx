import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Offline } from "../../src/client/offline.ts";
import { exportDeals } from "../../src/contract/deal-import.ts";
import { listDeals } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { listIncidents } from "../../src/contract/voice.ts";
import { MyDeals } from "../../src/views/deals/my-deals.tsx";
import { NeedsYou } from "../../src/views/voice/needs-you.tsx";
import { barriers, overflow, reachedByTab } from "./support/barriers.ts";
import { anna, aroundAnna, cards, ivan, line4 } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
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

describe.each(languages)("in %s", (language) => {
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
  expect(await barriers("colours")).toEqual([]);
});

const many = Array.from({ length: 2000 }, (_one, number) => ({
  ...(cards[0] as (typeof cards)[number]),
  id: `de000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
  name: `Deal ${number + 1}`,
}));

test("of two thousand deals only those in sight are drawn, and a screen reader still knows how many there are", async () => {
  await showDeals({ deals: many });
  await expect.element(page.getByRole("link", { name: "Deal 1", exact: true })).toBeVisible();
  expect(page.getByRole("listitem").elements().length).toBeLessThan(60);
  const row = page.getByRole("link", { name: "Deal 2", exact: true }).element().closest("li");
  expect(row?.getAttribute("aria-setsize")).toBe("2000");
  expect(row?.getAttribute("aria-posinset")).toBe("2");
  expect(await barriers()).toEqual([]);
});

test("a keyboard goes through thousands of deals: one down, to the end, and back", async () => {
  await showDeals({ deals: many }, { width: 320 });
  const first = page.getByRole("link", { name: "Deal 1", exact: true });
  await expect.element(first).toBeVisible();
  (first.element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(page.getByRole("link", { name: "Deal 2", exact: true })).toHaveFocus();
  await userEvent.keyboard("{End}");
  await expect.element(page.getByRole("link", { name: "Deal 2000", exact: true })).toHaveFocus();
  await expect.element(page.getByRole("link", { name: "Deal 2000", exact: true })).toBeInViewport();
  await userEvent.tab({ shift: true });
  await expect.element(page.getByRole("link", { name: "Deal 1999", exact: true })).toHaveFocus();
  await userEvent.keyboard("{Home}");
  await expect.element(page.getByRole("link", { name: "Deal 1", exact: true })).toHaveFocus();
  expect(overflow()).toBe(0);
});

describe("what is looked for", () => {
  const asked = (server: ReturnType<typeof serving>) =>
    server.asked.filter(({ path }) => path === listDeals.path).at(-1)?.input.query;
  const choices = { clients: ["Northern Rolling Mills", "Завод «Заря»"], leaders: [anna, ivan] };

  test("stands in the address: it can be kept, and opened again", async () => {
    const server = serving({ deals: cards, ...choices });
    const filters = "stage=proposal&client=Gone+AG&lead=me&room=stuck&attention=yes";
    const query = `search=steel&${filters}&sort=value&archived=yes`;
    const { address } = await show(view, { server, path: `/deals?as=anna&${query}` });
    await expect.element(page.getByRole("searchbox", { name: "Search deals" })).toHaveValue("steel");
    await expect.element(page.getByRole("heading", { name: /Archived deals/ })).toBeVisible();
    const wanted = {
      ...{ stage: "proposal", client: "Gone AG", leader: anna.id, room: "stuck", attention: "yes" },
      sort: "value",
    };
    expect(asked(server)).toEqual({ ...wanted, search: "steel", archived: "yes" });
    await expect.element(page.getByLabelText("Client")).toHaveDisplayValue("Gone AG");
    await page.getByRole("checkbox", { name: "Archived" }).click();
    await page.getByRole("searchbox", { name: "Search deals" }).fill("");
    await expect.poll(address).toBe(`/deals?as=anna&${filters}&sort=value`);
    await expect.poll(() => asked(server)).toEqual(wanted);
  });

  test.each(languages)("is chosen from what there is, and cleared at once (%s)", async (language) => {
    const say = (english: string, russian: string) => (language === "en" ? english : russian);
    const seven = Array.from({ length: 7 }, (_one, number) => many[number] as (typeof many)[number]);
    const server = serving(({ query = {} }) => ({
      deals: Object.keys(query).some((name) => name !== "sort") ? seven.slice(0, 2) : seven,
      ...choices,
    }));
    const { address } = await show(view, { server, language, width: 320 });
    await page.getByLabelText(say("Client", "Клиент")).selectOptions("Завод «Заря»");
    await page.getByLabelText(say("Who leads", "Кто ведёт")).selectOptions("Иван Петров");
    await page.getByLabelText(say("Room", "Комната")).selectOptions(say("Not complete", "Готова не целиком"));
    await page.getByRole("checkbox", { name: say("Needs attention", "Требует внимания") }).click();
    await page.getByLabelText(say("Order", "Порядок")).selectOptions(say("By name", "По названию"));
    await expect
      .poll(() => asked(server))
      .toEqual({ client: "Завод «Заря»", leader: ivan.id, room: "stuck", attention: "yes", sort: "name" });
    await page.getByRole("searchbox").fill("steel ");
    await expect.poll(() => asked(server)).toMatchObject({ search: "steel" });
    await expect.element(page.getByText(say("2 of 7", "2 из 7"))).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Clear all", "Сбросить всё") }).click();
    await expect.poll(address).toBe("/?sort=name");
    await expect.element(page.getByRole("searchbox")).toHaveValue("");
    await expect.element(page.getByRole("link", { name: "Deal 7", exact: true })).toBeVisible();
  });

  test.each(languages)("and not found is said so, with the way back to all (%s)", async (language) => {
    const say = (english: string, russian: string) => (language === "en" ? english : russian);
    const server = serving(({ query }) => ({ deals: query === undefined ? cards : [] }));
    await show(view, { server, language, width: 320, path: "/deals?search=nothing" });
    await expect
      .element(page.getByText(say("No deal fits what you look for.", "Таких сделок нет.")))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    await page
      .getByRole("button", { name: say("Clear all", "Сбросить всё") })
      .last()
      .click();
    await expect.element(page.getByRole("link", { name: "Line 4 modernisation" })).toBeVisible();
  });

  test("a row says what its deal needs", async () => {
    const needs = ["mail", "seat", "away"] as const;
    await showDeals({ deals: [{ ...line4, needs }] });
    await expect.element(page.getByText("a seat is empty, somebody away on its days")).toBeVisible();
  });
});

test("whoever has few deals finds the archived ones too", async () => {
  const { address } = await showDeals({ deals: cards });
  await page.getByRole("button", { name: "Show archived deals" }).click();
  await expect.poll(address).toBe("/?archived=yes");
  await expect.element(page.getByRole("checkbox", { name: "Archived" })).toBeChecked();
});

test("the deals are saved as a table with one click", async () => {
  const server = fakeServer([
    [listDeals, { deals: cards }],
    [listIncidents, { incidents: [] }],
    [exportDeals, { csv: "\ufeffId,Deal\r\n1,Line 4\r\n" }],
  ]);
  await show(view, { server });
  const saved: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(`${this.download} ${this.href.slice(0, 5)}`);
  });
  await page.getByRole("button", { name: "Export" }).click();
  await expect.poll(() => saved).toEqual(["deals.csv blob:"]);
  click.mockRestore();
});
