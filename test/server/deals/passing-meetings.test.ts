import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createAsk, listAsks } from "../../../src/contract/asks.ts";
import { handOverVoice } from "../../../src/contract/deal-edits.ts";
import { closeDeal, readClosing, readHandOver, undoHandOver } from "../../../src/contract/deal-ending.ts";
import { type Deal, listDeals, readDeal } from "../../../src/contract/deals.ts";
import type { Meeting } from "../../../src/contract/meetings.ts";
import { readPassedMeetings } from "../../../src/contract/passed-meetings.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { booked, eventsOf, meetingOf, steelworks } from "../meetings/meeting-support.ts";
import { list, refusal, send } from "./deal-support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: "none", manners: { attempts: 2, pauseMs: 1 } });
});
afterAll(() => world.close());
afterEach(() => world.outside("DELETE", "/faults"));

const anna = () => world.as("anna.kern");
const at = (deal: Deal) => ({ params: { dealId: deal.id } });
const version = async (deal: Deal) => (await anna()(readDeal, at(deal))).version;
const pass = async (deal: Deal, to: string, meetings?: "join" | "replace" | "none") =>
  anna()(handOverVoice, {
    ...at(deal),
    body: { personId: world.id(to), version: await version(deal), ...(meetings && { meetings }) },
  });
/** The minute to undo passes, and what follows is done. */
const afterwards = () => world.advance("PT2M");
const invited = async (deal: Deal, meeting: Meeting) =>
  (await meetingOf(world, deal, meeting.id)).attendees.map(({ name }) => name).toSorted();
const states = async (deal: Deal) =>
  (await anna()(readPassedMeetings, at(deal))).meetings.map(
    ({ person, what, state }) => `${what} ${person.name}: ${state}`,
  );
const news = async (name: string, type: string): Promise<Json[]> =>
  list(await world.outside("GET", `/users/${world.id(name)}/activityFeed`)).filter(
    ({ activityType }) => String(activityType) === type,
  );
/** Each booking has a working day of its own: nobody is anywhere twice. */
const DAYS = [3, 4, 5, 6, 10, 11, 12, 13, 17, 18, 19, 20, 24, 25, 26, 27];
const nextDay = () => `2026-03-${String(DAYS.shift()).padStart(2, "0")}T11:00:00Z`;

describe("when another person speaks, the meetings to come pass on", () => {
  test("it is shown beforehand which, who is in them already, and where whoever speaks now could be taken out", async () => {
    const deal = await steelworks(world);
    await booked(world, deal, { start: nextDay(), subject: "Without Pavel" });
    await booked(world, deal, {
      start: nextDay(),
      subject: "With Pavel",
      optional: [world.id("pavel.orlov")],
    });
    const query = { to: world.id("pavel.orlov") };
    const { toCome, meetings } = await anna()(readHandOver, { ...at(deal), query });
    expect(meetings).toBe(2);
    expect(toCome).toMatchObject([
      {
        subject: "Without Pavel",
        organizer: "Anna Kern",
        client: "Vera Volkova",
        isIn: false,
        canLeave: false,
      },
      { subject: "With Pavel", isIn: true, canLeave: false },
    ]);
    const unasked = await anna()(readHandOver, at(deal));
    expect(unasked.toCome?.map(({ isIn }) => isIn)).toEqual([undefined, undefined]);
  });

  test("the next is invited by the organizer to what is to come, with its briefing; whoever spoke stays; taken back within the minute nobody hears of it", async () => {
    const deal = await steelworks(world);
    const meeting = await booked(world, deal, { start: nextDay(), subject: "To come", briefing: 15 });
    const before = await invited(deal, meeting);
    const taken = await pass(deal, "pavel.orlov");
    await anna()(undoHandOver, { ...at(deal), body: { version: taken.version } });
    await afterwards();
    expect(await invited(deal, meeting)).toEqual(before);
    expect(await states(deal)).toEqual([]);

    await pass(deal, "pavel.orlov");
    await afterwards();
    await expect.poll(() => states(deal), { timeout: 20_000 }).toEqual(["invite Павел Орлов: done"]);
    await expect
      .poll(() => invited(deal, meeting), { timeout: 20_000 })
      .toEqual([...before, "Павел Орлов"].toSorted());
    const own = (await eventsOf(world, "pavel.orlov")).map(({ subject }) => String(subject));
    expect(own).toEqual(expect.arrayContaining(["To come", expect.stringMatching(/^Briefing|^Подготовка/)]));
    expect((await meetingOf(world, deal, meeting.id)).organizer.name).toBe("Anna Kern");
  });

  test("chosen so, whoever spoke is taken out where somebody else invites; chosen so, nothing is touched", async () => {
    const deal = await steelworks(world);
    const meeting = await booked(world, deal, { start: nextDay() });
    await pass(deal, "pavel.orlov");
    await afterwards();
    await expect.poll(() => invited(deal, meeting), { timeout: 20_000 }).toContain("Павел Орлов");
    await pass(deal, "dmitri.bergmann", "replace");
    await afterwards();
    await expect.poll(() => invited(deal, meeting), { timeout: 20_000 }).not.toContain("Павел Орлов");
    await expect.poll(() => states(deal), { timeout: 20_000 }).toEqual(["remove Павел Орлов: done"]);
    await pass(deal, "katrin.vogel", "none");
    await afterwards();
    expect(await invited(deal, meeting)).not.toContain("Katrin Vogel");
  });

  test("fault 6: a busy Outlook is asked again, one that refuses is told, and a reply that was lost invites nobody twice", async () => {
    const deal = await steelworks(world);
    const meeting = await booked(world, deal, { start: nextDay() });
    const match = { method: "PATCH", url: "/events/" };
    await world.outside("POST", "/faults", { match, status: 429, retryAfter: 60 });
    await pass(deal, "pavel.orlov");
    await afterwards();
    expect(await states(deal)).toEqual(["invite Павел Орлов: waiting"]);
    await world.outside("DELETE", "/faults");
    await world.outside("POST", "/faults", { match, dropReply: true, times: 1 });
    const later = async () => {
      await world.advance("PT3M");
      return states(deal);
    };
    await expect.poll(later, { timeout: 20_000 }).toEqual(["invite Павел Орлов: done"]);
    const all = await eventsOf(world, "pavel.orlov");
    expect(
      all.filter(({ start }) => JSON.stringify(start).includes(meeting.start.slice(0, 10))),
    ).toHaveLength(1);

    await world.outside("POST", "/faults", { match, status: 403, code: "ErrorAccessDenied" });
    await pass(deal, "katrin.vogel");
    await afterwards();
    await expect
      .poll(async () => (await anna()(readPassedMeetings, at(deal))).meetings, { timeout: 20_000 })
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            state: "failed",
            why: "permission",
            person: expect.objectContaining({ name: "Katrin Vogel" }),
          }),
        ]),
      );
    expect(await refusal(world.as("lukas.maier")(readPassedMeetings, at(deal)))).toEqual({
      code: "deal.unknown",
    });
  });
});

describe("at the end of a deal", () => {
  const close = async (deal: Deal, part: { cancel?: string[]; comment?: string } = {}) =>
    anna()(closeDeal, {
      ...at(deal),
      body: { version: await version(deal), outcome: "won", ...part },
    });

  test("only the meetings that were named are called off, with the words that were written, and only after the minute", async () => {
    const deal = await steelworks(world);
    const off = await booked(world, deal, { start: nextDay(), subject: "Off" });
    const stays = await booked(world, deal, { start: nextDay(), subject: "Stays" });
    const ends = await anna()(readClosing, at(deal));
    expect(ends.toCome?.map(({ subject }) => subject)).toEqual(["Off", "Stays"]);
    expect(await refusal(close(deal, { cancel: [randomUUID()] }))).toEqual({ code: "meeting.unknown" });
    await close(deal, { cancel: [off.id], comment: "The deal is signed" });
    expect((await meetingOf(world, deal, off.id)).state).toBe("scheduled");
    await afterwards();
    await expect
      .poll(async () => (await meetingOf(world, deal, off.id)).state, { timeout: 20_000 })
      .toBe("cancelled");
    expect((await meetingOf(world, deal, stays.id)).state).toBe("scheduled");
    const held = async () =>
      (await eventsOf(world, "dmitri.bergmann"))
        .filter(({ isCancelled }) => !isCancelled)
        .map(({ subject }) => String(subject));
    await expect.poll(held, { timeout: 20_000 }).toContain("Stays");
    await expect.poll(held, { timeout: 20_000 }).not.toContain("Off");
  });

  test("an executive who was asked owes no answer any more, and hears so in the one word about the end", async () => {
    const deal = await steelworks(world);
    const body = {
      ...{ id: randomUUID(), executiveId: world.id("dmitri.bergmann"), subject: "Meet their new director" },
      ...{
        stake: "",
        client: null,
        clientRank: 2,
        start: "2026-03-27T11:00:00Z",
        minutes: 60,
        inPerson: false,
      },
      words: "Please",
    };
    await anna()(createAsk, { ...at(deal), body });
    expect((await anna()(readClosing, at(deal))).asks).toBe(1);
    const before = (await news("dmitri.bergmann", "dealOver")).length;
    await close(deal);
    await afterwards();
    const { asks } = await world.as("dmitri.bergmann")(listAsks, at(deal));
    expect(asks.map(({ state }) => state)).toEqual(["ended"]);
    const told = async () => (await news("dmitri.bergmann", "dealOver")).slice(0, -before || undefined);
    await expect.poll(async () => (await told()).length, { timeout: 20_000 }).toBe(1);
    expect(JSON.stringify(await told())).toContain("Meet their new director");
    expect(JSON.stringify(await news("pavel.orlov", "dealOver"))).not.toContain("Meet their new director");
    const answer = { key: randomUUID(), answer: { kind: "no", why: null } };
    const place = `/api/deals/${deal.id}/asks/${body.id}/answer`;
    expect(await send(world, place, { body: answer, as: "dmitri.bergmann" })).toEqual([
      409,
      "ask.not-now",
      undefined,
    ]);
  });

  test("mailboxes that no other deal needs are watched no longer, and the year in which its mail is kept begins", async () => {
    const deal = await steelworks(world);
    const watched = async () =>
      list(await world.graph("GET", "/subscriptions")).filter(({ resource }) =>
        String(resource).includes(`users/${world.id("dmitri.bergmann")}/messages`),
      ).length;
    await world.quiet();
    expect(await watched()).toBe(1);
    const { deals } = await anna()(listDeals, {});
    for (const { id, stage } of deals) if (stage === "proposal") await close({ ...deal, id } as Deal);
    await afterwards();
    await expect.poll(watched, { timeout: 20_000 }).toBe(0);
    expect(await anna()(readDeal, at(deal))).toMatchObject({ stage: "won", speaker: null });
  });
});
