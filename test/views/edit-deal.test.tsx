import { useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup } from "vitest-browser-react";
import { Offline } from "../../src/client/offline.ts";
import { editDeal } from "../../src/contract/deal-edits.ts";
import { type Deal, readDeal } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { DealHeader } from "../../src/views/deals/deal-header.tsx";
import { EditDeal } from "../../src/views/deals/edit-deal.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { elena, line4 } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type Answer, type FakeServer, fakeServer } from "./support/server.ts";
import { type Showing, show } from "./support/show.tsx";

const changed = () => new Problem("deal.changed", "no");
const serving = (edited: Answer = line4, fresh: Deal = line4) =>
  fakeServer([
    [editDeal, edited],
    [readDeal, fresh],
  ]);
const sent = (server: FakeServer) =>
  server.asked
    .filter(({ path, input }) => path === editDeal.path && input.body)
    .map(({ input }) => input.body);

async function showEditor(server: FakeServer, how: Partial<Showing> = {}, deal: Deal = line4) {
  const onClose = vi.fn();
  await show(<EditDeal deal={deal} onClose={onClose} />, { server, ...how });
  return onClose;
}

/** Refuses the first change as outrun, takes the others. */
function outrunOnce(): Answer {
  const answers: (object | Error)[] = [changed()];
  return () => answers.shift() ?? line4;
}

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("the editor fits a phone, shuts nobody out, and asks before what was typed is lost", async () => {
    const onClose = await showEditor(serving(), { language, width: 320 });
    const dialog = page.getByRole("dialog", { name: say("Edit deal", "Изменить сделку") });
    await expect.element(dialog).toBeVisible();
    await page.getByRole("button", { name: say("Add a milestone", "Добавить веху") }).click();
    expect(await barriers()).toEqual([]);
    expect(dialog.element().scrollWidth - dialog.element().clientWidth).toBe(0);
    expect(overflow()).toBe(0);
    await page.getByLabelText(say("Value", "Сумма")).fill("3000000");
    await userEvent.keyboard("{Escape}");
    await expect
      .element(page.getByText(say("Close without saving?", "Закрыть, не сохраняя?"), { exact: false }))
      .toBeVisible();
    expect(onClose).not.toHaveBeenCalled();
    await page.getByRole("button", { name: say("Go on editing", "Править дальше") }).click();
    await expect.element(page.getByLabelText(say("Value", "Сумма"))).toHaveValue("3000000");
  });

  test("when two people change the same, both values stand side by side and one is chosen", async () => {
    const fresh = { ...line4, version: 4, name: "Line 4, phase two", stage: "negotiation" as const };
    const server = serving(outrunOnce(), fresh);
    const onClose = await showEditor(server, { language, width: 320 });
    const name = page.getByRole("textbox", { name: say("Name of the deal", "Название сделки") });
    await name.fill("Line 4 and 5");
    await page.getByLabelText(say("Value", "Сумма")).fill("3000000");
    await page.getByRole("button", { name: say("Save", "Сохранить"), exact: true }).click();
    const group = page.getByRole("radiogroup", { name: say("Name of the deal", "Название сделки") });
    await expect.element(group).toBeVisible();
    expect(page.getByRole("radiogroup").elements()).toHaveLength(1);
    await expect.element(group.getByText("Line 4 and 5")).toBeVisible();
    await expect.element(group.getByText("Line 4, phase two")).toBeVisible();
    const save = page.getByRole("button", { name: say("Save these choices", "Сохранить выбранное") });
    await expect.element(save).toBeDisabled();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await group.getByRole("radio", { name: new RegExp(say("Take theirs", "Взять чужое")) }).click();
    await save.click();
    await expect.poll(() => onClose.mock.calls).toHaveLength(1);
    expect(sent(server).at(-1)).toMatchObject({
      version: 4,
      name: "Line 4, phase two",
      stage: "negotiation",
      value: { amount: "3000000", currency: "EUR" },
    });
  });
});

test("everything a deal is can be changed, and goes out with the version that was seen", async () => {
  const server = serving();
  const onClose = await showEditor(server);
  await page.getByLabelText("Stage").selectOptions("contract");
  await page.getByLabelText("Tender").fill("2026-12-08");
  await page.getByRole("button", { name: "Add a milestone" }).click();
  await page.getByLabelText("What is to be done").fill("Tax certificate");
  await page.getByLabelText("By which day").fill("2026-12-01");
  await page.getByRole("button", { name: "Remove Татьяна Белова" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => onClose.mock.calls).toHaveLength(1);
  await expect.element(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(sent(server)).toEqual([
    {
      version: 3,
      name: line4.name,
      account: line4.account,
      domains: line4.domains,
      value: line4.value,
      stage: "contract",
      closeDate: "2026-12-14",
      tenderDate: "2026-12-08",
      milestones: [{ name: "Tax certificate", day: "2026-12-01" }],
      contacts: [{ name: "Sergei Volkov", address: "volkov@steelworks.example", role: "economicBuyer" }],
    },
  ]);
});

test("changes that do not touch each other are both kept, without a question", async () => {
  const server = serving(outrunOnce(), { ...line4, version: 4, closeDate: "2027-01-20" });
  const onClose = await showEditor(server);
  await page.getByLabelText("Value").fill("2 500 000");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => onClose.mock.calls).toHaveLength(1);
  await expect
    .element(page.getByText("Saved. Somebody else changed meanwhile, and that stays: Close"))
    .toBeVisible();
  expect(sent(server).at(-1)).toMatchObject({
    version: 4,
    closeDate: "2027-01-20",
    value: { amount: "2500000", currency: "EUR" },
  });
});

test("without a network nothing typed is lost, and the change can be sent again", async () => {
  const answers: (object | Error)[] = [new Offline()];
  const onClose = await showEditor(serving(() => answers.shift() ?? line4));
  await page.getByLabelText("Value").fill("2500000");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.element(page.getByText(/The server cannot be reached/)).toBeVisible();
  await expect.element(page.getByLabelText("Value")).toHaveValue("2500000");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => onClose.mock.calls).toHaveLength(1);
});

test("what is wrong is said at its field, whether this page or the server finds it", async () => {
  const server = serving(new Problem("request.invalid", "no", { field: "domains.0" }));
  await showEditor(server);
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill(" ");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.element(page.getByText("1 field needs a look.")).toBeVisible();
  expect(sent(server)).toEqual([]);
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("Steelworks");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.element(page.getByText("Name at least one domain, such as client.example.")).toBeVisible();
});

test.each(["dark", "contrast"] as const)(
  "the choice between two changes is readable in the %s theme",
  async (theme) => {
    await showEditor(serving(outrunOnce(), { ...line4, version: 4, account: "Other works" }), { theme });
    await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("Steelworks");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.element(page.getByRole("radiogroup")).toBeVisible();
    expect(await barriers("colours")).toEqual([]);
  },
);

test("while somebody types, a change by somebody else is told at once, and closes nothing", async () => {
  const server = serving();
  let change: (deal: Deal) => void = () => {};
  function Live() {
    const [deal, setDeal] = useState(line4);
    change = setDeal;
    return <EditDeal deal={deal} onClose={() => {}} />;
  }
  await show(<Live />, { server });
  await page.getByLabelText("Value").fill("2500000");
  expect(page.getByText(/Somebody else has just changed this deal/).elements()).toEqual([]);
  change({ ...line4, version: 4, name: "Line 5" });
  await expect.element(page.getByText(/Somebody else has just changed this deal/)).toBeVisible();
  await expect.element(page.getByLabelText("Value")).toHaveValue("2500000");
  expect(await barriers()).toEqual([]);
});

describe("when Teams loads the page anew in the middle of an edit", () => {
  test("the deal's page opens the edit again with what was typed, and what others saved meanwhile is brought together with it", async () => {
    const server = serving();
    await showEditor(server);
    await page.getByLabelText("Value").fill("2500000");
    await page.getByRole("button", { name: "Add a milestone" }).click();
    await page.getByLabelText("What is to be done").fill("Tax certificate");

    const fresh = { ...line4, version: 4, closeDate: "2027-01-20" };
    await cleanup();
    const after = serving(outrunOnce(), fresh);
    await show(<DealHeader deal={fresh} />, { server: after });
    await expect
      .element(page.getByText("The page was loaded anew. What you had typed is back."))
      .toBeVisible();
    await expect.element(page.getByLabelText("Value")).toHaveValue("2500000");
    await expect.element(page.getByText(/Somebody else has just changed this deal/)).toBeVisible();
    expect(await barriers()).toEqual([]);
    await page.getByLabelText("By which day").fill("2026-12-01");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => sent(after).map((body) => (body as Deal).version)).toEqual([3, 4]);
    expect(sent(after).at(-1)).toMatchObject({
      closeDate: "2027-01-20",
      value: { amount: "2500000", currency: "EUR" },
      milestones: [{ name: "Tax certificate", day: "2026-12-01" }],
    });
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
    expect(sessionStorage.length).toBe(0);
  });

  test("what was brought back can be dropped, and that taken back; giving up forgets it", async () => {
    await showEditor(serving());
    await page.getByLabelText("Value").fill("2500000");
    await cleanup();
    const onClose = await showEditor(serving());
    await page.getByRole("button", { name: "Drop it" }).click();
    await expect.element(page.getByLabelText("Value")).toHaveValue("2400000");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.element(page.getByLabelText("Value")).toHaveValue("2500000");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Close without saving" }).click();
    await expect.poll(() => onClose.mock.calls).toHaveLength(1);
    expect(sessionStorage.length).toBe(0);
  });

  test("a draft is its writer's alone, and one that says nothing new is not spoken of", async () => {
    await showEditor(serving());
    await page.getByLabelText("Value").fill("2500000");
    await cleanup();
    await show(<DealHeader deal={line4} />, { server: serving(), me: elena.id });
    await expect.element(page.getByRole("button", { name: "Hand over voice" })).toBeVisible();
    expect(page.getByRole("dialog").elements()).toEqual([]);
    await cleanup();
    await showEditor(serving());
    await page.getByLabelText("Value").fill("2 400 000");
    await cleanup();
    await show(<DealHeader deal={line4} />, { server: serving() });
    await expect.element(page.getByRole("button", { name: "Hand over voice" })).toBeVisible();
    expect(page.getByRole("dialog").elements()).toEqual([]);
  });
});
