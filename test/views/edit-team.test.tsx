import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup } from "vitest-browser-react";
import { editTeam } from "../../src/contract/deal-edits.ts";
import { type Deal, readDeal } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { searchPeople } from "../../src/contract/session.ts";
import { Absences } from "../../src/views/deals/absences.tsx";
import { DealHeader } from "../../src/views/deals/deal-header.tsx";
import { EditTeam } from "../../src/views/deals/edit-team.tsx";
import { Warnings } from "../../src/views/deals/warnings.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, elena, ivan, line4, thomas } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type Answer, type FakeServer, fakeServer } from "./support/server.ts";
import { type Showing, show } from "./support/show.tsx";

const olga = {
  ...thomas,
  id: "7e000000-0000-4000-8000-000000000009",
  name: "Ольга Громова",
  title: "Lawyer",
};
const serving = (edited: Answer = line4, fresh: Deal = line4) =>
  fakeServer([
    [editTeam, edited],
    [readDeal, fresh],
    [searchPeople, { people: [olga, elena] }],
  ]);
const sent = (server: FakeServer) =>
  server.asked.filter(({ path }) => path === editTeam.path).map(({ input }) => input.body);

async function showEditor(server: FakeServer, how: Partial<Showing> = {}) {
  const onClose = vi.fn();
  await show(<EditTeam deal={line4} onClose={onClose} />, { server, ...how });
  return onClose;
}

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("the team fits a phone, and shows a seat that the deal needs and nobody holds", async () => {
    const negotiating = { ...line4, stage: "negotiation" as const };
    await show(<EditTeam deal={negotiating} onClose={() => {}} />, {
      server: serving(),
      language,
      width: 320,
    });
    const empty = page.getByRole("list", { name: say("Seats that nobody holds", "Места, которые пустуют") });
    await expect.element(empty.getByText(say("Legal", "Юрист"), { exact: true })).toBeVisible();
    await page
      .getByRole("button", { name: say("Choose a backup for Thomas Weiss", "Выбрать замену: Thomas Weiss") })
      .click();
    await expect.element(page.getByRole("option", { name: /Елена Соколова/ })).toBeVisible();
    expect(await barriers()).toEqual([]);
    const dialog = page.getByRole("dialog").element();
    expect(dialog.scrollWidth - dialog.clientWidth).toBe(0);
    expect(overflow()).toBe(0);
  });

  test("when two people change one seat, both seats stand side by side and one is chosen", async () => {
    const seats = line4.seats.map((seat) =>
      seat.person.id === elena.id ? { ...seat, role: "legal" as const } : seat,
    );
    const answers: (object | Error)[] = [new Problem("deal.changed", "no")];
    const server = serving(() => answers.shift() ?? line4, { ...line4, version: 4, seats });
    const onClose = await showEditor(server, { language });
    await page.getByLabelText(say("Seat of Елена Соколова", "Место: Елена Соколова")).selectOptions("expert");
    await page.getByRole("button", { name: say("Save", "Сохранить"), exact: true }).click();
    const group = page.getByRole("radiogroup", { name: "Елена Соколова" });
    await expect.element(group.getByText(say("Expert", "Эксперт"))).toBeVisible();
    await expect.element(group.getByText(say("Legal", "Юрист"))).toBeVisible();
    expect(await barriers()).toEqual([]);
    await group.getByRole("radio", { name: new RegExp(say("Keep mine", "Оставить моё")) }).click();
    await page.getByRole("button", { name: say("Save these choices", "Сохранить выбранное") }).click();
    await expect.poll(() => onClose.mock.calls).toHaveLength(1);
    expect(sent(server).at(-1)).toMatchObject({ version: 4 });
    expect(JSON.stringify(sent(server).at(-1))).toContain(`"${elena.id}","role":"expert"`);
  });
});

test("an empty seat is filled and a backup chosen with the keyboard alone", async () => {
  const server = serving();
  await show(<EditTeam deal={{ ...line4, stage: "contract" }} onClose={() => {}} />, { server });
  const find = page
    .getByRole("listitem")
    .filter({ hasText: "Legal" })
    .getByRole("button", { name: "Find somebody" });
  (find.last().element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  const search = page.getByRole("combobox", { name: "Somebody for this seat: Legal" });
  await expect.element(search).toHaveFocus();
  await userEvent.keyboard("Оль");
  await expect.element(page.getByRole("option", { name: /Ольга Громова/ })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByLabelText("Seat of Ольга Громова")).toHaveValue("legal");
  (page.getByRole("button", { name: "Choose a backup for Елена Соколова" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("option", { name: /Anna Kern/ })).toBeVisible();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => sent(server)).toHaveLength(1);
  expect(sent(server)[0]).toEqual({
    version: 3,
    seats: [
      { personId: anna.id, role: "accountManager", backupId: null },
      { personId: ivan.id, role: "expert", backupId: elena.id },
      { personId: elena.id, role: "backOffice", backupId: ivan.id },
      { personId: thomas.id, role: "finance", backupId: null },
      { personId: olga.id, role: "legal", backupId: null },
    ],
  });
});

test("giving the lead to somebody else says what that means, and one person leads", async () => {
  const server = serving();
  await showEditor(server);
  await page.getByLabelText("Seat of Иван Петров").selectOptions("accountManager");
  await expect.element(page.getByText(/Иван Петров will lead the deal instead of Anna Kern/)).toBeVisible();
  await expect.element(page.getByLabelText("Seat of Anna Kern")).toHaveValue("expert");
  await page.getByRole("button", { name: "Remove Anna Kern" }).click();
  await expect
    .element(page.getByText(/Without a seat the voice passes to the account manager/))
    .toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => sent(server)).toHaveLength(1);
  expect(JSON.stringify(sent(server)[0])).not.toContain(anna.id);
});

test("a warning is settled with one click where a backup is proposed, and leads to the team where none is", async () => {
  const server = serving();
  const away = line4.warnings?.find(({ kind }) => kind === "away");
  const elsewhere = { ...away, person: elena, backup: null, milestones: ["Tax certificate"], clashes: [] };
  const held = line4.seats.map((seat) => ({ ...seat, backup: null }));
  const deal = { ...line4, seats: held, warnings: [away, elsewhere] } as Deal;
  await show(<Warnings deal={deal} />, { server, width: 320 });
  await expect.element(page.getByText("Tax certificate")).toBeVisible();
  await page.getByRole("button", { name: "Make Елена Соколова the backup" }).click();
  await expect.poll(() => sent(server)).toHaveLength(1);
  await page.getByRole("button", { name: "Choose a backup" }).click();
  await expect.element(page.getByRole("dialog", { name: "Change team" })).toBeVisible();
  await expect
    .element(page.getByRole("combobox", { name: "Choose a backup for Елена Соколова" }))
    .toHaveFocus();
  expect(overflow()).toBe(0);
});

test.each(["light", "contrast"] as const)(
  "absences are drawn against the deal's days, and said in words (%s)",
  async (theme) => {
    const milestones = [{ name: "Tax certificate", day: "2026-12-01" }];
    await show(<Absences deal={{ ...line4, milestones }} />, { server: serving(), width: 320, theme });
    await expect.element(page.getByText(/away 2\sDec to 6\sDec/)).toBeVisible();
    const days = page.getByRole("list", { name: "The deal's days" });
    await expect.element(days.getByText(/1\sDec Tax certificate/)).toBeVisible();
    await expect.element(days.getByText(/4\sDec the tender/)).toBeVisible();
    expect(await barriers(theme === "light" ? "all" : "colours")).toEqual([]);
    expect(overflow()).toBe(0);
  },
);

test("a team half changed when Teams loads the page anew is there again on the deal's page", async () => {
  await showEditor(serving());
  await page.getByLabelText("Seat of Thomas Weiss").selectOptions("Executive sponsor");
  await cleanup();
  const server = serving();
  await show(<DealHeader deal={line4} />, { server });
  await expect.element(page.getByText(/What you had typed is back/)).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  expect(JSON.stringify(sent(server)[0])).toContain("executiveSponsor");
  expect(sessionStorage.length).toBe(0);
});
