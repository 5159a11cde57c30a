import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { cleanup, render } from "vitest-browser-react";
import { readClientNote } from "../../src/contract/client-note.ts";
import { readDigestWish } from "../../src/contract/deal-digest.ts";
import { readRoomDrift } from "../../src/contract/deal-drift.ts";
import { readLately } from "../../src/contract/deal-lately.ts";
import { listDeals, readChannelCard, readDeal } from "../../src/contract/deals.ts";
import { listMeetings } from "../../src/contract/meetings.ts";
import { Problem } from "../../src/contract/problem.ts";
import { readSession } from "../../src/contract/session.ts";
import { checkMessage, listIncidents } from "../../src/contract/voice.ts";
import { Pane } from "../../src/pane/pane.tsx";
import { subPagePath } from "../../src/tab/start-path.ts";
import { Tab } from "../../src/tab/tab.tsx";
import { Spoken } from "../../src/ui/language/spoken.tsx";
import { type Feature, loadTexts } from "../../src/ui/language/texts.ts";
import { loadLook } from "../../src/ui/look.ts";
import { barriers, overflow } from "./support/barriers.ts";
import { anna, aroundAnna, bypass, cards, line4, volkov } from "./support/cast.ts";
import { type FakeHost, fakeHost } from "./support/host.ts";
import type { Answer } from "./support/server.ts";
import { type Wire, wire } from "./support/wire.ts";

const FEATURES: Feature[] = ["shared", "deals", "voice"];
const session = { me: anna, tenantId: "a tenant", zone: "Europe/Berlin", language: "en" };
const everything = (more: Parameters<typeof wire>[0] = []) =>
  wire([
    ...more,
    [readSession, session],
    [listDeals, { deals: cards }],
    [readDeal, line4],
    [listIncidents, { incidents: [aroundAnna] }],
    [listMeetings, { meetings: [] }],
    [readLately, { events: [] }],
    [readClientNote, { note: null }],
    [readRoomDrift, { checkedAt: null, drift: [] }],
  ]);
const item = { internetMessageId: null, subject: "", sender: "", isShared: false };

async function open(Door: typeof Tab, { host }: FakeHost, server: Wire, path = "/tab/"): Promise<void> {
  history.replaceState(null, "", path);
  document.title = "One Voice";
  await page.viewport(900, 800);
  await Promise.all([loadLook("teams", "light"), loadLook("web", "light")]);
  const first = { language: "en", texts: await loadTexts("en", FEATURES) } as const;
  const source = { fetch: server.fetch, origin: location.origin, token: host.token };
  await render(
    <Spoken first={first} features={FEATURES}>
      <Door host={host} source={source} />
    </Spoken>,
  );
}

const home = location.href;
beforeEach(() => localStorage.clear());
afterEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", home);
});

describe("at the gate", () => {
  test("whoever is not signed in is asked to, and gets in once they are", async () => {
    const asked: string[] = [];
    const token = () => {
      asked.push("for a token");
      return asked.length === 1 ? Promise.reject(new Error("CancelledByUser")) : Promise.resolve("a token");
    };
    const host = fakeHost({ token });
    await open(Tab, host, everything());
    const signIn = page.getByRole("button", { name: "Sign in" });
    await expect.element(signIn).toBeVisible();
    expect(await barriers()).toEqual([]);
    expect(asked).toHaveLength(1);
    await signIn.click();
    await expect.element(page.getByRole("link", { name: line4.name })).toBeVisible();
  });

  test("an account that may not use the product reads who can open it", async () => {
    await open(Tab, fakeHost(), everything([[readSession, new Problem("auth.forbidden", "no")]]));
    await expect.element(page.getByText("One Voice is not open to this account")).toBeVisible();
    await expect.element(page.getByText(/Your administrator can open it/)).toBeVisible();
    expect(page.getByRole("link").elements()).toEqual([]);
  });

  test("without a network the page says so, once, and fits a phone", async () => {
    await open(
      Pane,
      fakeHost({ kind: "outlook" }),
      everything([[readSession, new TypeError("Failed to fetch")]]),
      "/pane/",
    );
    await page.viewport(320, 700);
    await expect.element(page.getByText(/The server cannot be reached/)).toBeVisible();
    expect(page.getByRole("alert").elements()).toHaveLength(1);
    expect(overflow()).toBe(0);
  });
});

describe("the tab", () => {
  test("Teams' theme is followed while the page is open", async () => {
    const host = fakeHost();
    await open(Tab, host, everything());
    await expect.element(page.getByRole("link", { name: line4.name })).toBeVisible();
    const theme = () => document.querySelector("[data-theme]")?.getAttribute("data-theme");
    expect(theme()).toBe("light");
    for (const next of ["contrast", "dark"] as const) {
      host.setTheme(next);
      await expect.poll(theme).toBe(next);
      expect(await barriers()).toEqual([]);
    }
  });

  test("the language changes at a click and is remembered", async () => {
    await open(Tab, fakeHost(), everything());
    await page.getByRole("button", { name: "RU, Русский" }).click();
    await expect.element(page.getByRole("heading", { name: /Ждёт вас/ })).toBeVisible();
    // The document follows once the new words are drawn.
    await expect.poll(() => document.documentElement.lang).toBe("ru");
    expect(localStorage.getItem("one-voice:language")).toBe("ru");
  });

  test("a change on the server is seen without a reload", async () => {
    let incidents: (typeof aroundAnna)[] = [];
    const server = everything([[listIncidents, () => ({ incidents })]]);
    await open(Tab, fakeHost(), server);
    await expect.element(page.getByText(/Nothing needs you/)).toBeVisible();
    incidents = [aroundAnna];
    server.tell({ topic: "incidents", dealId: line4.id });
    await expect.element(page.getByRole("button", { name: "Take over" })).toBeVisible();
  });

  test("a lost connection is told, and goes away when it is back", async () => {
    const server = everything();
    await open(Tab, fakeHost(), server);
    await expect.element(page.getByRole("link", { name: line4.name })).toBeVisible();
    server.hangUp();
    await expect.element(page.getByText(/The connection is lost/)).toBeVisible();
    await expect
      .poll(() => page.getByText(/The connection is lost/).elements(), { timeout: 8000 })
      .toEqual([]);
  });

  test("a deal opens at a click, keeps who signed in, and leads back", async () => {
    await open(Tab, fakeHost(), everything(), "/tab/?as=anna");
    await page.getByRole("link", { name: line4.name }).click();
    await expect.element(page.getByRole("heading", { level: 1, name: line4.name })).toBeVisible();
    expect(location.pathname + location.search).toBe(`/tab/deals/${line4.id}?as=anna`);
    await expect.poll(() => document.activeElement?.tagName).toBe("MAIN");
    await page.getByRole("link", { name: "Team", exact: true }).click();
    await expect.element(page.getByRole("heading", { name: /Our side/ })).toBeVisible();
    expect(await barriers()).toEqual([]);
    await page.getByRole("link", { name: "All deals" }).click();
    await expect.element(page.getByRole("button", { name: "New deal" })).toBeVisible();
  });

  test("a part whose texts were not loaded with the page speaks when it is opened, in either language", async () => {
    await open(Tab, fakeHost(), everything(), `/tab/deals/${line4.id}/meetings`);
    await expect.element(page.getByRole("heading", { level: 2, name: /^Meetings/ })).toBeVisible();
    await page.getByRole("button", { name: "RU, Русский" }).click();
    await expect.element(page.getByRole("heading", { level: 2, name: /^Встречи/ })).toBeVisible();
  });

  test("in a channel the tab begins with the deal whose room it is", async () => {
    const server = everything([[readChannelCard, { view: "whole", deal: line4 }]]);
    await open(Tab, fakeHost({ channelId: "19:room@thread.tacv2" }), server);
    await expect.element(page.getByRole("heading", { level: 1, name: line4.name })).toBeVisible();
    expect(server.paths).toContain("/api/channels/19%3Aroom%40thread.tacv2/card");
  });

  test("in a channel shared with others the tab shows who speaks, and nothing internal", async () => {
    const card = {
      name: line4.name,
      account: line4.account,
      speaker: { name: anna.name, mail: anna.mail, since: "2026-09-01T07:00:00Z" },
      team: [{ name: anna.name, title: anna.title }],
    };
    const server = everything([[readChannelCard, { view: "open", card, dealId: null }]]);
    await open(Tab, fakeHost({ channelId: "19:shared" }), server);
    await expect.element(page.getByRole("heading", { level: 1, name: line4.name })).toBeVisible();
    await expect.element(page.getByText("Anna Kern speaks")).toBeVisible();
    expect(document.body.textContent).not.toMatch(/€|tender|closes|Proposal/);
    expect(page.getByRole("link", { name: "Open the whole deal" }).elements()).toEqual([]);
    expect(await barriers()).toEqual([]);
  });

  test("in a channel without a deal the tab says so, and leads to all deals", async () => {
    const server = everything([[readChannelCard, new Problem("deal.unknown", "no")]]);
    await open(Tab, fakeHost({ channelId: "19:other" }), server);
    await expect.element(page.getByText("This channel has no deal")).toBeVisible();
    await page.getByRole("link", { name: "All deals" }).click();
    await expect.element(page.getByRole("link", { name: line4.name })).toBeVisible();
  });

  test("from every page one chooses what one hears; deals are brought in on a page of its own", async () => {
    const wish = {
      feed: true,
      mail: false,
      urgent: true,
      at: null,
      nextAt: null,
      hours: null,
      holidays: null,
    };
    await open(Tab, fakeHost(), everything([[readDigestWish, wish]]), "/tab/?as=anna");
    await page.getByRole("link", { name: "Notifications" }).click();
    await expect.element(page.getByRole("heading", { name: "What you hear, and when" })).toBeVisible();
    expect(location.pathname + location.search).toBe("/tab/digest?as=anna");
    await page.getByRole("link", { name: "All deals" }).click();
    await page.getByRole("button", { name: "Import" }).click();
    await expect.element(page.getByText("Choose a file, or drop it here")).toBeVisible();
    expect(location.pathname).toBe("/tab/import");
    expect(await barriers()).toEqual([]);
  });

  test("whoever adds the tab to a channel chooses a deal, and only then can save", async () => {
    const host = fakeHost({ isSettings: true });
    await open(Tab, host, everything(), "/tab/configure");
    const radio = page.getByRole("radio", { name: /Line 4 modernisation/ });
    await expect.element(radio).toBeVisible();
    expect(host.chosen).toEqual([]);
    expect(await barriers()).toEqual([]);
    await radio.click();
    const address = `${location.origin}/tab/deals/${line4.id}`;
    expect(host.chosen).toEqual([
      { entityId: line4.id, contentUrl: address, websiteUrl: address, suggestedDisplayName: line4.name },
    ]);
  });

  test("of hundreds of deals the one for the tab is found by its name", async () => {
    const many = Array.from({ length: 300 }, (_one, place) => ({
      ...line4,
      id: `d${place}`,
      name: `Deal ${place}`,
    }));
    const host = fakeHost({ isSettings: true });
    await open(Tab, host, everything([[listDeals, { deals: many }]]), "/tab/configure");
    await expect.element(page.getByRole("radio").first()).toBeVisible();
    expect(page.getByRole("radio").elements()).toHaveLength(12);
    await page.getByRole("searchbox", { name: "Search deals" }).fill("deal 277");
    await page.getByRole("radio", { name: /Deal 277/ }).click();
    expect(host.chosen[0]?.entityId).toBe("d277");
    expect(await barriers()).toEqual([]);
  });

  test.each([
    ["a deal's id", line4.id, `/deals/${line4.id}`],
    ["a part of a deal", `deals/${line4.id}/voice`, `/deals/${line4.id}/voice`],
    ["a path of somebody else's making", "//evil.example/x", null],
    ["a word", "settings", null],
    ["nothing", null, null],
  ])("a link into the tab with %s leads where it should", (_what, subPage, path) => {
    expect(subPagePath(subPage)).toBe(path);
  });
});

describe("the side panel", () => {
  test("below the verdict stand the deal's live facts, and a change of them is seen at once", async () => {
    const host = fakeHost({ kind: "outlook" });
    let deal: typeof line4 = line4;
    const server = everything([
      [checkMessage, { readings: [bypass], sender: volkov, others: [] }],
      [readDeal, () => deal],
    ]);
    await open(Pane, host, server, "/pane/");
    host.select({ ...item, messageId: "one" });
    const facts = page.getByRole("region", { name: line4.name });
    await expect.element(facts.getByText("€2.4m")).toBeVisible();
    await expect.element(facts.getByText("tender 4 Dec")).toBeVisible();
    deal = { ...line4, stage: "contract", value: { amount: "3100000", currency: "EUR" } };
    server.tell({ topic: "deals", dealId: line4.id });
    await expect.element(facts.getByText("€3.1m")).toBeVisible();
    await expect.element(facts.getByText("Contract")).toBeVisible();
    await page.viewport(320, 700);
    expect(overflow()).toBe(0);
    expect(await barriers()).toEqual([]);
  });

  test("a pinned panel follows the selection from mail to mail, and to none", async () => {
    const host = fakeHost({ kind: "outlook" });
    // Asked again once the stream stands, so it is answered by what is selected, not by turns.
    let reply: Answer = { readings: [bypass], sender: volkov, others: [] };
    const server = everything([[checkMessage, () => reply]]);
    await open(Pane, host, server, "/pane/");
    await expect.element(page.getByText("No mail is selected")).toBeVisible();
    host.select({ ...item, messageId: "one" });
    await expect.element(page.getByRole("button", { name: "Hand to Anna Kern" })).toBeVisible();
    reply = { readings: [], sender: null, others: [] };
    host.select({ ...item, messageId: "two" });
    await expect.element(page.getByText("No client of your deals is on this mail.")).toBeVisible();
    host.select(null);
    await expect.element(page.getByText("No mail is selected")).toBeVisible();
  });
});

test("a deal half written when Teams loads the tab anew is there again once it is known whose it is", async () => {
  await open(Tab, fakeHost(), everything());
  await page.getByRole("button", { name: "New deal" }).click();
  await page.getByRole("textbox", { name: "Client", exact: false }).first().fill("Zarya Works");
  await cleanup();
  await open(Tab, fakeHost(), everything());
  await expect.element(page.getByText(/What you had typed is back/)).toBeVisible();
  await expect
    .element(page.getByRole("textbox", { name: "Client", exact: false }).first())
    .toHaveValue("Zarya Works");
});
