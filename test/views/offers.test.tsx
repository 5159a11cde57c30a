import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { findSlots } from "../../src/contract/meeting-slots.ts";
import { listMeetings } from "../../src/contract/meetings.ts";
import { createOffer, listOffers, type Offer, withdrawOffer } from "../../src/contract/offers.ts";
import { Offers } from "../../src/views/meetings/offers.tsx";
import { PlanMeeting } from "../../src/views/meetings/plan-meeting.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, line4 } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const offer: Offer = {
  id: "0f000000-0000-4000-8000-000000000001",
  dealId: line4.id,
  client: { name: "Sergei Volkov", address: "volkov@steelworks.example" },
  subject: "Line 4",
  minutes: 60,
  times: ["2026-11-26T09:00:00Z", "2026-11-27T09:00:00Z"],
  state: "open",
  chosen: null,
  expiresAt: "2026-11-30T09:00:00Z",
};
const chosen: Offer = {
  ...offer,
  id: "0f000000-0000-4000-8000-000000000002",
  state: "chosen",
  chosen: "2026-11-26T09:00:00Z",
};
const slot = (start: string, end: string) => ({ start, end, score: 50, terms: [], without: [] });
const found = {
  people: [
    { id: anna.id, name: anna.name, zone: "Europe/Berlin", known: true, required: true, internal: true },
  ],
  slots: [
    slot("2026-11-26T09:00:00Z", "2026-11-26T10:00:00Z"),
    slot("2026-11-27T09:00:00Z", "2026-11-27T10:00:00Z"),
  ],
  fits: [],
  rejected: [],
  concessions: [],
};
const serving = () =>
  fakeServer([
    [listOffers, { offers: [offer, chosen] }],
    [withdrawOffer, { ...offer, state: "withdrawn" }],
    [listMeetings, { meetings: [] }],
    [findSlots, found],
    [createOffer, offer],
  ]);
const bodies = (server: ReturnType<typeof serving>) =>
  server.asked.flatMap(({ path, input }) => (path === createOffer.path && input.body ? [input.body] : []));

describe.each(languages)("in %s", (language) => {
  const say = <Said,>(english: Said, russian: Said) => (language === "en" ? english : russian);

  test("an offer says what is held until when, or what was chosen, and can be taken back", async () => {
    const server = serving();
    await show(<Offers deal={line4} />, { server, language, width: 320 });
    await expect.element(page.getByText(say("waiting for a choice", "ждём выбора"))).toBeVisible();
    await expect.element(page.getByText(say("chosen", "выбрано"), { exact: true })).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Take back", "Отозвать") }).click();
    await expect.poll(() => server.asked.map(({ path }) => path)).toContain(withdrawOffer.path);
  });

  test("the best times are offered to the client under a link that nobody guesses", async () => {
    const server = serving();
    await show(<PlanMeeting deal={line4} onClose={() => {}} />, { server, language, width: 320 });
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: "Sergei Volkov" }).click();
    await dialog
      .getByRole("combobox", { name: say("Where Sergei Volkov is", "Часовой пояс: Sergei Volkov") })
      .selectOptions("Asia/Novosibirsk");
    await dialog.getByRole("button", { name: say("Find times", "Найти время") }).click();
    const about = dialog.getByLabelText(
      say("What the client reads it is about", "О чём встреча: это прочтёт клиент"),
    );
    await expect
      .element(about)
      .toHaveValue(say("Line 4 modernisation: meeting", "Line 4 modernisation: встреча"));
    await about.fill("Delivery dates");
    await dialog
      .getByRole("button", { name: say("Hold and make a link", "Занять время и получить ссылку") })
      .click();
    const link = dialog.getByLabelText(say("Link for Sergei Volkov", "Ссылка, получатель: Sergei Volkov"));
    await expect.element(link).toHaveValue(expect.stringMatching(/\/offer\/[\w-]{43}$/));
    expect(bodies(server)).toEqual([
      expect.objectContaining({
        times: ["2026-11-26T09:00:00Z", "2026-11-27T09:00:00Z"],
        required: [anna.id],
        subject: "Delivery dates",
        language,
        client: { name: "Sergei Volkov", address: "volkov@steelworks.example", zone: "Asia/Novosibirsk" },
      }),
    ]);
    expect(await barriers()).toEqual([]);
    await dialog.getByRole("button", { name: say("Copy the link", "Скопировать ссылку") }).click();
    const told = say(/^The link is (copied|marked)/, /^Ссылка (скопирована|выделена)/);
    await expect.element(page.getByText(told)).toBeVisible();
    const { selectionStart, selectionEnd, value } = link.element() as HTMLInputElement;
    expect([selectionStart, selectionEnd]).toEqual([0, value.length]);
  });
});
