import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { editTeam } from "../../src/contract/deal-edits.ts";
import { listDeals, readDeal } from "../../src/contract/deals.ts";
import { delegateTopic, listExceptions } from "../../src/contract/exceptions.ts";
import { checkMessage, listIncidents } from "../../src/contract/voice.ts";
import { MyDeals } from "../../src/views/deals/my-deals.tsx";
import { Warnings } from "../../src/views/deals/warnings.tsx";
import { MessagePanel } from "../../src/views/voice/message-panel.tsx";
import { Patterns } from "../../src/views/voice/patterns.tsx";
import { ShareByWeek } from "../../src/views/voice/share-by-week.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { bypass, cards, exceptionsOfLine4, line4, voiceOfLine4, volkov } from "./support/cast.ts";
import { spoken } from "./support/languages.ts";
import { fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

test.each(
  spoken([
    ["en", "Make Елена Соколова the backup"],
    ["ru", "Назначить замену: Елена Соколова"],
  ] as const),
)(
  "one click makes the proposed colleague the backup, and nobody else's seat changes (%s)",
  async (language, words) => {
    const server = fakeServer([[editTeam, line4]]);
    const seats = line4.seats.map((seat) => ({ ...seat, backup: null }));
    await show(<Warnings deal={{ ...line4, seats }} />, { server, language, width: 320 });
    const accept = page.getByRole("button", { name: words });
    await expect.element(accept).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await accept.click();
    await expect
      .poll(() => server.asked[0]?.input.body)
      .toEqual({
        version: line4.version,
        seats: seats.map(({ person, role }) => ({
          personId: person.id,
          role,
          backupId: role === "expert" ? line4.seats[2]?.person.id : null,
        })),
      });
  },
);

test("a backup that is agreed already is not offered again, nor to those who do not lead", async () => {
  const seats = line4.seats.map((seat) => ({ ...seat, backup: null }));
  await show(
    <>
      <Warnings deal={line4} />
      <Warnings deal={{ ...line4, seats, yourRole: "expert" }} />
    </>,
    { server: fakeServer([]) },
  );
  await expect.poll(() => page.getByText("Елена Соколова could stand in.").elements().length).toBe(2);
  expect(page.getByRole("button", { name: /Елена Соколова/ }).elements()).toEqual([]);
});

test.each(
  spoken([
    ["en", "Let a colleague answer Sergei Volkov"],
    ["ru", "Поручить ответы коллеге: Sergei Volkov"],
  ] as const),
)("a suggested delegation begins with the person who goes around (%s)", async (language, words) => {
  const view = <Patterns deal={{ ...line4, contacts: [] }} patterns={voiceOfLine4.patterns} mayDelegate />;
  await show(view, { server: fakeServer([]), language, width: 320 });
  await page.getByRole("button", { name: words }).click();
  await expect.element(page.getByRole("checkbox", { name: volkov.name })).toBeChecked();
  expect(await barriers()).toEqual([]);
  expect(overflow()).toBe(0);
});

test.each(
  spoken([
    ["en", "Delegate the topic", "Topic", "Delegate"],
    ["ru", "Поручить тему", "Тема", "Поручить"],
  ] as const),
)(
  "the topic of a mail is delegated from the mail, for its conversation (%s)",
  async (language, open, topic, send) => {
    const server = fakeServer([
      [checkMessage, { readings: [bypass], sender: volkov, others: [] }],
      [readDeal, line4],
      [listExceptions, exceptionsOfLine4],
      [delegateTopic, exceptionsOfLine4],
    ]);
    const item = { messageId: "AAMk1", isShared: false };
    await show(<MessagePanel item={item} />, { server, language, width: 320 });
    await page.getByRole("button", { name: open }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: topic }).fill("Logistics");
    expect(await barriers()).toEqual([]);
    await dialog.getByRole("button", { name: send, exact: true }).click();
    await expect
      .poll(() => server.asked.find(({ path }) => path === delegateTopic.path)?.input.body)
      .toMatchObject({ topic: "Logistics", messageId: "AAMk1", clients: [volkov.address] });
  },
);

test.each(
  spoken([
    ["en", "Search deals", "Stage", "No deal fits what you look for."],
    ["ru", "Найти сделку", "Стадия", "Таких сделок нет."],
  ] as const),
)("many deals can be searched and narrowed to a stage (%s)", async (language, search, stage, none) => {
  const many = [1, 2, 3].flatMap((turn) => cards.map((card) => ({ ...card, id: `${turn}${card.id}` })));
  const server = fakeServer([
    [listIncidents, { incidents: [] }],
    [listDeals, ({ query }) => ({ deals: query !== undefined && "search" in query ? [] : many })],
  ]);
  await show(<MyDeals needsYou={null} open={() => {}} />, { server, language, width: 320 });
  await page.getByRole("combobox", { name: stage }).selectOptions("contract");
  await page.getByRole("searchbox", { name: search }).fill("печ");
  await expect.element(page.getByText(none)).toBeVisible();
  expect(server.asked.filter(({ path }) => path === listDeals.path).at(-1)?.input).toEqual({
    query: { search: "печ", stage: "contract" },
  });
  expect(await barriers()).toEqual([]);
  expect(overflow()).toBe(0);
});

test.each(
  spoken([
    ["en", "The same as a table"],
    ["ru", "То же таблицей"],
  ] as const),
)("the weeks of the chart stand in a table too, with the share of each (%s)", async (language, words) => {
  await show(<ShareByWeek weeks={voiceOfLine4.weeks} />, { server: fakeServer([]), language, width: 320 });
  await page.getByText(words).click();
  await expect.element(page.getByRole("row", { name: /9 3 75/ })).toBeVisible();
  expect(await barriers()).toEqual([]);
  expect(overflow()).toBe(0);
});
