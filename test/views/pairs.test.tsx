import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { keepPair, listPairs, type Pair } from "../../src/contract/pairs.ts";
import { Problem } from "../../src/contract/problem.ts";
import { Pairs } from "../../src/views/meetings/pairs.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { elena, line4, thomas } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const volkov: Pair["contact"] = {
  id: "c1000000-0000-4000-8000-000000000001",
  name: "Sergei Volkov",
  address: "volkov@steelworks.example",
  role: "economicBuyer",
};
const belova: Pair["contact"] = {
  id: "c1000000-0000-4000-8000-000000000002",
  name: "Татьяна Белова",
  address: "belova@uralsk-steel.example",
  role: null,
};
const fresh = { everyDays: null, lastTouch: null, lastBy: null, nextTouch: null, due: null, overdue: false };
const overdue: Pair = {
  ...fresh,
  executive: thomas,
  contact: volkov,
  everyDays: 30,
  lastTouch: "2026-10-01T09:00:00Z",
  lastBy: "mail",
  due: "2026-10-31T09:00:00Z",
  overdue: true,
};
const planned: Pair = {
  ...fresh,
  executive: elena,
  contact: volkov,
  lastTouch: "2026-11-02T09:00:00Z",
  lastBy: "meeting",
  nextTouch: "2026-12-02T09:00:00Z",
};
/** As the server sorts them: what is overdue comes first. */
const pairs: Pair[] = [
  overdue,
  planned,
  { ...fresh, executive: elena, contact: belova },
  { ...fresh, executive: thomas, contact: belova },
];
const serving = (listed: Answer = { pairs }) =>
  fakeServer([
    [listPairs, listed],
    [keepPair, { pairs: [{ ...overdue, overdue: false, due: null }] }],
  ]);
const bodies = (server: ReturnType<typeof serving>) =>
  server.asked.flatMap(({ input }) => (input.body ? [input.body] : []));
const view = <Pairs deal={line4} />;
const texts = (role: "rowheader" | "columnheader") =>
  page
    .getByRole(role)
    .elements()
    .map(({ firstChild }) => firstChild?.textContent);

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test.each(["light", "dark", "contrast"] as const)(
    "the matrix has our executives down and theirs across, the overdue first, and shuts nobody out (%s)",
    async (theme) => {
      await show(view, { server: serving(), language, theme });
      await expect
        .element(page.getByRole("grid", { name: say("Who keeps touch with whom", "Кто с кем на связи") }))
        .toBeVisible();
      expect(texts("rowheader")).toEqual(["Thomas Weiss", "Елена Соколова"]);
      expect(texts("columnheader")).toEqual(["Sergei Volkov", "Татьяна Белова"]);
      const first = page.getByRole("gridcell").nth(1);
      await expect
        .element(first.getByText(say("overdue since", "просрочено с"), { exact: false }))
        .toBeVisible();
      await expect
        .element(first.getByText(say("last wrote", "последнее письмо"), { exact: false }))
        .toBeVisible();
      await expect
        .element(page.getByText(say("1 pair is overdue.", "Просрочена 1 пара."), { exact: true }))
        .toBeVisible();
      expect(await barriers(theme === "light" ? "all" : "colours")).toEqual([]);
      expect(overflow()).toBe(0);
    },
  );

  test("arrow keys go from pair to pair, and a touch of another day is noted by hand", async () => {
    const server = serving();
    await show(view, { server, language });
    await expect.element(page.getByRole("grid")).toBeVisible();
    (page.getByRole("gridcell").nth(1).getByRole("button").element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowUp}{ArrowDown}{ArrowRight}{End}{Home}");
    const focused = document.activeElement?.textContent ?? "";
    expect(focused).toContain(say("Елена Соколова and Sergei Volkov", "Елена Соколова и Sergei Volkov"));
    expect(focused).toContain(say("meet ", "встреча "));
    await userEvent.keyboard("{Enter}");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabelText(say("They were in touch on", "День контакта")).fill("2026-11-20");
    expect(await barriers()).toEqual([]);
    await dialog.getByRole("button", { name: say("Keep", "Сохранить"), exact: true }).click();
    await expect.poll(() => bodies(server)).toEqual([{ everyDays: null, touchedAt: "2026-11-20T11:00:00Z" }]);
    await expect.element(dialog).not.toBeInTheDocument();
  });

  test("on a phone it is a list, and the account manager notes a touch in one tap", async () => {
    const server = serving();
    await show(view, { server, language, width: 320 });
    await expect
      .element(page.getByText(say("overdue since", "просрочено с"), { exact: false }))
      .toBeVisible();
    expect(page.getByRole("grid").elements()).toEqual([]);
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page
      .getByRole("button", {
        name: say(
          "Thomas Weiss and Sergei Volkov just met",
          "Только что встретились: Thomas Weiss и Sergei Volkov",
        ),
      })
      .click();
    await expect
      .poll(() => bodies(server))
      .toEqual([{ everyDays: 30, touchedAt: "2026-11-25T09:00:00.000Z" }]);
  });

  test("without an executive or a contact it is said what to do next", async () => {
    await show(view, { server: serving({ pairs: [] }), language, width: 320 });
    await expect
      .element(page.getByText(say("Nobody to keep touch with yet", "Пока не с кем держать связь")))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
  });
});

test("sixty people of the client make the table wider, not the page", async () => {
  const many = Array.from({ length: 60 }, (_, n) => ({
    ...volkov,
    id: `c1000000-0000-4000-8000-0000000001${String(n).padStart(2, "0")}`,
    name: `Guest ${n}`,
  }));
  const wide = many.map((contact) => ({ ...fresh, executive: thomas, contact }));
  await show(view, { server: serving({ pairs: wide }) });
  await expect.element(page.getByRole("gridcell").nth(60)).toBeInTheDocument();
  expect(overflow()).toBe(0);
});

test("the others of the team read a table, and change nothing", async () => {
  await show(<Pairs deal={{ ...line4, yourRole: "expert" }} />, { server: serving() });
  await expect.element(page.getByRole("table")).toBeVisible();
  expect(page.getByRole("button").elements()).toEqual([]);
  expect(await barriers()).toEqual([]);
});

test("a refusal is told where the touch was noted, and a day to come is not taken", async () => {
  const server = fakeServer([
    [listPairs, { pairs }],
    [keepPair, new Problem("deal.not-yours", "no")],
  ]);
  await show(view, { server });
  await page.getByRole("gridcell").nth(1).getByRole("button").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabelText("They were in touch on").fill("2026-11-26");
  await expect.element(dialog.getByText("This day is still to come.")).toBeVisible();
  await expect.element(dialog.getByRole("button", { name: "Keep", exact: true })).toBeDisabled();
  await dialog.getByRole("button", { name: "Just met" }).click();
  await expect
    .element(page.getByText("Your seat in this deal does not include this step.", { exact: false }))
    .toBeVisible();
  await expect.element(dialog).toBeVisible();
});
