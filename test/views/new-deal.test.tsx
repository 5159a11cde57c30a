import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup } from "vitest-browser-react";
import { createDeal } from "../../src/contract/deal-edits.ts";
import { listDeals } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { searchPeople } from "../../src/contract/session.ts";
import { MyDeals } from "../../src/views/deals/my-deals.tsx";
import { NewDeal } from "../../src/views/deals/new-deal.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, elena, ivan, line4 } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { type Showing, show } from "./support/show.tsx";

const serving = (created: Answer = line4) =>
  fakeServer([
    [searchPeople, { people: [anna, ivan, elena] }],
    [createDeal, created],
  ]);
const asked = (server: ReturnType<typeof serving>) =>
  server.asked
    .filter(({ path, input }) => path === createDeal.path && input.body)
    .map(({ input }) => input.body);

async function showForm(server: ReturnType<typeof serving>, how: Partial<Showing> = {}) {
  const onClose = vi.fn();
  const onCreated = vi.fn();
  await show(<NewDeal onClose={onClose} onCreated={onCreated} />, { server, ...how });
  return { onClose, onCreated };
}

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("the form fits a phone and shuts nobody out", async () => {
    await showForm(serving(), { language, width: 320 });
    const dialog = page.getByRole("dialog", { name: say("New deal", "Новая сделка") });
    await expect.element(dialog).toBeVisible();
    await page.getByRole("button", { name: say("Add a contact", "Добавить контакт") }).click();
    expect(await barriers()).toEqual([]);
    const { scrollWidth, clientWidth } = dialog.element();
    expect(scrollWidth - clientWidth).toBe(0);
    expect(overflow()).toBe(0);
  });

  test("an empty form says which fields stand in the way, and the focus goes to the first", async () => {
    const server = serving();
    await showForm(server, { language });
    await page.getByRole("button", { name: say("Create deal", "Создать сделку") }).click();
    await expect.element(page.getByText(say("2 fields need a look.", "Проверьте 2 поля."))).toBeVisible();
    await expect
      .element(page.getByLabelText(say("Client", "Клиент"), { exact: false }).first())
      .toHaveFocus();
    expect(asked(server)).toEqual([]);
    expect(await barriers()).toEqual([]);
  });
});

test("a client's name and domain are enough, and a link will do for a domain", async () => {
  const server = serving();
  const { onCreated, onClose } = await showForm(server);
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("Steelworks");
  await page
    .getByRole("textbox", { name: "Mail domains of the client" })
    .fill("https://www.Steelworks.example/about");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => onCreated.mock.calls).toEqual([[line4.id]]);
  expect(onClose).toHaveBeenCalledOnce();
  expect(asked(server)).toEqual([
    expect.objectContaining({
      name: "Steelworks",
      account: "Steelworks",
      domains: ["steelworks.example"],
      value: null,
    }),
  ]);
});

test("a colleague is found and added with the keyboard alone, and never oneself", async () => {
  const server = serving();
  await showForm(server);
  const search = page.getByRole("combobox", { name: "Add a colleague by name" });
  await search.fill("и");
  await expect.element(page.getByRole("option", { name: /Иван Петров/ })).toBeVisible();
  expect(page.getByRole("option", { name: /Anna Kern/ }).elements()).toEqual([]);
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.element(page.getByLabelText("Seat of Елена Соколова")).toBeVisible();
  await expect.element(search).toHaveValue("");
});

test("what the server finds wrong is shown at its field, and nothing typed is lost", async () => {
  const server = serving(new Problem("request.invalid", "no", { field: "domains.0" }));
  const { onCreated } = await showForm(server);
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("Steelworks");
  const domains = page.getByRole("textbox", { name: "Mail domains of the client" });
  await domains.fill("gmail.com");
  await page.getByRole("button", { name: "Create deal" }).click();
  await expect.element(page.getByText("Name at least one domain, such as client.example.")).toBeVisible();
  await expect.element(domains).toHaveValue("gmail.com");
  expect(onCreated).not.toHaveBeenCalled();
});

test("a try after a lost answer bears the same id, so that no second deal is made", async () => {
  const answers: (object | Error)[] = [new Problem("store.busy", "no"), line4];
  const server = serving(() => answers.shift() ?? line4);
  await showForm(server);
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("Steelworks");
  await page.getByRole("textbox", { name: "Mail domains of the client" }).fill("steelworks.example");
  await page.getByRole("button", { name: "Create deal" }).click();
  await expect.element(page.getByText(/The server is busy/)).toBeVisible();
  await page.getByRole("button", { name: "Create deal" }).click();
  await expect.poll(() => asked(server).length).toBe(2);
  expect(new Set(asked(server).map((body) => (body as { id: string }).id)).size).toBe(1);
});

test("Escape closes an empty form at once, and asks before what was typed is lost", async () => {
  const { onClose } = await showForm(serving());
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("Steelworks");
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByText("You changed something. Close without saving?")).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
  await page.getByRole("button", { name: "Go on editing" }).click();
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("");
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => onClose.mock.calls).toHaveLength(1);
});

test("milestones may be named at once: each by its day, and a line left empty does not count", async () => {
  const server = serving();
  await showForm(server);
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("Steelworks");
  await page.getByRole("textbox", { name: "Mail domains of the client" }).fill("steelworks.example");
  const add = page.getByRole("button", { name: "Add a milestone" });
  await add.click();
  await page.getByLabelText("What is to be done").fill("Tax certificate");
  await page.getByRole("button", { name: "Create deal" }).click();
  await expect.element(page.getByText("This is not a day of the calendar.")).toBeVisible();
  expect(asked(server)).toEqual([]);
  await page.getByLabelText("By which day").fill("2026-12-01");
  await add.click();
  await page.getByRole("button", { name: "Create deal" }).click();
  await expect
    .poll(() => asked(server))
    .toEqual([expect.objectContaining({ milestones: [{ name: "Tax certificate", day: "2026-12-01" }] })]);
});

test.each(languages)(
  "a form half filled in when Teams loads the page anew is there again, and stays one deal (%s)",
  async (language) => {
    const say = (english: string, russian: string) => (language === "en" ? english : russian);
    const server = fakeServer([
      [searchPeople, { people: [anna, ivan] }],
      [createDeal, new Problem("store.busy", "no")],
      [listDeals, { deals: [] }],
    ]);
    await showForm(server, { language });
    const client = page.getByRole("textbox", { name: say("Client", "Клиент"), exact: false }).first();
    await client.fill("Завод «Заря»");
    await page
      .getByRole("textbox", { name: say("Mail domains of the client", "Почтовые домены клиента") })
      .fill("zarya.example");
    const create = page.getByRole("button", { name: say("Create deal", "Создать сделку") });
    await create.click();
    await expect.poll(() => asked(server).length).toBe(1);

    await cleanup();
    await show(<MyDeals needsYou={null} open={() => {}} />, { server, language, width: 320 });
    await expect.element(client).toHaveValue("Завод «Заря»");
    await expect
      .element(page.getByText(say("What you had typed is back.", "Набранное сохранилось."), { exact: false }))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await create.click();
    await expect.poll(() => asked(server).length).toBe(2);
    expect(new Set(asked(server).map((body) => (body as { id: string }).id)).size).toBe(1);
    await page.getByRole("button", { name: say("Drop it", "Не нужно") }).click();
    await expect.element(client).toHaveValue("");
    expect(sessionStorage.length).toBe(0);
  },
);
