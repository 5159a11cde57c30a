import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { barriers, overflow } from "./support/barriers.ts";
import { languages } from "./support/languages.ts";
import { fakeSandbox, framed, mailOf, people, showOutside } from "./support/outside.tsx";

const elena = people[2]!;
const MAILBOX = `GET /mailboxes/${elena.mail}/messages`;
const frames = () => [...document.querySelectorAll("iframe")];

describe.each(languages)("in %s", (language) => {
  const say = (english: string, russian: string) => (language === "en" ? english : russian);

  test.each([320, 1440])("at %i pixels everything is named and nothing is cut off", async (width) => {
    await showOutside(fakeSandbox(), { language, width });
    await expect
      .element(page.getByRole("heading", { name: say("One Voice, seen from outside", "One Voice снаружи") }))
      .toBeInTheDocument();
    await expect.poll(() => frames().length).toBe(2);
    for (const part of ["Teams", "Outlook", say("World", "Мир")]) {
      const way = page.getByRole("button", { name: part, exact: true });
      if (way.query() !== null) await way.click();
      expect(await barriers()).toEqual([]);
      expect(overflow()).toBe(0);
    }
  });

  test("before anything happened the lists say what to do", async () => {
    await showOutside(fakeSandbox({ [MAILBOX]: { value: [] } }), { language });
    await expect.element(page.getByText(say("Nothing yet", "Пока ничего"))).toBeVisible();
    await expect.element(page.getByText(say("This mailbox is empty", "Ящик пуст"))).toBeVisible();
    await page.getByRole("button", { name: say("Activity", "Действия") }).click();
    await expect.element(page.getByText(say("No activity yet", "Действий пока нет"))).toBeVisible();
    await expect.element(page.getByText(/has no open invitation|Открытых приглашений нет/)).toBeVisible();
    expect(await barriers()).toEqual([]);
  });

  test("a real tenant has no outside", async () => {
    await showOutside(null, { language });
    await expect
      .element(page.getByText(say("This page belongs to the sandbox", "Эта страница для учебной среды")))
      .toBeVisible();
    expect(await barriers()).toEqual([]);
  });
});

test("the frames are opened as the people that were chosen, in the page's language and look", async () => {
  await showOutside(fakeSandbox());
  const wishes = (index: number) => new URL(frames()[index]?.src ?? "about:blank").hash.slice(2);
  await expect.poll(() => wishes(0)).toBe("as=anna.kern%40bergmann.example&lang=en&theme=light");
  await expect
    .poll(() => wishes(1))
    .toBe("as=elena.sokolova%40bergmann.example&lang=en&theme=light&message=m1");
  await page.getByLabelText("Who is at this Teams").selectOptions(people[0]!.id);
  await expect.poll(() => wishes(0)).toContain("as=dmitri.bergmann");
  await page.getByRole("button", { name: /Русский/ }).click();
  await expect.poll(() => wishes(0)).toContain("lang=ru");
});

test("the side panel is told of each selection, and again when it began to listen late", async () => {
  const script = `
    addEventListener("message", ({ data }) => { document.title = JSON.stringify(data); });
    addEventListener("click", () => parent.postMessage({ type: "one-voice:listening" }, "*"));`;
  const fake = fakeSandbox({ [MAILBOX]: { value: [mailOf("m2", "Newer"), mailOf("m1", "Older")] } });
  await showOutside(fake, { pane: framed(script) });
  const panel = () => frames()[1]?.contentDocument;
  await expect.poll(() => panel()?.querySelector("main")).toBeTruthy();
  await page.getByRole("button", { name: /Older/ }).click();
  await expect.poll(() => panel()?.title).toContain('"messageId":"m1"');

  panel()!.title = "forgotten";
  panel()!.querySelector("main")!.click();
  await expect.poll(() => panel()?.title).toContain('"messageId":"m1"');
  expect(JSON.parse(panel()!.title)).toEqual({
    type: "one-voice:select",
    messageId: "m1",
    subject: "Older",
    sender: "alexei.volkov@steelworks.example",
  });
});

test("mail that arrives does not push aside what is being read, and shows its marks", async () => {
  const fake = fakeSandbox();
  await showOutside(fake);
  const row = (name: RegExp) => page.getByRole("button", { name });
  await expect.element(row(/two questions/)).toHaveAttribute("aria-current", "true");
  fake.answers[MAILBOX] = {
    value: [
      mailOf("m2", "Newer", { categories: ["Around the spokesperson"], flag: { flagStatus: "flagged" } }),
      mailOf("m1", "Line 4: two questions"),
    ],
  };
  fake.answers["GET /requests"] = { last: 1, value: [request(1)] };
  await expect.element(row(/Newer.*Flagged.*Around the spokesperson/)).toBeVisible();
  await expect.element(row(/two questions/)).toHaveAttribute("aria-current", "true");
  await expect.element(page.getByText(/put the category “Around the spokesperson” and a flag/)).toBeVisible();
});

test("what comes into the activity feed rises in the corner, what was there before does not", async () => {
  const feed = `GET /users/${people[1]!.id}/activityFeed`;
  const line = (id: string, title: string) => ({ id, at: "2026-03-02T08:00:00Z", title, previewText: "" });
  const fake = fakeSandbox({ [feed]: { value: [line("a1", "Old news")] } });
  await showOutside(fake);
  await expect.element(page.getByRole("button", { name: /Activity.*1 new/ })).toBeVisible();
  expect(page.getByText("Old news").query()).toBeNull();
  fake.answers[feed] = { value: [line("a2", "Fresh news"), line("a1", "Old news")] };
  await page.getByRole("button", { name: /Fresh news/ }).click();
  await expect.element(page.getByRole("region", { name: "Activity" })).toBeVisible();
  await expect.poll(() => page.getByRole("button", { name: /Activity.*new/ }).query()).toBeNull();
});

test("look-ups are told to those who want everything", async () => {
  const looked = { ...request(1), method: "GET", body: null };
  await showOutside(fakeSandbox({ "GET /requests": { last: 1, value: [looked] } }));
  await expect.element(page.getByText("Nothing yet")).toBeVisible();
  await page.getByRole("checkbox", { name: "Look-ups too" }).click();
  await expect.element(page.getByText(/looked something up/)).toBeVisible();
});

describe("the tour", () => {
  test("is walked by keyboard, and its last step sends the mail", async () => {
    const fake = fakeSandbox();
    await showOutside(fake, { toured: false });
    const tour = page.getByRole("dialog");
    await expect.element(tour).toHaveFocus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowLeft}");
    await expect.element(tour).toHaveAccessibleName("This is Elena's mailbox");
    await tour.getByRole("button", { name: "Next" }).click();
    await tour.getByRole("button", { name: "Send the mail" }).click();
    await expect.poll(() => fake.asked.map(([name]) => name)).toEqual(["POST /mail"]);
    expect(fake.asked[0]?.[1]).toContain("To: elena.sokolova@bergmann.example");
    await expect.poll(() => tour.query()).toBeNull();
    expect(localStorage.getItem("one-voice:outside")).toContain('"toured":true');
  });

  test("ends at Escape and comes back when asked for", async () => {
    await showOutside(fakeSandbox(), { toured: false });
    await expect.element(page.getByRole("dialog")).toHaveFocus();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => page.getByRole("dialog").query()).toBeNull();
    await page.getByRole("button", { name: "Show me around" }).click();
    await expect.element(page.getByRole("dialog")).toHaveAccessibleName("This is Anna's Teams");
  });
});

test("starting over is asked about first, and then everything on the page begins anew", async () => {
  const fake = fakeSandbox({ "GET /requests": { last: 1, value: [request(1)] } });
  await showOutside(fake);
  await expect.element(page.getByText(/put the category/)).toBeVisible();
  const before = frames();
  await page.getByRole("button", { name: "Start over" }).click();
  const question = page.getByRole("dialog", { name: "Start over" });
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(fake.asked).toEqual([]);
  await page.getByRole("button", { name: "Start over" }).click();
  await question.getByRole("button", { name: "Start over" }).click();
  await expect.poll(() => fake.asked).toEqual([["POST /reset", '{"seed":"demo"}']]);
  await expect.element(page.getByText("Nothing yet")).toBeVisible();
  await expect.poll(() => frames().length).toBe(2);
  expect(frames().some((frame) => before.includes(frame))).toBe(false);
});

describe("when something fails", () => {
  test("a refusal is told on its card, in the sandbox's words", async () => {
    await showOutside(fakeSandbox({ "POST /clock": 400 }));
    await page.getByRole("button", { name: "2 hours" }).click();
    await expect.element(page.getByText("The sandbox refused: No POST /clock.")).toBeVisible();
  });

  test("a sandbox that is gone is said at once, and forgotten when it is back", async () => {
    const fake = fakeSandbox();
    await showOutside(fake);
    await expect.poll(() => frames().length).toBe(2);
    fake.isGone = true;
    await expect.element(page.getByText(/The sandbox does not answer/)).toBeVisible();
    expect(await barriers()).toEqual([]);
    fake.isGone = false;
    await expect.poll(() => page.getByText(/The sandbox does not answer/).query()).toBeNull();
  });

  test("a sandbox that was never there can be asked again", async () => {
    const fake = fakeSandbox();
    fake.isGone = true;
    await showOutside(fake);
    const again = page.getByRole("button", { name: "Try again" });
    await expect.element(again).toBeVisible();
    fake.isGone = false;
    await again.click();
    await expect.poll(() => frames().length).toBe(2);
  });
});

function request(number: number) {
  return {
    number,
    at: "2026-03-02T09:00:00Z",
    method: "PATCH",
    url: `/v1.0/users/${elena.id}/messages/m2`,
    status: 200,
    inBatch: false,
    token: { kind: "app" },
    body: { categories: ["Around the spokesperson"], flag: { flagStatus: "flagged" } },
    reply: null,
  };
}
