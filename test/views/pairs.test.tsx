import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { keepPair, listPairs, type Pair } from "../../src/contract/pairs.ts";
import { Pairs } from "../../src/views/meetings/pairs.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { line4, thomas } from "./support/cast.ts";
import { fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const pair: Pair = {
  executive: thomas,
  contact: {
    id: "c1000000-0000-4000-8000-000000000001",
    name: "Sergei Volkov",
    address: "volkov@steelworks.example",
    role: "economicBuyer",
  },
  everyDays: 30,
  lastTouch: "2026-10-01T09:00:00Z",
  lastBy: "mail",
  nextTouch: null,
  due: "2026-10-31T09:00:00Z",
  overdue: true,
};
const serving = () =>
  fakeServer([
    [listPairs, { pairs: [pair] }],
    [keepPair, { pairs: [{ ...pair, overdue: false, due: null }] }],
  ]);

describe.each(["en", "ru"] as const)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("a pair says when they last met and since when they are overdue, and the account manager notes a touch", async () => {
    const server = serving();
    await show(<Pairs deal={line4} />, { server, language, width: 320 });
    await expect
      .element(page.getByText(say("overdue since", "просрочено с"), { exact: false }))
      .toBeVisible();
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
    const bodies = () => server.asked.flatMap(({ input }) => (input.body ? [input.body] : []));
    await expect.poll(bodies).toEqual([{ everyDays: 30, touchedAt: "2026-11-25T09:00:00.000Z" }]);
  });

  test("the others of the team read it, and change nothing", async () => {
    await show(<Pairs deal={{ ...line4, yourRole: "expert" }} />, { server: serving(), language });
    await expect.element(page.getByText("Thomas Weiss", { exact: false })).toBeVisible();
    expect(page.getByRole("button").elements()).toEqual([]);
  });
});
