import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createDeal } from "../../src/contract/deal-edits.ts";
import { keepRule } from "../../src/contract/meetings-wishes.ts";
import type { Language, Texts } from "../../src/ui/language/texts.ts";
import { type Translate, translator } from "../../src/ui/language/translate.ts";
import type { TeamsHost } from "../support/hosts/teams.ts";
import { eventually, expectOpenToAll, type Journey, openJourney } from "../support/journey.ts";
import type { Json } from "../support/world.ts";

type Story = {
  language: Language;
  deal: string;
  domain: string;
  client: { name: string; address: string };
  day: string;
  stake: string;
  why: string;
  position: string;
  agreed: string;
  promise: string;
};

const STORIES: Story[] = [
  {
    language: "en",
    deal: "Depot automation",
    domain: "northern-rail.example",
    client: { name: "James Whitfield", address: "james.whitfield@northern-rail.example" },
    day: "2026-03-12",
    stake: "Their vice president decides on the depot by the end of March.",
    why: "He asked for you by name.",
    position: "900,000; delivery in May",
    agreed: "They take the longer warranty.",
    promise: "Send the warranty terms",
  },
  {
    language: "ru",
    deal: "Линия 4",
    domain: "stal.example",
    client: { name: "Вера Волкова", address: "v.volkova@stal.example" },
    day: "2026-03-26",
    stake: "Вице-президент решает о линии 4 до конца марта.",
    why: "Она спросила именно вас.",
    position: "2,4 млн; поставка в мае",
    agreed: "Берут с длинной гарантией.",
    promise: "Отправить условия гарантии",
  },
];

// Every screen is tried in both languages by itself; the long run tells the whole story in both, too.
const told = STORIES.filter(({ language }) => process.env["SOAK"] === "1" || language === "ru");

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney({ limits: "none" });
});
afterAll(() => journey?.close());

/** Every text of one language, as the pages say it. */
function wordsOf(language: Language): Translate {
  const folder = fileURLToPath(new URL(`../../src/ui/language/${language}/`, import.meta.url));
  const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(folder + name, "utf8")) as Texts);
  return translator(language, Object.assign({}, ...files));
}

async function listOf(path: string): Promise<Json[]> {
  const { status, body } = await journey.world.graph("GET", path);
  expect(status, path).toBe(200);
  return body["value"] as Json[];
}

describe.each(told)("the chief executive who avoids a meeting ($language)", (story) => {
  const { language, client } = story;
  const t = wordsOf(language);
  const subject = t("ask.subject", { client: client.name });
  const dealId = randomUUID();
  let anna: TeamsHost;

  const open = (name: string, look = {}, theme: "default" | "dark" | "contrast" = "default") =>
    journey.teams(
      name,
      { path: `/tab/deals/${dealId}/meetings`, theme, locale: language === "ru" ? "ru-ru" : "en-us" },
      look,
    );
  const button = ({ app }: TeamsHost, name: string) => app.getByRole("button", { name, exact: true });
  const letters = async () =>
    (await listOf(`/users/${journey.world.id("dmitri.bergmann")}/messages?$top=50`)).filter(
      (mail) => String(mail["subject"]) === subject,
    );
  const eventsOf = async (name: string) =>
    (await listOf(`/users/${journey.world.id(name)}/events?$top=100`)).filter(
      (event) => String(event["subject"]) === subject,
    );

  beforeAll(async () => {
    const { world } = journey;
    const seat = (name: string, role: "executiveSponsor" | "assistant" | "expert") => ({
      personId: world.id(name),
      role,
    });
    await world.as("anna.kern")(createDeal, {
      body: {
        id: dealId,
        name: story.deal,
        account: story.deal,
        domains: [story.domain],
        value: null,
        stage: "negotiation",
        closeDate: "2026-05-29",
        tenderDate: null,
        sensitivity: "standard",
        seats: [
          seat("dmitri.bergmann", "executiveSponsor"),
          seat("katrin.vogel", "assistant"),
          seat("pavel.orlov", "expert"),
        ],
        contacts: [{ ...client, role: "economicBuyer" }],
      },
    });
    // Nobody is offered a time so soon that its brief would stand already.
    const body = { noDays: [], noticeMinutes: 24 * 60 };
    await world.as("anna.kern")(keepRule, { params: { dealId }, body });
  });

  afterEach(() => journey.leave(anna));

  test("Anna asks him in her own words, with what is at stake", async () => {
    anna = await open("anna.kern", { height: 900 });
    await button(anna, t("asks.new")).click();
    const dialog = anna.app.getByRole("dialog");
    await dialog.getByLabel(t("ask.zone")).selectOption("Europe/Moscow");
    await dialog.getByLabel(t("ask.day"), { exact: true }).fill(story.day);
    await dialog.getByLabel(t("ask.time"), { exact: true }).fill("11:00");
    await dialog.getByLabel(t("ask.stake")).fill(story.stake);
    await expectOpenToAll(anna, `ceo-1-ask-${language}`);
    await dialog.getByRole("button", { name: t("ask.send"), exact: true }).click();
    await eventually(async () => (await letters()).length).toBe(1);
    expect(JSON.stringify(await letters())).toContain("anna.kern@bergmann.example");
  });

  test("he says no on his phone in two taps, and sees neither counts nor options", async () => {
    const phone = await open("dmitri.bergmann", { width: 320, height: 640 }, "dark");
    await eventually(() => phone.app.getByText(story.stake).count()).toBe(1);
    await expectOpenToAll(phone, `ceo-2-phone-dark-${language}`);
    await button(phone, t("ask.open.no")).click();
    await button(phone, t("ask.why.not-prepared")).click();
    await eventually(() => phone.app.getByText(t("ask.state.declined"), { exact: true }).count()).toBe(1);
    expect(await phone.app.getByText(t("ask.private"), { exact: false }).count()).toBe(0);
    expect(await phone.app.getByText(t("ask.options")).count()).toBe(0);
  });

  test("Anna sees without a reload what may help, reads the words, and sends a rehearsal", async () => {
    const rehearsal = button(anna, t("ask.option.rehearsal"));
    await eventually(() => rehearsal.count()).toBe(1);
    await anna.app.getByText(t("ask.options")).scrollIntoViewIfNeeded();
    await expectOpenToAll(anna, `ceo-3-options-${language}`);
    await rehearsal.click();
    const dialog = anna.app.getByRole("dialog");
    const to = "Dmitri Bergmann";
    expect(await dialog.getByRole("textbox").last().inputValue()).toBe(
      t("ask.words.rehearsal", { to, name: to, client: client.name }),
    );
    await dialog.getByRole("button", { name: t("ask.send"), exact: true }).click();
    await eventually(async () => (await letters()).length).toBe(2);
  });

  test("his assistant takes one of three other times for him, and it is on both calendars, once", async () => {
    const katrin = await open("katrin.vogel");
    await eventually(() => katrin.app.getByText(t("ask.youFor", { name: "Dmitri Bergmann" })).count()).toBe(
      1,
    );
    await button(katrin, t("ask.open.time")).click();
    const none = button(katrin, t("ask.noneOfThese"));
    await eventually(() => none.count()).toBe(1);
    const times = none.locator("xpath=preceding-sibling::button");
    expect(await times.count()).toBe(3);
    await expectOpenToAll(katrin, `ceo-4-times-${language}`);
    await times.first().click();
    await eventually(() => anna.app.getByText(t("ask.state.accepted"), { exact: true }).count()).toBe(1);
    await eventually(async () => (await eventsOf("dmitri.bergmann")).length).toBe(1);
    expect(await eventsOf("anna.kern")).toHaveLength(1);
    const his = anna.app.getByRole("list", { name: t("meeting.answers") }).getByRole("listitem");
    await eventually(() => his.filter({ hasText: "Dmitri Bergmann" }).textContent()).toContain(
      t("meeting.response.accepted"),
    );
    const answered = t("ask.forOther", { name: "Katrin Vogel", executive: "Dmitri Bergmann" });
    await eventually(() => anna.app.getByText(answered, { exact: false }).count()).toBe(1);
  });

  test("the brief that Anna writes is read by him in high contrast, two minutes before he leaves", async () => {
    await eventually(() => anna.app.getByText(t("meeting.state.scheduled"), { exact: true }).count()).toBe(1);
    await anna.app.getByText(t("brief.title"), { exact: true }).click();
    await button(anna, t("brief.write")).click();
    const dialog = anna.app.getByRole("dialog");
    await dialog.getByLabel(t("brief.why")).fill(story.why);
    await dialog.getByLabel(t("brief.position")).fill(story.position);
    await dialog.getByRole("button", { name: t("debrief.keep"), exact: true }).click();
    await eventually(() => anna.app.getByText(t("brief.done")).count()).toBe(1);
    const his = await open("dmitri.bergmann", { width: 320, height: 640 }, "contrast");
    await his.app.getByText(t("brief.title"), { exact: true }).click();
    await eventually(() => his.app.getByText(story.position).count()).toBe(1);
    expect(await his.app.getByText(story.why).count()).toBe(1);
    await expectOpenToAll(his, `ceo-5-brief-contrast-${language}`);
  });

  test("after the meeting the debrief takes a minute: a promise becomes a task, and the note waits for Anna", async () => {
    const { world } = journey;
    const [event] = await eventsOf("anna.kern");
    const start = Temporal.Instant.from(`${event?.["start"]?.["dateTime"]}Z`);
    await world.outside("POST", "/clock", { set: start.add({ minutes: 50 }).toString() });
    await world.advance("PT1S");
    const after = await open("anna.kern", { width: 320, height: 640 });
    await button(after, t("debrief.write")).click();
    const dialog = after.app.getByRole("dialog");
    await dialog.getByLabel(t("debrief.agreed")).fill(story.agreed);
    await button(after, t("debrief.add")).click();
    await dialog.getByRole("textbox", { name: t("debrief.what") }).fill(story.promise);
    await dialog.getByLabel(t("debrief.owner")).selectOption({ label: "Павел Орлов" });
    await expectOpenToAll(after, `ceo-6-debrief-phone-${language}`);
    await dialog.getByRole("button", { name: t("debrief.keep"), exact: true }).click();
    await eventually(() => after.app.getByText(t("debrief.task.made"), { exact: false }).count()).toBe(1);
    const drafted = t("debrief.recap.drafted", { name: "Anna Kern" });
    await eventually(() => after.app.getByText(drafted, { exact: false }).count()).toBe(1);

    const [list] = await listOf(`/users/${world.id("pavel.orlov")}/todo/lists`);
    const tasks = await listOf(`/users/${world.id("pavel.orlov")}/todo/lists/${list?.["id"]}/tasks`);
    expect(tasks.map(({ title }) => String(title))).toContain(story.promise);
    const mails = await listOf(`/users/${world.id("anna.kern")}/messages?$top=100`);
    const draft = mails.find(
      (mail) => String(mail["subject"]) === subject && String(mail["isDraft"]) === "true",
    );
    expect(JSON.stringify(draft?.["body"])).toContain(story.agreed);
    expect(JSON.stringify(draft?.["toRecipients"])).toContain(client.address);
    await expectOpenToAll(after, `ceo-7-debriefed-phone-${language}`);
  });
});
