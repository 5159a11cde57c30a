import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../server/sandbox/seed/company.ts";
import { listDeals, readDeal } from "../../src/contract/deals.ts";
import { screenshot } from "../support/browser.ts";
import type { Channel, TeamsHost } from "../support/hosts/teams.ts";
import { eventually, expectOpenToAll, type Journey, openJourney } from "../support/journey.ts";
import type { Json } from "../support/world.ts";

const TEAM = `/teams/${KEY_ACCOUNTS_TEAM}`;
const NAME = "Rolling mill 2";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney({ seed: "demo", limits: "none" });
});
afterEach(() => journey.leave());
afterAll(() => journey?.close());

async function listOf(path: string, as?: string): Promise<Json[]> {
  const { status, body } = await journey.world.graph("GET", path, undefined, as);
  expect(status, path).toBe(200);
  return body["value"] as Json[];
}

const channels = () => listOf(`${TEAM}/channels`);

/** The one channel of the tenant that is the deal's room, with what the sandbox holds inside it. */
async function roomInTenant() {
  const found = (await channels()).filter(({ displayName }) => String(displayName).startsWith(NAME));
  expect(found).toHaveLength(1);
  const [channel] = found as [Json];
  const path = `${TEAM}/channels/${channel["id"]}`;
  const members = new Set((await listOf(`${path}/members`)).map(({ displayName }) => String(displayName)));
  const tabs = await listOf(`${path}/tabs`);
  const posts = await listOf(`${path}/messages`);
  return { channel, members, tabs, posts };
}

/** The channel as Teams tells the tab of it. */
function asTeamsTells({ id, displayName }: Json): Channel {
  return {
    groupId: KEY_ACCOUNTS_TEAM,
    teamId: "19:key-accounts@thread.tacv2",
    teamName: "Key accounts",
    id: String(id),
    name: String(displayName),
    kind: "Private",
  };
}

async function fillIn({ app }: TeamsHost): Promise<void> {
  const field = (label: string) => app.getByLabel(label, { exact: true });
  await app.getByRole("button", { name: "New deal" }).click();
  await app.getByRole("textbox", { name: /^Client/ }).fill("Uralmet");
  await field("Mail domains of the client").fill("https://www.uralmet.example/contacts");
  await field("Name of the deal").fill(NAME);
  await field("Value").fill("2 400 000");
  await field("Stage").selectOption({ label: "Proposal" });
  await app.getByRole("textbox", { name: "Close" }).fill("2026-06-30");
  await app.getByRole("radio", { name: /^Private room/ }).check();
  const search = app.getByRole("combobox", { name: "Add a colleague by name" });
  await search.fill("Елена");
  await app.getByRole("option", { name: /Елена Соколова/ }).click();
  await search.fill("dmitri");
  await app.getByRole("option", { name: /Dmitri Bergmann/ }).waitFor();
  await search.press("Enter");
  await app.getByLabel("Seat of Dmitri Bergmann").selectOption({ label: "Executive sponsor" });
  await app.getByRole("button", { name: "Add a contact" }).click();
  await field("Name").fill("Виктор Громов");
  await field("Mail address").fill("gromov@uralmet.example");
  await field("Role").selectOption({ label: "Economic buyer" });
}

describe("a deal gets its room", () => {
  test("Anna makes the deal in Teams, presses Create room twice, and sees one room come about step by step", async () => {
    const { world } = journey;
    const teams = await journey.teams("anna.kern");
    const { app } = teams;
    await eventually(() => app.getByRole("button", { name: "New deal" }).count()).toBe(1);
    await eventually(async () => (await teams.record()).state).toBe("success");
    await expectOpenToAll(teams, "room-1-my-deals-light");

    await fillIn(teams);
    await expectOpenToAll(teams, "room-2-new-deal-light");
    await app.getByRole("button", { name: "Create deal" }).click();
    await eventually(() => app.getByRole("heading", { level: 1 }).textContent()).toBe(NAME);
    const page = (await app.locator("main").innerText()).replaceAll(/\s+/g, " ");
    expect(page).toContain("Uralmet");
    expect(page).toContain("You speak");
    expect(page).toContain("Proposal · €2.4m · closes 30 Jun · private room");

    const [card] = (await world.as("anna.kern")(listDeals, {})).deals;
    const deal = await world.as("anna.kern")(readDeal, { params: { dealId: String(card?.id) } });
    expect(deal).toMatchObject({
      name: NAME,
      account: "Uralmet",
      domains: ["uralmet.example"],
      value: { amount: "2400000", currency: "EUR" },
      contacts: [{ name: "Виктор Громов", address: "gromov@uralmet.example", role: "economicBuyer" }],
    });
    expect(deal.seats.map(({ person, role }) => `${person.name}: ${role}`)).toEqual(
      expect.arrayContaining([
        "Anna Kern: accountManager",
        "Елена Соколова: expert",
        "Dmitri Bergmann: executiveSponsor",
      ]),
    );

    // Teams takes its time over the tab, so that the steps before it can be seen.
    await world.outside("POST", "/faults", { match: { method: "POST", url: "/tabs" }, latencyMs: 3000 });
    await app.getByRole("button", { name: "Create room" }).dblclick();
    const steps = app.getByRole("list").filter({ hasText: "Our tab" });
    await eventually(() => steps.textContent()).toMatch(/Channel · done.*Members · done.*Our tab · waiting/);
    await screenshot(teams.page, "room-3-steps");
    await world.outside("DELETE", "/faults");
    await eventually(() => app.getByText(`The room “${NAME}” is ready in Teams.`).count()).toBe(1);
    await expectOpenToAll(teams, "room-4-ready-light");

    const { channel, members, tabs, posts } = await roomInTenant();
    expect(channel).toMatchObject({ membershipType: "private" });
    expect(members).toEqual(new Set(["Anna Kern", "Dmitri Bergmann", "Елена Соколова"]));
    const ours = tabs.filter(({ displayName }) => String(displayName) === "One Voice");
    expect(ours).toHaveLength(1);
    expect(ours[0]?.["configuration"]?.["contentUrl"]).toMatch(new RegExp(`/tab/deals/${deal.id}$`));
    const cards = posts.filter(({ attachments }) => (attachments?.length ?? 0) > 0);
    expect(cards).toHaveLength(1);
    expect(cards[0]?.["from"]).toMatchObject({ user: { displayName: "Anna Kern" } });
    expect(JSON.stringify(cards[0])).toContain("Welcome to the deal room");

    await app.getByRole("button", { name: "Open in Teams" }).click();
    await eventually(async () => (await teams.record()).links).toEqual([String(channel["webUrl"])]);
    expect((await teams.record()).unanswered).toEqual([]);
  });

  test("the tab in the channel is the same deal to everyone in it, in dark and in high contrast", async () => {
    const { channel, tabs } = await roomInTenant();
    const pinned = String(
      tabs.find(({ displayName }) => String(displayName) === "One Voice")?.["configuration"]?.["contentUrl"],
    );
    const { pathname, search } = new URL(pinned);
    const where = { path: pathname + search, channel: asTeamsTells(channel) };
    const elena = await journey.teams("elena.sokolova", { ...where, theme: "dark", locale: "ru-ru" });
    await eventually(() => elena.app.getByRole("heading", { level: 1 }).textContent()).toBe(NAME);
    await eventually(() => elena.app.getByText("Говорит Anna Kern").count()).toBe(1);
    expect(await elena.app.getByRole("button", { name: "Создать комнату" }).count()).toBe(0);
    await eventually(() => elena.app.getByText(`Комната «${NAME}»`).count()).toBe(1);
    await expectOpenToAll(elena, "room-5-channel-dark-russian");
    await elena.setTheme("contrast");
    await eventually(() => elena.app.locator("[data-theme]").first().getAttribute("data-theme")).toBe(
      "contrast",
    );
    await expectOpenToAll(elena, "room-6-channel-contrast-russian");

    const bare = await journey.teams("anna.kern", { channel: asTeamsTells(channel) });
    await eventually(() => bare.app.getByRole("heading", { level: 1 }).textContent()).toBe(NAME);
  });

  test("a channel that is nobody's room says so, and leads to the deals", async () => {
    const general = (await channels()).find(({ displayName }) => String(displayName) === "General") as Json;
    const teams = await journey.teams("anna.kern", {
      channel: { ...asTeamsTells(general), kind: "Regular" },
    });
    await eventually(() => teams.app.getByText("This channel has no deal").count()).toBe(1);
    await teams.app.getByRole("link", { name: "All deals" }).click();
    await eventually(() => teams.app.getByRole("link", { name: NAME }).count()).toBe(1);
  });

  test("somebody outside the deal team learns nothing, not even that there is a room", async () => {
    const { channel, tabs } = await roomInTenant();
    const { pathname } = new URL(String(tabs.at(-1)?.["configuration"]?.["contentUrl"]));
    const helen = await journey.teams("helen.carter", { path: pathname, channel: asTeamsTells(channel) });
    await eventually(() => helen.app.getByText("There is no such deal").count()).toBeGreaterThan(0);
    expect(await helen.app.locator("body").textContent()).not.toContain(NAME);
  });

  test("on a phone every part of the deal fits into 320 pixels", async () => {
    const phone = await journey.teams("anna.kern", { theme: "dark" }, { width: 320, height: 640 });
    await phone.app.getByRole("link", { name: NAME }).click();
    for (const part of ["Today", "Voice", "Meetings", "Team"]) {
      await phone.app.getByRole("navigation").getByRole("link", { name: part }).click();
      await eventually(() => phone.app.locator('[aria-current="page"]').textContent()).toContain(part);
      await eventually(() => phone.app.locator('[aria-busy="true"]').count()).toBe(0);
      await expectOpenToAll(phone, `room-7-phone-dark-${part.toLowerCase()}`);
    }
  });
});
