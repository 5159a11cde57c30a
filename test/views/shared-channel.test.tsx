import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { readChannelCard } from "../../src/contract/deals.ts";
import { Problem } from "../../src/contract/problem.ts";
import { ChannelPage } from "../../src/tab/channel-page.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, elena, line4 } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { type Showing, show } from "./support/show.tsx";

const card = {
  name: line4.name,
  account: line4.account,
  speaker: { name: anna.name, mail: anna.mail, since: "2026-09-01T07:00:00Z" },
  team: [anna, elena].map(({ name, title }) => ({ name, title })),
};
/** What a careless server would let slip: the page may not show it even then. */
const careless = { ...line4, ...card };

const showChannel = (answer: Answer, how: Partial<Showing> = {}) => {
  const server = fakeServer([[readChannelCard, answer]]);
  return show(<ChannelPage channelId="19:shared@thread.tacv2" />, { server, width: 320, ...how });
};

describe.each(languages)("in a channel shared with other organisations (%s)", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("an outsider sees for whom the deal is, who speaks and who belongs to it, and nothing of its inside", async () => {
    await showChannel({ view: "open", card: careless, dealId: null }, { language, me: "somebody else" });
    await expect.element(page.getByRole("heading", { name: line4.name })).toBeVisible();
    await expect
      .element(page.getByText(say("Anna Kern speaks", "Говорит Anna Kern"), { exact: true }))
      .toBeVisible();
    await expect.element(page.getByText("Process engineer, Line 4")).toBeVisible();
    await expect
      .element(
        page.getByText(say("shared with other organisations", "и другим организациям"), { exact: false }),
      )
      .toBeVisible();
    const shown = page.getByRole("main").last().element().textContent;
    for (const inside of ["2.4", "2,4", "Dec", "дек", "Volkov", "around", "в обход"])
      expect(shown).not.toContain(inside);
    expect(page.getByText(say("Open the whole deal", "Открыть сделку целиком")).elements()).toEqual([]);
    expect(page.getByRole("navigation").elements()).toEqual([]);
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });

  test("whoever has a seat sees the same card there, and the way to the whole deal", async () => {
    await showChannel({ view: "open", card, dealId: line4.id }, { language, theme: "contrast" });
    const whole = page.getByRole("link", { name: say("Open the whole deal", "Открыть сделку целиком") });
    await expect.element(whole).toHaveAttribute("href", `/deals/${line4.id}`);
    expect(await barriers()).toEqual([]);
  });

  test("a channel without a deal, or with one that is none of the reader's, says the same to both", async () => {
    await showChannel(new Problem("deal.unknown", "no"), { language });
    await expect
      .element(page.getByText(say("This channel has no deal", "У этого канала нет сделки")))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
  });
});
