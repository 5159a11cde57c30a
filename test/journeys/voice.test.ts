import { randomUUID } from "node:crypto";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDeal } from "../../src/contract/deal-edits.ts";
import type { OutlookHost } from "../support/hosts/outlook.ts";
import type { TeamsHost } from "../support/hosts/teams.ts";
import { eventually, expectOpenToAll, type Journey, openJourney } from "../support/journey.ts";
import type { Json } from "../support/world.ts";

const CATEGORY = "Around the spokesperson";
/** What the product promises between a mail's arrival and everybody's knowing. */
const PROMISE_MS = 5_000;

type Story = {
  language: "en" | "ru";
  deal: string;
  account: string;
  client: { name: string; address: string };
  subject: string;
  text: string;
  /** What Elena reads in Outlook. */
  verdict: string;
  hand: string;
  note: RegExp;
  reply: RegExp;
  send: string;
  done: string;
  /** What Anna reads in Teams. */
  teams: {
    locale: string;
    needsYou: string;
    nothing: string;
    voice: string;
    settled: string;
    handed: string;
  };
};

const STORIES: Story[] = [
  {
    language: "en",
    deal: "Depot automation",
    account: "Northern Rail",
    client: { name: "James Whitfield", address: "james.whitfield@northern-rail.example" },
    subject: "Depot 3: can you deliver in May?",
    text: "Dear Elena,\n\ncan you deliver in May? And what would it cost?\n\nJames",
    verdict: "James Whitfield wrote to you; Anna Kern was left out.",
    hand: "Hand to Anna Kern",
    note: /^Anna, this mail came to me: James Whitfield wrote it \(Depot automation\)\. Passing it on to you\.$/,
    reply:
      /^Dear James Whitfield,\n\nThank you for your mail\. Anna Kern is your contact with us; .* you will hear from Anna by Monday/,
    send: "Send both",
    done: "Anna Kern has the mail, and the client has an answer.",
    teams: {
      locale: "en-us",
      needsYou: "The spokesperson was left out.",
      nothing: "Nothing needs you",
      voice: "Voice",
      settled: "Show settled",
      handed: "Passed to Anna Kern",
    },
  },
  {
    language: "ru",
    deal: "Линия 4",
    account: "Сталь",
    client: { name: "Алексей Волков", address: "a.volkov@stal.example" },
    subject: "Линия 4: сроки поставки",
    text: "Елена, добрый день!\n\nКогда вы сможете поставить прокатный стан?\n\nВолков",
    verdict: "Алексей Волков пишет в обход: Anna Kern не в числе получателей. Письмо получили: вы.",
    hand: "Передать: Anna Kern",
    note: /Алексей Волков/,
    reply: /^Здравствуйте, Алексей Волков!\n\nБлагодарю за письмо\..*Anna Kern/,
    send: "Отправить оба",
    done: "Письмо получает Anna Kern, клиенту ушёл ответ.",
    teams: {
      locale: "ru-ru",
      needsYou: "Того, кто говорит, нет среди получателей.",
      nothing: "Вас ничего не ждёт",
      voice: "Голос",
      settled: "Показать закрытые",
      handed: "Передано: Anna Kern",
    },
  },
];

// Every screen is tried in both languages by itself; the long run tells the whole story in both, too.
const told = STORIES.filter(({ language }) => process.env["SOAK"] === "1" || language === "en");

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
  for (const story of told) await openDeal(story);
  await journey.world.quiet();
  // Mails are dated by the second: one of the same second would be older than the turn.
  await journey.world.outside("POST", "/clock", { advance: "PT1S" });
});
afterAll(() => journey?.close());

async function openDeal({ deal, account, client }: Story): Promise<void> {
  const { world } = journey;
  await world.as("anna.kern")(createDeal, {
    body: {
      id: randomUUID(),
      name: deal,
      account,
      domains: [client.address.split("@")[1] ?? ""],
      value: { amount: "900000", currency: "EUR" },
      stage: "proposal",
      closeDate: "2026-06-30",
      tenderDate: null,
      sensitivity: "standard",
      seats: [{ personId: world.id("elena.sokolova"), role: "expert" }],
      contacts: [{ ...client, role: "economicBuyer" }],
    },
  });
}

/** The mail as the client's server hands it over. */
function raw({ client, subject, text }: Story): string {
  const word = (plain: string) => `=?UTF-8?B?${Buffer.from(plain).toString("base64")}?=`;
  const head = {
    From: `${word(client.name)} <${client.address}>`,
    To: "elena.sokolova@bergmann.example",
    Subject: word(subject),
    Date: new Date(journey.world.now().epochMilliseconds).toUTCString(),
    "Message-ID": `<${randomUUID()}@${client.address.split("@")[1]}>`,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "base64",
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join("\r\n")}\r\n\r\n${Buffer.from(text).toString("base64")}\r\n`;
}

async function mailOf(name: string, subject: string): Promise<Json | undefined> {
  const path = `/users/${journey.world.id(name)}/mailFolders/inbox/messages?$top=5&$orderby=receivedDateTime desc`;
  const { body } = await journey.world.graph("GET", path);
  return (body["value"] as Json[]).find((mail) => String(mail["subject"]).includes(subject));
}

/** Puts a sign on the page that a reload would wipe away. */
const sign = ({ app }: TeamsHost) => app.locator("body").evaluate("document.body.dataset.first = 'yes'");
const isSigned = ({ app }: TeamsHost) => app.locator("body").getAttribute("data-first");

describe.each(told)("a client's mail past Anna ($language)", (story) => {
  const { deal, subject, teams: words } = story;
  let anna: TeamsHost;
  let elena: OutlookHost;
  afterAll(() => journey.leave());

  test("is marked in Elena's mailbox, told to Anna and shown in her tab within five seconds, without a reload", async () => {
    const { world } = journey;
    anna = await journey.teams("anna.kern", { locale: words.locale });
    await eventually(() => anna.app.getByText(words.nothing).count()).toBe(1);
    await sign(anna);

    const startedMs = performance.now();
    await world.outside("POST", "/mail", raw(story));
    const inTime = <T>(read: () => T) => expect.poll(read, { timeout: PROMISE_MS, interval: 50 });
    await inTime(() => anna.app.getByRole("listitem").filter({ hasText: subject }).count()).toBe(1);
    await inTime(async () => (await mailOf("elena.sokolova", subject))?.["categories"]).toEqual([CATEGORY]);
    await inTime(async () => {
      const { value } = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
      return JSON.stringify((value as Json[])[0]);
    }).toContain(deal);
    expect(performance.now() - startedMs).toBeLessThan(PROMISE_MS);

    expect(await mailOf("elena.sokolova", subject)).toMatchObject({ flag: { flagStatus: "flagged" } });
    const row = await anna.app.getByRole("listitem").filter({ hasText: subject }).textContent();
    for (const part of [story.client.name, "Елена Соколова", deal, words.needsYou])
      expect(row).toContain(part);
    expect(await isSigned(anna)).toBe("yes");
    await expectOpenToAll(anna, `voice-1-tab-${story.language}`);
  });

  test("is explained beside the mail in Elena's Outlook", async () => {
    const item = await journey.newestMail("elena.sokolova");
    expect(item.subject).toBe(subject);
    elena = await journey.outlook("elena.sokolova", item, {
      locale: story.language === "ru" ? "ru-RU" : "en-US",
      windowsZone: "N. Central Asia Standard Time",
    });
    await eventually(() => elena.app.getByRole("article", { name: deal }).count()).toBe(1);
    const card = await elena.app.getByRole("article", { name: deal }).textContent();
    expect(card).toContain(story.verdict);
    expect(card).toContain(story.account);
    expect(await elena.app.getByRole("button", { name: story.hand }).count()).toBe(1);
    expect((await elena.record()).unanswered).toEqual([]);
    await expectOpenToAll(elena, `voice-2-panel-${story.language}`);
    // This Outlook never tells its first theme, so the panel is light until the person changes it.
    await elena.setTheme({
      bodyBackgroundColor: "#1f1f1f",
      bodyForegroundColor: "#ffffff",
      controlBackgroundColor: "#292929",
      controlForegroundColor: "#ffffff",
    });
    await eventually(() => elena.app.locator("[data-theme]").getAttribute("data-theme")).toBe("dark");
    await expectOpenToAll(elena, `voice-3-panel-dark-${story.language}`);
  });

  test("is handed over in two clicks, each text seen before it leaves, and the client has a polite answer", async () => {
    const { world } = journey;
    const sentBefore = ((await world.outside("GET", "/mail"))["value"] as Json[]).length;
    await elena.app.getByRole("button", { name: story.hand }).click();
    const texts = elena.app.getByRole("textbox");
    await eventually(() => texts.count()).toBe(2);
    const [note, reply] = [await texts.nth(0).inputValue(), await texts.nth(1).inputValue()];
    expect(note).toMatch(story.note);
    expect(reply).toMatch(story.reply);
    await expectOpenToAll(elena, `voice-4-previews-${story.language}`);
    expect((await world.outside("GET", "/mail"))["value"]).toHaveLength(sentBefore);

    await elena.app.getByRole("button", { name: story.send }).dblclick();
    await eventually(() => elena.app.getByText(story.done).count()).toBe(1);
    await expectOpenToAll(elena, `voice-5-sent-${story.language}`);

    const forward = await mailOf("anna.kern", `FW: ${subject}`);
    expect(forward?.["from"]).toMatchObject({ emailAddress: { name: "Елена Соколова" } });
    expect(String(forward?.["body"]?.["content"])).toContain(note.split("\n")[0]);
    const sent = (await world.outside("GET", "/mail"))["value"] as Json[];
    expect(sent).toHaveLength(sentBefore + 1);
    const letter = await PostalMime.parse(String(sent.at(-1)?.["raw"]));
    expect(letter.from).toMatchObject({ name: "Елена Соколова" });
    expect(letter.to).toMatchObject([{ address: story.client.address }]);
    expect(letter.cc).toMatchObject([{ address: "anna.kern@bergmann.example" }]);
    expect(letter.subject).toMatch(new RegExp(`^RE: ${subject.replaceAll("?", "\\?")}$`, "i"));
    const said = (letter.text ?? letter.html ?? "").replaceAll(/\s+/g, " ");
    expect(said).toContain(reply.replaceAll(/\s+/g, " "));
  });

  test("is settled in Anna's tab, which was open all the time", async () => {
    await eventually(() => anna.app.getByText(words.nothing).count()).toBe(1);
    // As a person would: a click that the list slipped away from is made again.
    const link = anna.app.getByRole("link", { name: deal });
    const voice = anna.app.getByRole("navigation").getByRole("link", { name: words.voice });
    await eventually(async () => {
      const there = await voice.count();
      if (there === 0 && (await link.count()) === 1) await link.click({ timeout: 1_000 }).catch(() => {});
      return there;
    }).toBe(1);
    await voice.click();
    await anna.app.getByRole("switch", { name: words.settled }).check();
    const row = anna.app.getByRole("listitem").filter({ hasText: subject });
    await eventually(() => row.textContent()).toContain(words.handed);
    expect(await isSigned(anna)).toBe("yes");
    await expectOpenToAll(anna, `voice-6-settled-${story.language}`);
    await eventually(async () => (await mailOf("elena.sokolova", subject))?.["categories"]).toEqual([]);
  });
});
