import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { type Doubt, listDoubts } from "../../src/contract/doubts.ts";
import { listExceptions } from "../../src/contract/exceptions.ts";
import { answerConversation, listIncidents, readVoice } from "../../src/contract/voice.ts";
import { writeVoiceReport } from "../../src/contract/voice-report.ts";
import { VoicePart } from "../../src/views/voice/voice-part.tsx";
import { barriers, overflow } from "./support/barriers.ts";
import { aroundAnna, exceptionsOfLine4, ivan, line4, voiceOfLine4, volkov } from "./support/cast.ts";
import { spoken } from "./support/languages.ts";
import { type Answer, fakeServer } from "./support/server.ts";
import { show } from "./support/show.tsx";

const unsure: Doubt = {
  client: volkov,
  kind: "unclear",
  reason: "which-deal",
  sentAt: "2026-11-25T07:00:00Z",
  subject: "Dates",
  readers: [ivan],
  yourMessageId: "AAMk-own",
};
const serving = (doubts: readonly Doubt[], more: readonly [typeof readVoice, Answer][] = []) =>
  fakeServer([
    ...more,
    [listIncidents, { incidents: [aroundAnna] }],
    [listDoubts, { doubts }],
    [readVoice, voiceOfLine4],
    [listExceptions, exceptionsOfLine4],
    [answerConversation, { readings: [] }],
    [writeVoiceReport, { page: "<!doctype html><title>Report</title>", lines: "{}\n" }],
  ]);
const view = <VoicePart deal={line4} />;

describe.each(
  spoken([
    ["en", 320, "light"],
    ["ru", 320, "dark"],
    ["ru", 1100, "contrast"],
  ] as const),
)("in %s at %i pixels, %s", (language, width, theme) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);
  const how = { language, width, theme };

  test("the share is told by client person and by reason, and colleagues are compared nowhere", async () => {
    await show(view, { server: serving([]), ...how });
    await page.getByText(say("By client person", "По людям клиента")).click();
    await expect.element(page.getByRole("row", { name: /Татьяна Белова 93\s?% 2/ })).toBeVisible();
    await page.getByText(say("By reason", "По причинам")).click();
    const reason = say("The spokesperson was left out.", "Того, кто говорит, нет среди получателей.");
    await expect.element(page.getByRole("row", { name: `${reason} 6` })).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
  });

  test("what the rule cannot tell waits with one click for whoever has the mail", async () => {
    const server = serving([unsure]);
    await show(view, { server, ...how });
    const title = say("Waits for a word", "Нужно слово команды");
    await expect.element(page.getByRole("heading", { name: new RegExp(title) })).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(overflow()).toBe(0);
    await page
      .getByRole("button", { name: say("It is about this deal", "Об этой сделке"), exact: true })
      .click();
    await expect
      .poll(() => server.asked.find(({ path }) => path === answerConversation.path)?.input.body)
      .toEqual({ messageId: "AAMk-own", about: { deal: line4.id } });
  });
});

test("whoever has not the mail reads who can settle it", async () => {
  await show(view, { server: serving([{ ...unsure, yourMessageId: null }]) });
  await expect.element(page.getByText("Иван Петров can settle it in Outlook.")).toBeVisible();
  expect(page.getByRole("button", { name: "It is about this deal" }).elements()).toEqual([]);
});

test("mail that came while nobody spoke says what helps the next", async () => {
  await show(view, { server: serving([{ ...unsure, kind: "vacant", reason: "nobody-in-turn" }]) });
  await expect
    .element(page.getByText("Nobody held the voice when it was sent.", { exact: false }))
    .toBeVisible();
  await expect.element(page.getByText("Pass the voice to somebody", { exact: false })).toBeVisible();
});

test("the report is saved as a page in the reader's language", async () => {
  const server = serving([]);
  await show(view, { server, language: "ru" });
  const names: string[] = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    names.push(this.download);
  };
  try {
    await page.getByRole("button", { name: "Сохранить отчёт" }).click();
    await expect.poll(() => names).toEqual(["voice-report.html"]);
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
  const asked = server.asked.find(({ path }) => path === writeVoiceReport.path);
  expect(asked?.input).toMatchObject({ query: { language: "ru" } });
});

test("who may not delegate is told who may, and is offered nothing", async () => {
  const server = fakeServer([
    [listIncidents, { incidents: [] }],
    [listDoubts, { doubts: [] }],
    [readVoice, { ...voiceOfLine4, mayDelegate: false }],
    [listExceptions, { ...exceptionsOfLine4, may: { delegate: false, declareQuiet: false } }],
  ]);
  await show(view, { server, me: ivan.id });
  await expect
    .element(page.getByText("The account manager or the spokesperson can delegate a topic."))
    .toBeVisible();
  for (const name of [
    "Delegate a topic",
    "End: Logistics: Иван Петров",
    "Let a colleague answer Sergei Volkov",
  ])
    expect(page.getByRole("button", { name }).elements()).toEqual([]);
});
