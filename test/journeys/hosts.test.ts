import { SignJWT } from "jose";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe, launchBrowser, openPage, screenshot } from "../support/browser.ts";
import type { Person } from "../support/hosts/host-page.ts";
import { type Hosts, openHosts } from "../support/hosts/open-hosts.ts";
import type { MailItem, OutlookOptions } from "../support/hosts/outlook.ts";
import { type Probe, serveProbe } from "../support/hosts/probe/serve.ts";

const anna: Person = {
  id: "0a000000-0000-4000-8000-000000000001",
  tenantId: "0b000000-0000-4000-8000-000000000002",
  name: "Анна Керн",
  address: "anna@contoso.example",
};
const volkov = { name: "Volkov", address: "volkov@steelworks.example" };
const mail = (subject: string): MailItem => ({
  id: `AAMk-${subject}`,
  subject,
  from: volkov,
  to: [{ name: anna.name, address: anna.address }],
  headers: "From: volkov@steelworks.example\r\n",
  categories: ["One voice: around"],
});

const opened: { close(): Promise<void> }[] = [];
/** A loaded machine may take its time; a right answer ends the wait at once. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

let probe: Probe;
let hosts: Hosts;
let browser: Browser;
const issued: string[] = [];

async function token(address: string): Promise<string> {
  const jwt = await new SignJWT({ preferred_username: address, oid: anna.id, ver: "2.0" })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode("only this test signs with it"));
  issued.push(jwt);
  return jwt;
}

beforeAll(async () => {
  probe = await serveProbe();
  hosts = await openHosts({ productUrl: probe.url, token, strangers: ["https://evil.example"] });
  browser = await launchBrowser({ hosts: hosts.port });
  opened.push(browser, hosts, probe);
});
afterAll(async () => {
  for (const thing of opened) await thing.close();
});

describe("in Teams", () => {
  test("a tab learns who sits there, in which channel, and gets that person's token", async () => {
    const channel = {
      groupId: "g",
      teamId: "19:team",
      teamName: "Deals",
      id: "19:room",
      name: "Steelworks",
      kind: "Private",
    } as const;
    const page = await openPage(browser);
    const teams = await hosts.teams(page, {
      path: "/tab/",
      person: anna,
      theme: "dark",
      channel,
      subPageId: "deal-42",
    });

    await eventually(async () => (await teams.record()).state).toBe("success");
    expect(JSON.parse((await teams.app.locator("#context").textContent()) ?? "")).toEqual({
      theme: "dark",
      locale: "en-us",
      user: anna.address,
      channel: "Steelworks",
      page: "deal-42",
    });
    expect(await teams.app.locator("#token").textContent()).toBe(issued.at(-1));
    expect((await teams.record()).unanswered).toEqual([]);
    expect(probe.forwardedFor).toContain("https://deals.contoso.example");
    await screenshot(page, "hosts-teams");
  });

  test("a stream of events reaches the tab while it is still open", async () => {
    const teams = await hosts.teams(await openPage(browser), { path: "/tab/", person: anna });
    await eventually(() => teams.app.locator("#live").textContent()).toContain("data: first");
  });

  test("a change of theme is followed, and a link into Teams is opened", async () => {
    const teams = await hosts.teams(await openPage(browser), { path: "/tab/", person: anna });
    await eventually(async () => (await teams.record()).state).toBe("success");
    await teams.setTheme("contrast");
    await eventually(() => teams.app.locator("#theme").textContent()).toBe("contrast");
    await teams.app.getByRole("button", { name: "Open the room" }).click();
    await eventually(async () => (await teams.record()).links).toEqual([
      "https://teams.microsoft.com/l/channel/19%3Aroom/Steelworks",
    ]);
  });

  test("pressing Save keeps the configuration that the tab chose, and only where the tab allowed it", async () => {
    const settings = await hosts.teams(await openPage(browser), {
      path: "/tab/",
      person: anna,
      frameContext: "settings",
    });
    await eventually(async () => (await settings.record()).saveable).toBe(true);
    expect(await settings.save()).toEqual({
      entityId: "deal-42",
      contentUrl: "https://deals.contoso.example/tab/?deal=42",
    });

    const content = await hosts.teams(await openPage(browser), { path: "/tab/", person: anna });
    await eventually(async () => (await content.record()).state).toBe("success");
    await expect(content.save()).rejects.toThrow("Save is greyed out");
  });

  test("a refused token reaches the tab with Teams' own reason, and is given once consent is there", async () => {
    const page = await openPage(browser);
    const teams = await hosts.teams(page, {
      path: "/tab/",
      person: anna,
      refusal: "resourceRequiresConsent",
    });
    const shown = () => teams.app.locator("#token").textContent();
    await eventually(shown).toBe("refused: resourceRequiresConsent");
    await eventually(async () => (await teams.record()).state).toBe("success");
    await teams.refuseTokens(null);
    await teams.app.getByRole("button", { name: "Sign in again" }).click();
    await eventually(async () => issued.includes(String(await shown()))).toBe(true);
  });

  test("a stranger who frames the tab learns nothing, and gets no token", async () => {
    const page = await openPage(browser);
    const before = issued.length;
    const stranger = await hosts.teams(page, { path: "/tab/", person: anna, origin: "https://evil.example" });
    await eventually(async () => (await stranger.record()).calls).toContain("initialize");
    expect(new Set((await stranger.record()).calls)).toEqual(new Set(["initialize"]));
    expect(await stranger.app.locator("#context").count()).toBe(0);
    expect(issued).toHaveLength(before);
  });
});

describe("in Outlook", () => {
  const open = async (more: Partial<OutlookOptions> = {}) =>
    hosts.outlook(await openPage(browser), {
      path: "/pane/",
      person: anna,
      item: mail("Delivery dates"),
      ...more,
    });

  test("the side panel reads the selected mail by the real office.js", async () => {
    const outlook = await open({ locale: "ru-RU" });
    await eventually(() => outlook.app.locator("#headers").textContent()).toContain(
      "volkov@steelworks.example",
    );
    expect(JSON.parse((await outlook.app.locator("#host").textContent()) ?? "")).toEqual({
      language: "ru-RU",
      user: anna.address,
      broker: true,
    });
    expect(JSON.parse((await outlook.app.locator("#item").textContent()) ?? "")).toEqual({
      id: "AAMk-Delivery dates",
      subject: "Delivery dates",
      from: volkov.address,
      to: [anna.address],
    });
    await eventually(() => outlook.app.locator("#categories").textContent()).toBe('["One voice: around"]');
    await eventually(async () => (await outlook.record()).notices["verdict"]?.message).toBe(
      "Anna was left out.",
    );
    expect((await outlook.record()).unanswered).toEqual([]);
    await screenshot(outlook.page, "hosts-outlook");
  });

  test("a pinned panel follows from mail to mail, and to none", async () => {
    const outlook = await open();
    await eventually(() => outlook.app.locator("#listening").textContent()).toBe("to items");
    await outlook.select(mail("Price"));
    await eventually(() => outlook.app.locator("#item").textContent()).toContain("AAMk-Price");
    await outlook.select(null);
    await eventually(() => outlook.app.locator("#item").textContent()).toBe("nothing selected");
    await outlook.select(mail("Price again"));
    await eventually(() => outlook.app.locator("#item").textContent()).toContain("AAMk-Price again");
  });

  test("a change of Office's theme reaches the panel", async () => {
    const outlook = await open();
    await eventually(() => outlook.app.locator("#listening").textContent()).toBe("to items");
    await outlook.setTheme({
      bodyBackgroundColor: "#141414",
      bodyForegroundColor: "#ffffff",
      controlBackgroundColor: "#292929",
      controlForegroundColor: "#ffffff",
    });
    await eventually(() => outlook.app.locator("#theme").textContent()).toBe("#141414");
  });

  test("the panel signs in by nested app authentication, without any window", async () => {
    const outlook = await open();
    await eventually(() => outlook.app.locator("#account").textContent()).toBe(anna.address);
    expect(await outlook.app.locator("#token").textContent()).toBe(issued.at(-1));
    expect((await outlook.record()).tokens).toBe(2);
    expect(outlook.page.context().pages()).toHaveLength(1);
  });

  test("a broker that wants the person's consent is told apart from other failures", async () => {
    const outlook = await open({ refusal: "USER_INTERACTION_REQUIRED" });
    const shown = () => outlook.app.locator("#token").textContent();
    await eventually(shown).toBe("refused: InteractionRequiredAuthError");
    await outlook.refuseTokens("USER_CANCEL");
    await outlook.app.getByRole("button", { name: "Sign in again" }).click();
    await eventually(shown).toBe("refused: ClientAuthError");
    await outlook.refuseTokens(null);
    await outlook.app.getByRole("button", { name: "Sign in again" }).click();
    await eventually(async () => issued.includes(String(await shown()))).toBe(true);
  });

  test("an Outlook without a broker says so", async () => {
    const outlook = await open({ broker: false });
    await eventually(() => outlook.app.locator("#host").textContent()).toContain('"broker":false');
    expect((await outlook.record()).tokens).toBe(0);
  });
});

describe("for everybody", () => {
  test("a button without a name counts as a barrier, a named one does not", async () => {
    const page = await openPage(browser);
    const body = (button: string) => `<html lang="en"><title>Deals</title><main>${button}</main></html>`;
    await page.setContent(body("<button>Hand over</button>"));
    expect(await axe(page)).toEqual([]);
    await page.setContent(body('<button></button><span data-tabster-dummy role="button"></span>'));
    expect((await axe(page)).map(({ rule, where }) => [rule, where])).toEqual([
      ["button-name", ["<button></button>"]],
    ]);
  });
});
