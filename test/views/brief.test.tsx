import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { type Brief, postBrief, readBrief, writeBrief } from "../../src/contract/briefs.ts";
import type { Meeting } from "../../src/contract/meetings.ts";
import { BriefPart } from "../../src/views/meetings/brief-part.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { languages, spoken } from "./support/languages.ts";
import { fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const brief: Brief = {
  why: "Vera asked for you.",
  outcome: "A date for the contract",
  position: "2.4 million",
  neverSay: "The discount",
  people: [{ name: "Sergei Volkov", role: "economicBuyer" }],
  touches: [{ at: "2026-11-20T09:00:00Z", subject: "First talk" }],
  changed: ["outcome"],
  frozen: false,
  yoursToWrite: true,
  inRoom: false,
};
const serving = (more: Partial<Brief> = {}) =>
  fakeServer([
    [readBrief, { ...brief, ...more }],
    [writeBrief, brief],
    [postBrief, { ...brief, ...more, inRoom: true }],
  ]);
const meeting = {
  dealId: "de000000-0000-4000-8000-000000000001",
  id: "ee000000-0000-4000-8000-000000000001",
  subject: "Line 4",
  start: "2026-11-26T09:00:00Z",
} as Meeting;

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test("the brief is read on a phone, what changed is marked, and it is written in three fields", async () => {
    const server = serving();
    await show(<BriefPart meeting={meeting} />, { server, language, width: 320 });
    await page.getByText(say("Brief", "Справка"), { exact: true }).click();
    await expect.element(page.getByText("A date for the contract")).toBeVisible();
    await expect.element(page.getByText(say("changed", "изменено"), { exact: true })).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page.getByRole("button", { name: say("Write the brief", "Написать справку") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabelText(say("Never say", "Чего не говорить")).fill("A price");
    expect(await barriers()).toEqual([]);
    await dialog.getByRole("button", { name: say("Keep", "Сохранить") }).click();
    await expect
      .poll(() => server.asked.flatMap(({ input }) => (input.body ? [input.body] : [])))
      .toEqual([{ why: brief.why, outcome: brief.outcome, position: brief.position, neverSay: "A price" }]);
  });
});

test("within the hour before the meeting nothing can be changed, and it is said", async () => {
  await show(<BriefPart meeting={meeting} />, { server: serving({ frozen: true, yoursToWrite: false }) });
  await page.getByText("Brief", { exact: true }).click();
  await expect
    .element(page.getByText("The meeting begins within the hour: the brief stays as it is."))
    .toBeVisible();
  await expect.element(page.getByRole("button", { name: "Print" })).toBeVisible();
  expect(page.getByRole("button").elements()).toHaveLength(1);
});

test.each(
  spoken([
    ["en", "Post in the room", "The brief is in the room."],
    ["ru", "Отправить в комнату", "Справка в комнате."],
  ] as const),
)("the brief is posted in the deal's room in one click (%s)", async (language, post, done) => {
  const server = serving();
  await show(<BriefPart meeting={meeting} />, { server, language, width: 320 });
  await page.getByText(language === "en" ? "Brief" : "Справка", { exact: true }).click();
  await page.getByRole("button", { name: post }).click();
  await expect.element(page.getByText(done)).toBeVisible();
  expect(server.asked.map(({ path }) => path)).toContain(postBrief.path);
});

test("a brief that stands in the room, or has none to stand in, is not posted again", async () => {
  await show(<BriefPart meeting={meeting} />, { server: serving({ inRoom: true }) });
  await page.getByText("Brief", { exact: true }).click();
  await expect.element(page.getByText("It stands in the deal’s room.")).toBeVisible();
  expect(page.getByRole("button", { name: "Post in the room" }).elements()).toEqual([]);
});
