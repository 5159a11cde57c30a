import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { axe, launchBrowser, openPage, type PageOptions, screenshot } from "./browser.ts";
import type { HostPage, Person } from "./hosts/host-page.ts";
import { type Hosts, openHosts } from "./hosts/open-hosts.ts";
import type { MailItem, OutlookHost, OutlookOptions } from "./hosts/outlook.ts";
import type { TeamsHost, TeamsOptions } from "./hosts/teams.ts";
import { type Json, openWorld, type World, type WorldOptions } from "./world.ts";

/** The built product inside simulated Teams and Outlook, on a sandbox of its own. People by the part of their address before "@". */
export type Journey = {
  world: World;
  hosts: Hosts;
  /** Opens the tab as that person has it in Teams. `look` is the window around it. */
  teams(name: string, options?: Partial<TeamsOptions>, look?: PageOptions): Promise<TeamsHost>;
  /** Opens the side panel as that person has it in Outlook, on a mail of theirs. */
  outlook(
    name: string,
    item: MailItem | null,
    options?: Partial<OutlookOptions>,
    look?: PageOptions,
  ): Promise<OutlookHost>;
  /** Closes every window but these: one that is open goes on following what happens, which takes its time. */
  leave(...but: HostPage[]): Promise<void>;
  /** The newest mail of a person's folder as Outlook shows it to an add-in; by default in the inbox. */
  newestMail(name: string, folder?: string): Promise<MailItem>;
  close(): Promise<void>;
};

/** A loaded machine may take its time; a right answer ends the wait at once. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 30_000, interval: 200 });

/** Opens everything that a journey needs; nothing is faked but the two host programs and the tenant. */
export async function openJourney(options: WorldOptions = {}): Promise<Journey> {
  const world = await openWorld(options);
  const hosts = await openHosts({
    productUrl: world.url,
    token: (address) => world.token(address.split("@")[0] ?? ""),
  });
  const browser = await launchBrowser({ hosts: hosts.port });
  const { value } = await world.outside("GET", "/users");
  const person = (name: string) => personOf(world, value as Json[], name);
  return {
    world,
    hosts,
    teams: async (name, more = {}, look = {}) =>
      hosts.teams(await openPage(browser, look), { path: "/tab/", person: person(name), ...more }),
    outlook: async (name, item, more = {}, look = {}) =>
      hosts.outlook(await openPage(browser, look), {
        path: "/pane/",
        person: person(name),
        item,
        ...more,
      }),
    async leave(...but) {
      const kept = new Set(but.map(({ page }) => page.context()));
      await Promise.all(browser.contexts().map((one) => (kept.has(one) ? null : one.close())));
    },
    newestMail: (name, folder = "inbox") => newestMail(world, name, folder),
    close: () => closeAll(browser, hosts, world),
  };
}

function personOf(world: World, users: Json[], name: string): Person {
  const found = users.find(({ id }) => String(id) === world.id(name));
  return {
    id: world.id(name),
    tenantId: world.sandbox.tenantId,
    name: String(found?.["displayName"]),
    address: String(found?.["userPrincipalName"]),
  };
}

/** Outlook knows a message by its changeable id, so none is asked of Graph that lasts. */
async function newestMail(world: World, name: string, folder: string): Promise<MailItem> {
  const path = `/users/${world.id(name)}/mailFolders/${folder}/messages?$top=1&$orderby=receivedDateTime desc`;
  const { body } = await world.graph("GET", path);
  const mail = (body["value"] as Json[])[0];
  if (mail === undefined) throw new Error(`There is no mail in the ${folder} of ${name}`);
  const { ids } = await exchangeIds(world, name, String(mail["id"]));
  return {
    id: ids,
    subject: String(mail["subject"]),
    from: correspondent(mail["from"]),
    to: (mail["toRecipients"] as Json[]).map(correspondent),
    cc: (mail["ccRecipients"] as Json[]).map(correspondent),
    internetMessageId: String(mail["internetMessageId"]),
    conversationId: String(mail["conversationId"]),
    sentAt: String(mail["sentDateTime"]),
    body: String(mail["bodyPreview"]),
  };
}

async function exchangeIds(world: World, name: string, id: string): Promise<{ ids: string }> {
  const { body } = await world.graph("POST", `/users/${world.id(name)}/translateExchangeIds`, {
    inputIds: [id],
    sourceIdType: "restImmutableEntryId",
    targetIdType: "restId",
  });
  return { ids: String((body["value"] as Json[])[0]?.["targetId"]) };
}

function correspondent(who: Json | undefined): { name: string; address: string } {
  const address = who?.["emailAddress"];
  return { name: String(address?.["name"]), address: String(address?.["address"]) };
}

async function closeAll(browser: Browser, hosts: Hosts, world: World): Promise<void> {
  await browser.close();
  await hosts.close();
  await world.close();
}

/** The picture `name` is kept, and nobody is shut out: no serious barrier, and nothing cut off at the side. */
export async function expectOpenToAll(host: HostPage, name: string): Promise<void> {
  const frame = await host.frame();
  await screenshot(host.page as Page, name);
  expect(await axe(frame), name).toEqual([]);
  expect(
    await frame.evaluate<number>("document.documentElement.scrollWidth - innerWidth"),
    name,
  ).toBeLessThanOrEqual(0);
}
