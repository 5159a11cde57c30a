import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../server/sandbox/seed/company.ts";
import { readDigestWish } from "../../src/contract/deal-digest.ts";
import { createDeal, editDeal } from "../../src/contract/deal-edits.ts";
import { archiveDeal } from "../../src/contract/deal-ending.ts";
import { createRoom } from "../../src/contract/deal-rooms.ts";
import { type Deal, listDeals, readDeal } from "../../src/contract/deals.ts";
import type { Channel, TeamsHost } from "../support/hosts/teams.ts";
import { eventually, expectOpenToAll, type Journey, openJourney } from "../support/journey.ts";
import type { Json } from "../support/world.ts";

const NAME = "Line 4 modernisation";
const CLIENT = "volkov@steelworks.example";
/** A change in one place is to be seen in every other within so long. */
const LIVE_MS = 10_000;

let journey: Journey;
let dealId: string;
beforeAll(async () => {
  journey = await openJourney({ limits: "none" });
  dealId = await makeDeal(NAME, "standard");
  await journey.world.quiet();
  await journey.world.outside("POST", "/clock", { advance: "PT1S" });
});
afterEach(() => journey.leave());
afterAll(() => journey?.close());

const deal = (id = dealId): Promise<Deal> =>
  journey.world.as("anna.kern")(readDeal, { params: { dealId: id } });

async function makeDeal(name: string, sensitivity: Deal["sensitivity"]): Promise<string> {
  const { world } = journey;
  const { id } = await world.as("anna.kern")(createDeal, {
    body: {
      id: randomUUID(),
      name,
      account: "Steelworks",
      domains: ["steelworks.example"],
      value: { amount: "2400000", currency: "EUR" },
      stage: "proposal",
      closeDate: "2026-06-30",
      tenderDate: null,
      sensitivity,
      seats: [
        { personId: world.id("elena.sokolova"), role: "expert" },
        { personId: world.id("pavel.orlov"), role: "backOffice" },
      ],
      contacts: [{ name: "Sergei Volkov", address: CLIENT, role: "economicBuyer" }],
    },
  });
  return id;
}

const page = (host: TeamsHost) => host.app.locator("main").first();

async function openMenu({ app }: TeamsHost, item: string): Promise<void> {
  await app.getByRole("button", { name: "More about this deal" }).click();
  await app.getByRole("menuitem", { name: item }).click();
}

/** The deal's channel as Teams tells the tab of it. */
async function roomChannel(id = dealId, name = NAME): Promise<Channel> {
  const { world } = journey;
  await world.as("anna.kern")(createRoom, { params: { dealId: id }, body: {} });
  await world.quiet();
  const { body } = await world.graph("GET", `/teams/${KEY_ACCOUNTS_TEAM}/channels`);
  const found = (body["value"] as Json[]).find(({ displayName }) => String(displayName) === name) as Json;
  return {
    groupId: KEY_ACCOUNTS_TEAM,
    teamId: "19:key-accounts@thread.tacv2",
    teamName: "Key accounts",
    id: String(found["id"]),
    name,
    kind: "Regular",
  };
}

describe("a deal from its first week to its archive", () => {
  test("Anna and a second window edit at once: both changes stand, and the tab, the channel and the mail panel say so", async () => {
    const { world } = journey;
    const anna = await journey.teams("anna.kern", { path: `/tab/deals/${dealId}` });
    const elena = await journey.teams("elena.sokolova", { channel: await roomChannel() });
    await world.outside(
      "POST",
      "/mail",
      [
        `From: Sergei Volkov <${CLIENT}>`,
        "To: elena.sokolova@bergmann.example",
        "Subject: Dates",
        `Date: ${new Date(world.now().epochMilliseconds).toUTCString()}`,
        `Message-ID: <${randomUUID()}@steelworks.example>`,
        "",
        "When?",
      ].join("\r\n"),
    );
    await world.quiet();
    const panel = await journey.outlook(
      "elena.sokolova",
      await journey.newestMail("elena.sokolova"),
      {},
      { width: 340, height: 800 },
    );
    const facts = panel.app.getByRole("region", { name: NAME });
    await eventually(() => facts.textContent()).toContain("€2.4m");
    await eventually(() => page(elena).textContent()).toContain("€2.4m");

    await eventually(() => anna.app.getByRole("heading", { level: 1 }).textContent()).toBe(NAME);
    await openMenu(anna, "Edit deal");
    await anna.app.getByLabel("Value").fill("3 100 000");
    await anna.app.getByLabel("Name of the deal").fill("Line 4 and 5");
    await expectOpenToAll(anna, "deals-1-edit-light");
    const { version, ...seen } = await deal();
    const contacts = seen.contacts.map(({ name, address, role }) => ({ name, address, role }));
    await world.as("anna.kern")(editDeal, {
      params: { dealId },
      body: {
        version,
        name: "Line 4, phase two",
        account: seen.account,
        domains: seen.domains,
        value: seen.value,
        stage: "negotiation",
        closeDate: seen.closeDate,
        tenderDate: seen.tenderDate,
        contacts,
      },
    });
    await anna.app.getByRole("button", { name: "Save", exact: true }).click();
    const choice = anna.app.getByRole("radiogroup", { name: "Name of the deal" });
    await eventually(() => choice.textContent()).toContain("Line 4, phase two");
    await expectOpenToAll(anna, "deals-2-conflict-light");
    await choice.getByRole("radio", { name: /Keep mine/ }).check();
    const before = performance.now();
    await anna.app.getByRole("button", { name: "Save these choices" }).click();

    await eventually(async () => (await deal()).name).toBe("Line 4 and 5");
    expect(await deal()).toMatchObject({ stage: "negotiation", value: { amount: "3100000" } });
    const panelNow = panel.app.getByRole("region", { name: "Line 4 and 5" });
    await eventually(() => panelNow.textContent()).toContain("€3.1m");
    for (const tab of [anna, elena]) {
      await eventually(() => page(tab).textContent()).toContain("Line 4 and 5");
      expect(await page(tab).textContent()).toMatch(/Negotiation.*€3\.1m/);
    }
    expect(await panelNow.textContent()).toContain("Negotiation");
    expect(performance.now() - before).toBeLessThan(LIVE_MS);
    await expectOpenToAll(panel, "deals-3-panel-light");
    await expectOpenToAll(elena, "deals-4-channel-light");
  });

  test("an empty seat is filled, a backup is named, and the voice is passed on and taken back within the minute", async () => {
    const { world } = journey;
    const anna = await journey.teams("anna.kern", { path: `/tab/deals/${dealId}/team`, theme: "dark" });
    await eventually(() =>
      anna.app.getByText("Nobody holds this seat yet", { exact: true }).count(),
    ).toBeGreaterThan(0);
    await anna.app.getByRole("button", { name: "Change team" }).click();
    const { app } = anna;
    await app.getByRole("list", { name: "Seats that nobody holds" }).getByRole("button").first().click();
    const search = app.getByRole("combobox", { name: /^Somebody for this seat/ });
    await search.fill("olga");
    await app.getByRole("option", { name: /Olga Smirnova|Ольга Смирнова/ }).click();
    await app.getByRole("button", { name: /^Choose a backup for (Elena|Елена)/ }).click();
    await app.getByRole("option", { name: /Pavel|Павел/ }).click();
    await expectOpenToAll(anna, "deals-5-team-dark");
    await app.getByRole("button", { name: "Save", exact: true }).click();
    await eventually(async () =>
      (await deal()).seats.map(({ person, backup }) => [person.id, backup?.id ?? null]),
    ).toEqual(
      expect.arrayContaining([
        [world.id("olga.smirnova"), null],
        [world.id("elena.sokolova"), world.id("pavel.orlov")],
      ]),
    );

    await app.getByRole("button", { name: "Hand over voice" }).click();
    await app.getByRole("radio", { name: /Elena|Елена/ }).check();
    await eventually(() => app.getByRole("region", { name: "What passes on" }).textContent()).toContain(
      "1 open mail",
    );
    await expectOpenToAll(anna, "deals-6-hand-over-dark");
    await app.getByRole("button", { name: /^Pass to/ }).click();
    await eventually(async () => (await deal()).speaker?.person.id).toBe(world.id("elena.sokolova"));
    const undo = app.getByRole("button", { name: /^Undo/ });
    await eventually(() => undo.textContent()).toMatch(/\d+ s/);
    await expectOpenToAll(anna, "deals-7-undo-dark");
    await undo.click();
    await eventually(async () => (await deal()).speaker?.person.id).toBe(world.id("anna.kern"));
    await eventually(() => app.getByText("Anna Kern speaks again").count()).toBe(1);
  });

  test("after a change of spokesperson the note to the client is signed by both, and lies in the drafts", async () => {
    const { world } = journey;
    const anna = await journey.teams("anna.kern", { path: `/tab/deals/${dealId}` });
    await anna.app.getByRole("button", { name: "Hand over voice" }).click();
    await anna.app.getByRole("radio", { name: /Elena|Елена/ }).check();
    await anna.app.getByRole("button", { name: /^Pass to/ }).click();
    await eventually(async () => (await deal()).speaker?.person.id).toBe(world.id("elena.sokolova"));
    await world.advance("PT2M");
    const note = anna.app.getByRole("region", { name: "Note to the client: who speaks now" });
    await eventually(() => note.getByText("Anna Kern has not signed yet").count()).toBe(1);
    await expectOpenToAll(anna, "deals-14-note-light");
    const elena = await journey.teams("elena.sokolova", { path: `/tab/deals/${dealId}`, theme: "dark" });
    for (const { app } of [anna, elena]) await app.getByRole("button", { name: "Sign", exact: true }).click();
    await world.quiet();
    for (const { app } of [anna, elena])
      await eventually(() => app.getByText(/^The note lies in the drafts of/).count()).toBe(1);
    await expectOpenToAll(elena, "deals-15-note-dark");
    const drafts = await Promise.all(
      ["anna.kern", "elena.sokolova"].map(async (name) => {
        const path = `/users/${world.id(name)}/mailFolders/drafts/messages`;
        return (await world.graph("GET", path)).body["value"] as Json[];
      }),
    );
    expect(drafts.flat().map(({ toRecipients }) => JSON.stringify(toRecipients))).toEqual([
      expect.stringContaining(CLIENT),
    ]);
  });

  test("who fell out of a private room is found by a look at it, and let in again with one click", async () => {
    const { world } = journey;
    const id = await makeDeal("Furnace retrofit", "private");
    const channel = await roomChannel(id, "Furnace retrofit");
    const path = `/teams/${KEY_ACCOUNTS_TEAM}/channels/${channel.id}/members`;
    const members = async () => (await world.graph("GET", path)).body["value"] as Json[];
    const pavel = (await members()).find(({ userId }) => String(userId) === world.id("pavel.orlov"));
    await world.graph("DELETE", `${path}/${encodeURIComponent(String(pavel?.["id"]))}`);
    const anna = await journey.teams("anna.kern", { path: `/tab/deals/${id}/team` });
    const { app } = anna;
    await app.getByRole("button", { name: "Check now" }).click();
    const line = app.getByRole("listitem").filter({ hasText: "has a seat and is not in the room" });
    await eventually(() => line.count()).toBe(1);
    await expectOpenToAll(anna, "deals-16-drift-light");
    await line.getByRole("button", { name: "Let in" }).click();
    await eventually(() => app.getByText(/^Everyone of the team is in the room/).count()).toBe(1);
    expect((await members()).map(({ userId }) => String(userId))).toContain(world.id("pavel.orlov"));
    await world.as("anna.kern")(archiveDeal, {
      params: { dealId: id },
      body: { version: (await deal(id)).version, archived: true },
    });
  });

  test("the deal is won, opened again, won for good, put away, found in the archive and fetched back", async () => {
    const anna = await journey.teams("anna.kern", { path: `/tab/deals/${dealId}` });
    const { app } = anna;
    await openMenu(anna, "Close the deal…");
    await app.getByRole("radio", { name: "Won" }).check();
    await eventually(() => app.getByRole("region", { name: "What ends with the deal" }).count()).toBe(1);
    await expectOpenToAll(anna, "deals-8-close-light");
    await app.getByRole("button", { name: "Close as won" }).click();
    await eventually(async () => (await deal()).stage).toBe("won");
    await app.getByRole("button", { name: /^Undo/ }).click();
    await eventually(async () => (await deal()).stage).toBe("negotiation");

    await eventually(() => app.getByRole("button", { name: "Hand over voice" }).count()).toBe(1);
    await openMenu(anna, "Close the deal…");
    await app.getByRole("radio", { name: "Won" }).check();
    await app.getByRole("button", { name: "Close as won" }).click();
    await eventually(() => app.getByText("This deal is won.").count()).toBe(1);
    await app.getByRole("button", { name: "Put away" }).click();
    await eventually(async () => (await deal()).archived).toBe(true);
    await expectOpenToAll(anna, "deals-9-over-light");

    await app.getByRole("link", { name: "All deals" }).click();
    await eventually(() => app.getByText("No deals yet").count()).toBe(1);
    await app.getByRole("button", { name: "Show archived deals" }).click();
    await app.getByRole("link", { name: "Line 4 and 5" }).click();
    await eventually(() => app.getByText("This deal is won.", { exact: false }).count()).toBe(1);
    await app.getByRole("button", { name: "Fetch back" }).click();
    await eventually(async () => (await deal()).archived).toBe(false);
  });

  test("a CRM's table is brought in, with its faults named by line, and the list holds the new deals", async () => {
    const { world } = journey;
    const anna = await journey.teams("anna.kern", { theme: "contrast" });
    const { app } = anna;
    await app.getByRole("button", { name: "Import" }).first().click();
    const lines = [
      "Opportunity ID,Opportunity Name,Account Name,Website,Amount,Close Date",
      ...Array.from({ length: 12 }, (_one, place) => {
        const number = place + 1;
        return `006-${number},Furnace ${number},Zarya ${number},zarya${number}.example,${number}000,2026-07-1${place % 9}`;
      }),
      "006-13,No client,,nobody.example,1,2026-07-10",
      "006-14,Wrong sum,Zarya 14,zarya14.example,a lot,2026-07-10",
    ];
    await app.locator('input[type="file"]').setInputFiles({
      name: "salesforce.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(lines.join("\r\n")),
    });
    await eventually(() => app.getByLabel("What “Account Name” tells").inputValue()).toBe("account");
    await expectOpenToAll(anna, "deals-10-mapping-contrast");
    await app.getByRole("button", { name: "See what would happen" }).click();
    await eventually(() => app.getByRole("row", { name: /^14/ }).textContent()).toContain(
      "Client: is missing",
    );
    expect(await app.getByRole("row", { name: /^15/ }).textContent()).toContain("Value: is not a sum");
    await expectOpenToAll(anna, "deals-11-preview-contrast");
    await app.getByRole("button", { name: "Import 12 deals" }).click();
    await eventually(() => app.getByText("12 deals are in your list.").count()).toBe(1);
    expect((await world.as("anna.kern")(listDeals, {})).deals).toHaveLength(13);

    await app.getByRole("button", { name: "To my deals" }).click();
    await app.getByRole("searchbox", { name: "Search deals" }).fill("furnace 12");
    await eventually(() => app.getByRole("link", { name: /^Furnace/ }).allTextContents()).toEqual([
      "Furnace 12",
    ]);
    await app.getByRole("searchbox", { name: "Search deals" }).fill("");
    await eventually(() => app.getByRole("link", { name: /^Furnace/ }).count()).toBe(12);
    await expectOpenToAll(anna, "deals-12-list-contrast");
  });

  test("a channel that bears the client's name already becomes the room of a deal that came in", async () => {
    const { world } = journey;
    const made = await world.graph("POST", `/teams/${KEY_ACCOUNTS_TEAM}/channels`, {
      displayName: "Zarya 1",
      membershipType: "standard",
    });
    expect(made.status).toBe(201);
    const anna = await journey.teams("anna.kern", { theme: "dark" });
    await anna.app.getByRole("link", { name: "Furnace 1", exact: true }).click();
    await anna.app.getByRole("button", { name: "Make it the room: Zarya 1" }).waitFor();
    await expectOpenToAll(anna, "deals-17-adopt-dark");
    await anna.app.getByRole("button", { name: "Make it the room: Zarya 1" }).click();
    await world.quiet();
    await eventually(() => anna.app.getByText("The room “Zarya 1” is ready in Teams.").count()).toBe(1);
    await eventually(() =>
      anna.app.getByText("This channel was there before", { exact: false }).count(),
    ).toBe(1);
  });

  test("Anna chooses to hear by mail, at a time of her own", async () => {
    const anna = await journey.teams("anna.kern", {}, { width: 320, height: 700 });
    await anna.app.getByRole("link", { name: "Notifications" }).click();
    await anna.app.getByRole("checkbox", { name: "As a mail to yourself" }).check();
    await anna.app.getByRole("radio", { name: "At a certain time" }).check();
    await anna.app.getByLabel("Time", { exact: true }).fill("07:45");
    await anna.app.getByRole("button", { name: "Save" }).click();
    await eventually(() => anna.app.getByText("Saved", { exact: true }).count()).toBe(1);
    await expectOpenToAll(anna, "deals-18-digest-phone");
    const wish = await journey.world.as("anna.kern")(readDigestWish, {});
    expect(wish).toMatchObject({ mail: true, at: "07:45" });
  });

  test("a link of the activity feed opens the very part of the deal that it is about", async () => {
    const elena = await journey.teams(
      "elena.sokolova",
      { subPageId: `deals/${dealId}/team`, locale: "ru-ru" },
      { width: 320, height: 700 },
    );
    await eventually(() => elena.app.getByRole("heading", { name: /Наша сторона/ }).count()).toBe(1);
    await expectOpenToAll(elena, "deals-13-team-phone-russian");
  });
});
