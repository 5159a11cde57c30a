import { randomUUID } from "node:crypto";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDeal } from "../../src/contract/deal-edits.ts";
import { axe, launchBrowser, openPage, type PageOptions, screenshot } from "../support/browser.ts";
import { type Json, openWorld, type World } from "../support/world.ts";

const SUBJECT = "Line 4: delivery dates";
const CATEGORY = "Around the spokesperson";
/** A loaded machine may take its time; a right answer ends the wait at once. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 });

let world: World;
let browser: Browser;
let dealId: string;
beforeAll(async () => {
  world = await openWorld({ seed: "demo" });
  dealId = randomUUID();
  await world.as("anna.kern")(createDeal, {
    body: {
      id: dealId,
      name: "Line 4 modernisation",
      account: "Steelworks AO",
      domains: ["steelworks.example"],
      value: { amount: "2400000", currency: "EUR" },
      stage: "proposal",
      closeDate: "2026-03-31",
      tenderDate: null,
      sensitivity: "standard",
      seats: [
        { personId: world.id("elena.sokolova"), role: "expert" },
        { personId: world.id("dmitri.bergmann"), role: "executiveSponsor" },
      ],
      contacts: [
        { name: "Алексей Волков", address: "alexei.volkov@steelworks.example", role: "economicBuyer" },
      ],
    },
  });
  await world.app.turn();
  await world.quiet();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const tab = (page: Page): FrameLocator => page.frameLocator('iframe[src^="/tab/"]');
const panel = (page: Page): FrameLocator => page.frameLocator('iframe[src^="/pane/"]');
const outsideWorld = (page: Page) => page.getByRole("region", { name: "The outside world" });
const feed = (page: Page) => page.getByRole("log", { name: "What happened" });
const mails = (page: Page) => page.getByRole("list", { name: "Mails, newest first" });

/** Opens the page as one finds it; `visited`: the tour was seen before. */
async function visit(options: PageOptions = {}, visited = true): Promise<Page> {
  const page = await openPage(browser, { width: 1440, height: 900, ...options });
  await page.goto(world.url);
  if (visited) {
    await page.getByRole("dialog").press("Escape");
    await eventually(() => page.getByRole("dialog").count()).toBe(0);
  }
  return page;
}

async function newestMail(owner: string): Promise<Json> {
  const path = `/users/${world.id(owner)}/mailFolders/inbox/messages?$top=1&$orderby=receivedDateTime desc`;
  const { body } = await world.graph("GET", path);
  return (body["value"] as Json[])[0] as Json;
}

describe("a newcomer", () => {
  test("sends the client's mail past Anna in three steps, and sees it flagged in the tab and in the panel without a reload", async () => {
    const page = await visit({}, false);
    expect(new URL(page.url()).pathname).toBe("/outside/");
    await eventually(() => tab(page).getByText("Line 4 modernisation").count()).toBeGreaterThan(0);
    await tab(page).locator("body").evaluate("document.body.setAttribute('data-first', 'yes')");
    await eventually(() => panel(page).locator("main").count()).toBe(1);
    await panel(page).locator("body").evaluate("document.body.setAttribute('data-first', 'yes')");

    const tour = page.getByRole("dialog");
    await eventually(() => tour.textContent()).toContain("This is Anna's Teams");
    await tour.getByRole("button", { name: "Next" }).click();
    await eventually(() => tour.textContent()).toContain("This is Elena's mailbox");
    await tour.press("ArrowRight");
    await eventually(() => tour.textContent()).toContain("And you are the client");
    await tour.getByRole("button", { name: "Send the mail" }).click();

    await eventually(() => tab(page).getByText(SUBJECT).count()).toBeGreaterThan(0);
    await eventually(() => panel(page).getByText("Anna Kern was left out").count()).toBe(1);
    const row = mails(page).getByRole("button").first();
    await eventually(() => row.textContent()).toContain(CATEGORY);
    expect(await row.textContent()).toContain(SUBJECT);
    expect(await row.getAttribute("aria-current")).toBe("true");
    for (const frame of [tab(page), panel(page)])
      expect(await frame.locator("body").getAttribute("data-first")).toBe("yes");

    const mail = await newestMail("elena.sokolova");
    expect(mail).toMatchObject({ subject: SUBJECT, categories: [CATEGORY], flag: { flagStatus: "flagged" } });
    const { value } = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
    expect(value).toMatchObject([{ activityType: "clientMailAround" }]);

    await eventually(() => feed(page).textContent()).toMatch(
      /One Voice put the category “Around the spokesperson” and a flag on the mail of Елена Соколова/,
    );
    expect(await feed(page).textContent()).toMatch(/You wrote as Алексей Волков to Елена Соколова/);
    await page.getByRole("button", { name: /^Activity/ }).click();
    const activity = page.getByRole("region", { name: "Activity" });
    await eventually(() => activity.textContent()).toContain("wrote around the spokesperson");
    await screenshot(page, "outside-flagged");
    expect(await axe(page)).toEqual([]);
    await page.close();
  });

  test("does not meet the tour again", async () => {
    const page = await visit();
    await page.reload();
    await eventually(() => mails(page).count()).toBe(1);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.close();
  });
});

/** The page that several stories share: what each does there stands beside what the others did, as on anybody's screen. */
let seen: Promise<Page> | null = null;
const theirs = (): Promise<Page> => {
  seen ??= visit();
  return seen;
};

describe("the outside world", () => {
  test("a client who writes to Anna herself troubles nobody", async () => {
    const page = await theirs();
    await outsideWorld(page).getByRole("button", { name: "Send this mail" }).nth(1).click();
    await eventually(() =>
      page.getByLabel("Whose mailbox this is").locator("option:checked").textContent(),
    ).toMatch(/^Anna Kern/);
    await eventually(() =>
      panel(page)
        .getByText(/you speak, and you have this mail/)
        .count(),
    ).toBe(1);
    await world.quiet();
    expect(await newestMail("anna.kern")).toMatchObject({
      categories: [],
      flag: { flagStatus: "notFlagged" },
    });
  });

  test("a letter can be changed first, and wrong addresses are pointed at", async () => {
    const page = await theirs();
    await outsideWorld(page).getByRole("button", { name: "Change it first" }).first().click();
    const letter = page.getByRole("dialog", { name: "Be the client" });
    await letter.getByLabel("To", { exact: true }).fill("nobody");
    await letter.getByRole("button", { name: "Send" }).click();
    await eventually(() => letter.textContent()).toContain("At least one address");
    await letter.getByLabel("To", { exact: true }).fill("elena.sokolova@bergmann.example");
    await letter.getByLabel("Subject").fill("Цена для нас, “окончательная”?");
    await letter.getByRole("button", { name: "Send" }).click();
    await eventually(async () => (await newestMail("elena.sokolova"))["subject"]).toBe(
      "Цена для нас, “окончательная”?",
    );
    await eventually(() => letter.count()).toBe(0);
    await eventually(async () => (await newestMail("elena.sokolova"))["categories"]).toEqual([CATEGORY]);
  });

  test("the chief executive declines the newest invitation, and the organizer's calendar shows it", async () => {
    const page = await theirs();
    await eventually(() => outsideWorld(page).textContent()).toContain("has no open invitation");
    const start = "2026-03-04T16:15:00";
    await world.graph(
      "POST",
      "/me/events",
      {
        subject: "The two boards",
        start: { dateTime: start, timeZone: "UTC" },
        end: { dateTime: "2026-03-04T17:00:00", timeZone: "UTC" },
        attendees: [{ emailAddress: { address: "dmitri.bergmann@bergmann.example" }, type: "required" }],
      },
      "anna.kern",
    );
    await eventually(() => outsideWorld(page).textContent()).toMatch(/“The two boards”, Wed,? 4 Mar, 17:15/);
    await outsideWorld(page).getByRole("button", { name: "Decline" }).click();
    await eventually(() => feed(page).textContent()).toContain(
      "declined “The two boards” as Dmitri Bergmann",
    );
    const { body } = await world.graph(
      "GET",
      "/me/events?$filter=subject eq 'The two boards'",
      undefined,
      "anna.kern",
    );
    expect((body["value"] as Json[])[0]?.["attendees"]).toMatchObject([{ status: { response: "declined" } }]);
  });

  test("a mail whose notification is lost is found when 15 minutes have passed", async () => {
    const page = await theirs();
    await outsideWorld(page).getByRole("button", { name: "Lose it" }).click();
    await eventually(() => outsideWorld(page).textContent()).toContain("Now send a mail");
    await outsideWorld(page).getByRole("button", { name: "Send this mail" }).first().click();
    await eventually(() => outsideWorld(page).textContent()).toContain("finds the mail all the same");
    await world.quiet();
    expect(await newestMail("elena.sokolova")).toMatchObject({ subject: SUBJECT, categories: [] });
    await outsideWorld(page).getByRole("button", { name: "15 min" }).click();
    await eventually(() => feed(page).textContent()).toContain("let time pass: 15 min");
    await world.app.turn();
    await eventually(async () => (await newestMail("elena.sokolova"))["categories"]).toEqual([CATEGORY]);
    await eventually(() => mails(page).getByRole("button").first().textContent()).toContain(CATEGORY);
  });
});

const looks: [string, PageOptions][] = [
  ["a phone, dark, Russian", { width: 320, height: 640, colors: "dark", locale: "ru-RU" }],
];
const furtherLooks: [string, PageOptions][] = [
  ["wide", { width: 2560, height: 1300 }],
  ["a laptop, high contrast", { forcedColors: true }],
  ["a laptop, dark", { colors: "dark" }],
  ["a tablet, Russian", { width: 800, height: 1000, locale: "ru-RU" }],
  ["a phone", { width: 320, height: 640 }],
];

describe.each(process.env["SOAK"] === "1" ? [...looks, ...furtherLooks] : looks)("on %s", (name, options) => {
  test("every part is reached, nothing shuts anybody out, and nothing is cut off at the side", async () => {
    const page = await visit(options);
    await eventually(() => page.locator('iframe[src^="/tab/"]').count()).toBe(1);
    for (const part of ["teams", "mail", "world"]) {
      const way = page.locator(`nav button[data-name="${part}"]`);
      if (await way.isVisible()) await way.click();
      expect(await axe(page), part).toEqual([]);
      const wider = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      expect(wider, part).toBe(0);
      await screenshot(page, `outside-${name.replaceAll(/\W+/g, "-")}-${part}`);
    }
    await page.close();
  });
});

test("a sandbox that is gone is said plainly", async () => {
  const page = await theirs();
  await eventually(() => mails(page).count()).toBe(1);
  await page.route(`${world.sandbox.url}/**`, (route) => route.abort());
  await eventually(() => page.getByRole("alert").allTextContents()).toContainEqual(
    expect.stringContaining("The sandbox does not answer"),
  );
  await outsideWorld(page).getByRole("button", { name: "2 hours" }).click();
  await eventually(() => outsideWorld(page).getByRole("alert").count()).toBe(1);
  await page.unrouteAll();
  await eventually(() => page.getByText("The sandbox does not answer").count()).toBe(0);
});
