import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { keepRule, keepWish, type MeetingWishes, readWishes } from "../../src/contract/meetings-wishes.ts";
import { Wishes } from "../../src/views/meetings/wishes.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, line4, thomas } from "./support/cast.ts";
import { languages } from "./support/languages.ts";
import { fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const told: MeetingWishes = {
  rule: { noDays: [5], noticeMinutes: 1440 },
  yoursToRule: true,
  people: [
    { person: anna, wish: { notBefore: null, notAfter: null, noDays: [] }, yours: true },
    { person: thomas, wish: { notBefore: "10:00", notAfter: null, noDays: [5] }, yours: false },
  ],
};
const serving = () =>
  fakeServer([
    [readWishes, told],
    [keepRule, told],
    [keepWish, told],
  ]);

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("what the team and each executive wish is read at a glance, and one's own is changed", async () => {
    const server = serving();
    await show(<Wishes deal={line4} />, { server, language, width: 320 });
    await expect
      .element(
        page.getByText(say("never before 10:00 · not on Friday", "не раньше 10:00 · кроме: пятница"), {
          exact: false,
        }),
      )
      .toBeVisible();
    await expect
      .element(
        page.getByText(say("told at least 24 hours ahead", "предупреждать не позже чем за 24 часа"), {
          exact: false,
        }),
      )
      .toBeVisible();
    expect(
      page.getByRole("button", { name: say("Change for Thomas", "Изменить: Thomas") }).elements(),
    ).toEqual([]);
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Change for Anna Kern", "Изменить: Anna Kern") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabelText(say("Not before", "Не раньше")).fill("09:30");
    await dialog.getByRole("checkbox", { name: say("Wednesday", "среда") }).click();
    expect(await barriers()).toEqual([]);
    await dialog.getByRole("button", { name: say("Keep", "Сохранить") }).click();
    await expect
      .poll(() => server.asked.flatMap(({ input }) => (input.body ? [input.body] : [])))
      .toEqual([{ notBefore: "09:30", notAfter: null, noDays: [3] }]);
  });
});

test("the account manager says how long ahead people hear of a meeting", async () => {
  const server = serving();
  await show(<Wishes deal={line4} />, { server });
  await page.getByRole("button", { name: "Change for The whole team" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "At least so long ahead" }).selectOptions("48");
  await dialog.getByRole("checkbox", { name: "Friday" }).click();
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect
    .poll(() => server.asked.flatMap(({ input }) => (input.body ? [input.body] : [])))
    .toEqual([{ noDays: [], noticeMinutes: 2880 }]);
});
