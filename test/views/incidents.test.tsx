import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Problem } from "../../src/contract/problem.ts";
import { listIncidents, settleIncident } from "../../src/contract/voice.ts";
import { Incidents } from "../../src/views/voice/incidents.tsx";
import { NeedsYou } from "../../src/views/voice/needs-you.tsx";
import { barriers, overflow, reachedByTab } from "./support/barriers.ts";
import { aroundAnna, handed, ivan, line4 } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const serving = (incidents: Answer, settled: Answer = { ...aroundAnna, state: "taken" }) =>
  fakeServer([
    [listIncidents, incidents],
    [settleIncident, settled],
  ]);
const view = <Incidents dealId={line4.id} />;

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("while the mails are on their way, their shape is shown", async () => {
    await show(view, { server: serving("never"), language });
    await expect.element(page.getByRole("status", { name: say("Loading", "Загружается") })).toBeVisible();
    expect(await barriers()).toEqual([]);
  });

  test("a deal in tune says what will stand here one day", async () => {
    await show(view, { server: serving({ incidents: [] }), language, width: 320 });
    await expect
      .element(page.getByText(say("Nobody was gone around", "В обход никто не писал")))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });

  test("a refusal is told in a sentence", async () => {
    await show(view, { server: serving(new Problem("deal.unknown", "no")), language });
    const sentence = say(
      "There is no such deal, or it is not one of yours.",
      "Такой сделки нет, или она не ваша.",
    );
    await expect.element(page.getByRole("alert").getByText(sentence)).toBeVisible();
    expect(await barriers()).toEqual([]);
  });

  test("a mail that went around says from whom, to whom, why, and by when it wants an answer", async () => {
    await show(view, { server: serving({ incidents: [aroundAnna] }), language, width: 320 });
    const card = page.getByRole("listitem");
    await expect.element(card.getByText("Sergei Volkov")).toBeVisible();
    await expect
      .element(card.getByText(say("Иван Петров and Елена Соколова", "Иван Петров и Елена Соколова")))
      .toBeVisible();
    await expect
      .element(
        card.getByText(say("The spokesperson was left out.", "Того, кто говорит, нет среди получателей.")),
      )
      .toBeVisible();
    await expect.element(card.getByText(say("answer by 16:00", "ответ до 16:00"))).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });
});

test("an answer that is overdue is called so in words, not by colour alone", async () => {
  await show(view, { server: serving({ incidents: [{ ...aroundAnna, answerBy: "2026-11-24T15:00:00Z" }] }) });
  await expect.element(page.getByText("the answer was due Tue 24 Nov, 16:00")).toBeVisible();
});

test("settled mails are asked for only when somebody wants to see them", async () => {
  const server = serving(({ query }) => ({
    incidents: (query as { state: string }).state === "all" ? [aroundAnna, handed] : [aroundAnna],
  }));
  await show(view, { server });
  await expect.element(page.getByText("Sergei Volkov")).toBeVisible();
  expect(page.getByText("Passed to Anna Kern").elements()).toEqual([]);
  await page.getByRole("switch", { name: "Show settled" }).click();
  await expect.element(page.getByText("Passed to Anna Kern")).toBeVisible();
  await expect.element(page.getByText("belova@uralsk-steel.example")).toBeVisible();
});

test("whoever may not take a mail over reads who can", async () => {
  const mail = { ...aroundAnna, yoursToTake: false };
  await show(view, { server: serving({ incidents: [mail] }), me: ivan.id });
  await expect.element(page.getByText("Anna Kern can take it over")).toBeVisible();
  expect(page.getByRole("button", { name: "Take over" }).elements()).toEqual([]);
  await expect.element(page.getByText("you and Елена Соколова")).toBeVisible();
});

test("taking a mail over says so, and can be taken back by keyboard", async () => {
  const server = serving({ incidents: [aroundAnna] });
  await show(<NeedsYou />, { server });
  await expect.element(page.getByRole("button", { name: "Take over" })).toBeVisible();
  expect(await reachedByTab(() => userEvent.tab())).toEqual(["Take over", "Not about this deal"]);
  (page.getByRole("button", { name: "Take over" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  const undo = page.getByRole("button", { name: "Undo" });
  await expect.element(undo).toBeVisible();
  await expect.element(page.getByText("You took it over")).toBeVisible();
  (undo.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  const states = () =>
    server.asked.filter(({ path }) => path === settleIncident.path).map(({ input }) => input.body);
  await expect.poll(states).toEqual([{ state: "taken" }, { state: "open" }]);
});

test("on a good day nothing needs the reader, and the page says so", async () => {
  await show(<NeedsYou />, { server: serving({ incidents: [{ ...aroundAnna, yoursToTake: false }] }) });
  await expect.element(page.getByText("Nothing needs you. The client hears one voice.")).toBeVisible();
});

test("49 and 82 markup in a subject, a name or a deal's name is shown as the text that it is", async () => {
  const markup = `<img src=x onerror=alert(1)> ${"$"}{title}`;
  const mail = {
    ...aroundAnna,
    subject: markup,
    client: { name: markup, address: "x@x.example" },
    dealName: markup,
  };
  await show(<NeedsYou />, { server: serving({ incidents: [mail] }) });
  await expect.element(page.getByText(`“${markup}”`, { exact: false })).toBeVisible();
  expect(document.querySelectorAll("img[src=x]").length).toBe(0);
});

test("a reason that is newer than the page is said to be so", async () => {
  await show(view, { server: serving({ incidents: [{ ...aroundAnna, reason: "from-the-future" }] }) });
  await expect.element(page.getByText(/newer than this page/)).toBeVisible();
});
