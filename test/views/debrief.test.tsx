import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { listAsks } from "../../src/contract/asks.ts";
import { type Debrief, readDebrief, writeDebrief } from "../../src/contract/debriefs.ts";
import { listMeetings, type Meeting } from "../../src/contract/meetings.ts";
import { readWishes } from "../../src/contract/meetings-wishes.ts";
import { listOffers } from "../../src/contract/offers.ts";
import { listPairs } from "../../src/contract/pairs.ts";
import { Meetings } from "../../src/views/meetings/meetings.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, ivan, line4 } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

/** A meeting that began half an hour ago. */
const meeting: Meeting = {
  id: "ee000000-0000-4000-8000-000000000001",
  dealId: line4.id,
  subject: "Line 4: the last open questions",
  start: "2026-11-25T08:30:00Z",
  end: "2026-11-25T09:30:00Z",
  organizer: anna,
  ...{ bookedBy: null, place: null, travel: 0, series: null },
  state: "scheduled",
  why: null,
  elsewhere: null,
  briefing: 0,
  debrief: 0,
  joinUrl: null,
  attendees: [],
  yoursToCancel: false,
};
const written: Debrief = {
  agreed: "The longer warranty.",
  promises: [
    { id: "p1", text: "Send the terms", owner: ivan, due: "2026-11-27", task: "made" },
    { id: "p2", text: "Ask finance", owner: anna, due: null, task: "failed" },
  ],
  next: "Contract by Friday",
  by: ivan,
  recap: "drafted",
  spokesperson: anna,
};
const NO_WISHES = { rule: { noDays: [], noticeMinutes: 60 }, yoursToRule: false, people: [] };
const serving = (debrief: Answer) =>
  fakeServer([
    [listAsks, { asks: [] }],
    [listPairs, { pairs: [] }],
    [readWishes, NO_WISHES],
    [listOffers, { offers: [] }],
    [listMeetings, { meetings: [meeting] }],
    [readDebrief, debrief],
    [writeDebrief, written],
  ]);
const view = <Meetings deal={line4} />;

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("three fields make a debrief, on a phone too, and the client's note follows from them", async () => {
    const server = serving({ debrief: null });
    await show(view, { server, language, width: 320 });
    await page.getByRole("button", { name: say("Write the debrief", "Записать итоги") }).click();
    const dialog = page.getByRole("dialog");
    const keep = dialog.getByRole("button", { name: say("Keep", "Сохранить") });
    await expect.element(keep).toBeDisabled();
    await dialog.getByLabelText(say("What was agreed", "О чём договорились")).fill("The longer warranty.");
    await dialog.getByRole("button", { name: say("Add a promise", "Добавить обещание") }).click();
    await dialog
      .getByRole("textbox", { name: say("What is promised", "Что обещано") })
      .fill("Send the terms");
    await dialog.getByRole("combobox", { name: say("Who does it", "Кто делает") }).selectOptions(ivan.id);
    expect(await barriers()).toEqual([]);
    const { scrollWidth, clientWidth } = dialog.element();
    expect(scrollWidth - clientWidth).toBe(0);
    await keep.click();
    const bodies = () =>
      server.asked.flatMap(({ path, input }) =>
        path === writeDebrief.path && input.body ? [input.body] : [],
      );
    await expect.poll(bodies).toEqual([
      expect.objectContaining({
        agreed: "The longer warranty.",
        promises: [expect.objectContaining({ text: "Send the terms", ownerId: ivan.id, due: null })],
        recap: expect.stringContaining("– Send the terms"),
      }),
    ]);
  });

  test("a written debrief shows what became of each promise and of the note", async () => {
    await show(view, { server: serving({ debrief: written }), language, width: 320 });
    await expect
      .element(page.getByText(say("in the task list", "в списке задач"), { exact: false }))
      .toBeVisible();
    await expect
      .element(page.getByText(say("no task could be made", "задача не создана"), { exact: false }))
      .toBeVisible();
    await expect
      .element(
        page.getByText(
          say(
            "note to the client: a draft for Anna Kern",
            "письмо клиенту — черновик, отправитель: Anna Kern",
          ),
          { exact: false },
        ),
      )
      .toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });
});
