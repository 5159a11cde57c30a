import { randomUUID } from "node:crypto";
import PostalMime from "postal-mime";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDeal } from "../../src/contract/deal-edits.ts";
import type { TeamsHost } from "../support/hosts/teams.ts";
import { eventually, expectOpenToAll, type Journey, openJourney } from "../support/journey.ts";
import type { Json } from "../support/world.ts";

const SUBJECT = "Uralmet: the two boards";
const DEAL = "Rolling mill 2";
const OURS = ["anna.kern", "dmitri.bergmann", "andrei.morozov", "clara.neumann"] as const;
const CLIENT = "gromov@uralmet.example";

let journey: Journey;
let dealId: string;
let anna: TeamsHost;
beforeAll(async () => {
  journey = await openJourney({ seed: "demo", limits: "none" });
  const { world } = journey;
  dealId = randomUUID();
  await world.as("anna.kern")(createDeal, {
    body: {
      id: dealId,
      name: DEAL,
      account: "Uralmet",
      domains: ["uralmet.example"],
      value: { amount: "2400000", currency: "EUR" },
      stage: "negotiation",
      closeDate: "2026-06-30",
      tenderDate: null,
      sensitivity: "standard",
      seats: [
        { personId: world.id("dmitri.bergmann"), role: "executiveSponsor" },
        { personId: world.id("andrei.morozov"), role: "expert" },
        { personId: world.id("clara.neumann"), role: "expert" },
      ],
      contacts: [{ name: "Виктор Громов", address: CLIENT, role: "economicBuyer" }],
    },
  });
  await world.quiet();
});
afterAll(() => journey?.close());

/** What stands on a person's calendar in the weeks that the plan looks at. */
async function calendarOf(name: string): Promise<Json[]> {
  const { world } = journey;
  const window = "startDateTime=2026-03-02T00:00:00Z&endDateTime=2026-04-02T00:00:00Z&$top=500";
  const { status, body } = await world.graph("GET", `/users/${world.id(name)}/calendarView?${window}`);
  expect(status).toBe(200);
  return body["value"] as Json[];
}

const meetingsOf = async (name: string) =>
  (await calendarOf(name)).filter(({ subject }) => String(subject) === SUBJECT);

/** Graph tells times in UTC without saying so. */
const instant = (at: Json | undefined) => Temporal.Instant.from(`${at?.["dateTime"]}Z`);

async function openPlan(host: TeamsHost): Promise<void> {
  await eventually(() => host.app.getByRole("heading", { level: 1 }).textContent()).toBe(DEAL);
  await host.app.getByRole("navigation").getByRole("link", { name: "Meetings" }).click();
  await host.app.getByRole("button", { name: "Plan a meeting" }).click();
}

/** `choosePlace` does what is needed until it is known where the client's person is. */
async function fillIn({ app }: TeamsHost, choosePlace: () => Promise<unknown>): Promise<void> {
  await app.getByRole("textbox", { name: "About" }).fill(SUBJECT);
  await app.getByLabel("Does Андрей Морозов come").selectOption({ label: "has to come" });
  await app.getByLabel("Does Clara Neumann come").selectOption({ label: "may come" });
  await app.getByRole("checkbox", { name: "Виктор Громов" }).check();
  await choosePlace();
  await app.getByLabel("Length").selectOption({ label: "45 minutes" });
  await app
    .getByRole("textbox", { name: "Agenda, for everybody invited" })
    .fill("Who decides what, and when.");
}

describe("an executive meeting", () => {
  test("Anna sees the times that suit Munich, Novosibirsk and the client, and who stands against the others", async () => {
    anna = await journey.teams("anna.kern", { path: `/tab/deals/${dealId}` }, { height: 1000 });
    const { app } = anna;
    await openPlan(anna);
    const where = app.getByLabel("Where Виктор Громов is");
    await fillIn(anna, async () => {
      await app.getByRole("button", { name: "Find times" }).click();
      await eventually(() => app.getByText("Without a place nobody knows when they work.").count()).toBe(1);
      await where.selectOption("Asia/Yekaterinburg");
    });
    await expectOpenToAll(anna, "meeting-1-plan-light");
    await app.getByRole("button", { name: "Find times" }).click();
    const times = app.getByRole("region", { name: "Times" });
    // The chief executive's next two weeks are full: what would have to give is said, and nothing is given by itself.
    await eventually(() => times.getByText("No time suits everybody. It would work:").count()).toBe(1);
    expect(await times.getByRole("list").first().textContent()).toContain("Without Dmitri Bergmann");
    await expectOpenToAll(anna, "meeting-2-concessions-light");
    await app.getByRole("textbox", { name: "Last day" }).fill("2026-04-01");
    await app.getByRole("button", { name: "Find times" }).click();
    await eventually(() => times.getByText("Best times").count()).toBe(1);
    const best = times.getByRole("list").first().getByRole("button");
    const first = String(await best.first().textContent());
    expect(first).toMatch(/Novosibirsk \d\d:\d\d/);
    expect(first).toMatch(/Yekaterinburg \d\d:\d\d/);

    const busy = times.getByRole("button", { name: /Dmitri Bergmann: busy/ });
    expect(await busy.count()).toBeGreaterThan(10);
    expect(
      await times.getByRole("button", { name: /Андрей Морозов: outside working hours/ }).count(),
    ).toBeGreaterThan(10);
    await busy.first().hover();
    await eventually(() => times.getByText(/Dmitri Bergmann: busy/).count()).toBe(1);
    await anna.app.getByText("All times").scrollIntoViewIfNeeded();
    await expectOpenToAll(anna, "meeting-3-times-light");
    await anna.setTheme("contrast");
    await eventually(() => app.locator("[data-theme]").first().getAttribute("data-theme")).toBe("contrast");
    await expectOpenToAll(anna, "meeting-4-times-contrast");
    await anna.setTheme("default");
  });

  test("pressing Invite twice puts one meeting with a Teams link on every calendar, where everybody is free", async () => {
    const { app } = anna;
    const { world } = journey;
    const before = new Map(
      await Promise.all(OURS.map(async (name) => [name, await calendarOf(name)] as const)),
    );
    await app
      .getByRole("region", { name: "Times" })
      .getByRole("list")
      .first()
      .getByRole("button")
      .first()
      .click();
    await app.getByRole("button", { name: "Invite" }).dblclick();
    await eventually(() => app.getByText(/^Invited for/).count()).toBe(1);
    const card = app.getByRole("listitem").filter({ hasText: SUBJECT });
    await eventually(() => card.textContent()).toContain("on the calendars");
    await world.quiet();

    for (const name of OURS) {
      const [event, ...others] = await meetingsOf(name);
      expect(others, name).toEqual([]);
      expect(event, name).toMatchObject({
        isOnlineMeeting: true,
        onlineMeeting: { joinUrl: expect.stringMatching(/^https:/) },
      });
      const from = instant(event?.["start"]);
      const to = instant(event?.["end"]);
      expect(from.until(to).total("minutes")).toBe(45);
      const taken = (before.get(name) ?? []).filter(
        ({ showAs, isCancelled }) =>
          ["busy", "oof"].includes(String(showAs)) && String(isCancelled) !== "true",
      );
      const clash = taken.filter(
        ({ start, end }) =>
          Temporal.Instant.compare(instant(start), to) < 0 &&
          Temporal.Instant.compare(from, instant(end)) < 0,
      );
      if (name !== "clara.neumann")
        expect(
          clash.map(({ subject }) => String(subject)),
          name,
        ).toEqual([]);
    }
    const sent = ((await world.outside("GET", "/mail"))["value"] as Json[]).filter(({ subject }) =>
      String(subject).includes(SUBJECT),
    );
    expect(sent).toHaveLength(1);
    const invitation = await PostalMime.parse(String(sent[0]?.["raw"]));
    expect(JSON.stringify([invitation.to, invitation.text, invitation.html])).toContain(
      "Who decides what, and when.",
    );
    expect(JSON.stringify(sent[0]?.["to"])).toContain(CLIENT);
    await expectOpenToAll(anna, "meeting-5-invited-light");
  });

  test("the chief executive declines, and Anna's tab says so without a reload", async () => {
    const { world } = journey;
    const { app } = anna;
    await app.locator("body").evaluate("document.body.dataset.first = 'yes'");
    const answers = app.getByRole("list", { name: "Answers" }).getByRole("listitem");
    const chief = answers.filter({ hasText: "Dmitri Bergmann" });
    expect(await chief.textContent()).toContain("has not answered");
    const [event] = await meetingsOf("anna.kern");
    await world.outside("POST", `/events/${event?.["id"]}/responses`, {
      attendee: "dmitri.bergmann@bergmann.example",
      response: "declined",
      comment: "Board in Zurich",
    });
    await eventually(() => chief.textContent()).toContain("does not come");
    await world.outside("POST", `/events/${event?.["id"]}/responses`, {
      attendee: CLIENT,
      response: "accepted",
    });
    await eventually(() => answers.filter({ hasText: "Виктор Громов" }).textContent()).toContain("comes");
    expect(await app.locator("body").getAttribute("data-first")).toBe("yes");
    const { attendees } = (await meetingsOf("anna.kern"))[0] as Json;
    expect(attendees).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          emailAddress: expect.objectContaining({ address: "dmitri.bergmann@bergmann.example" }),
          status: expect.objectContaining({ response: "declined" }),
        }),
      ]),
    );
    await expectOpenToAll(anna, "meeting-6-declined-light");
  });

  test("on a phone, in dark, the plan and its times fit into 320 pixels", async () => {
    const look = { width: 320, height: 640 };
    const phone = await journey.teams("anna.kern", { path: `/tab/deals/${dealId}`, theme: "dark" }, look);
    await openPlan(phone);
    // Where he is was said at the first invitation.
    const where = phone.app.getByLabel("Where Виктор Громов is");
    await fillIn(phone, () => eventually(() => where.inputValue()).toBe("Asia/Yekaterinburg"));
    await expectOpenToAll(phone, "meeting-7-plan-phone-dark");
    await phone.app.getByRole("button", { name: "Find times" }).click();
    await phone.app.getByText("All times").scrollIntoViewIfNeeded();
    await expectOpenToAll(phone, "meeting-8-times-phone-dark");
  });
});
