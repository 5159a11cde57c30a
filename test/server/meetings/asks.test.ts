import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type * as z from "zod/mini";
import { row, sql } from "../../../server/store/db.ts";
import {
  type Ask,
  answerAsk,
  createAsk,
  listAsks,
  readOffers,
  sendOption,
} from "../../../src/contract/asks.ts";
import { createDeal } from "../../../src/contract/deal-edits.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import { cancelMeeting, listMeetings } from "../../../src/contract/meetings.ts";
import { openWorld, type World } from "../../support/world.ts";
import { eventsOf, refusal, VERA } from "./meeting-support.ts";

let world: World;
let deal: Deal;
/** The tender is on 15 May. */
beforeAll(async () => {
  world = await openWorld();
  const seat = (name: string, role: Deal["seats"][number]["role"]) => ({ personId: world.id(name), role });
  deal = await world.as("anna.kern")(createDeal, {
    body: {
      id: randomUUID(),
      name: "Steelworks",
      account: "Steelworks AO",
      domains: ["steelworks.example"],
      value: null,
      stage: "proposal",
      closeDate: null,
      tenderDate: "2026-05-15",
      sensitivity: "standard",
      seats: [
        seat("dmitri.bergmann", "executiveSponsor"),
        seat("richard.hahn", "executiveSponsor"),
        seat("katrin.vogel", "assistant"),
        seat("stefan.brandt", "managerCoach"),
        seat("pavel.orlov", "expert"),
      ],
      contacts: [],
    },
  });
});
afterAll(() => world.close());
afterEach(() => world.outside("DELETE", "/faults"));

type Body = z.input<typeof createAsk.body>;
/** Each test asks for an hour of its own. */
let hour = 0;
async function asked(more: Partial<Body> = {}): Promise<Ask> {
  hour += 1;
  const day = String(16 + Math.floor(hour / 4)).padStart(2, "0");
  const body: Body = {
    id: randomUUID(),
    executiveId: world.id("dmitri.bergmann"),
    subject: `Meet Vera Volkova, ${hour}`,
    stake: "Their vice president decides on Line 4 by 15 May.",
    client: VERA,
    clientRank: 2,
    start: `2026-03-${day}T${String(10 + (hour % 4)).padStart(2, "0")}:00:00Z`,
    minutes: 60,
    inPerson: false,
    words: "Dmitri, an hour with Vera would open the door.\nAnna",
    ...more,
  };
  await world.as("anna.kern")(createAsk, { params: { dealId: deal.id }, body });
  return seen("anna.kern", body.id);
}

async function seen(name: string, id: string): Promise<Ask> {
  const { asks } = await world.as(name)(listAsks, { params: { dealId: deal.id } });
  const found = asks.find((one) => one.id === id);
  if (found === undefined) throw new Error("The ask is not in the list");
  return found;
}

type Answer = z.input<typeof answerAsk.body>["answer"];
const answer = (name: string, { id }: Ask, said: Answer, key = randomUUID()) =>
  world.as(name)(answerAsk, {
    params: { dealId: deal.id, askId: id },
    body: { key, answer: said },
  });
const option = (
  ask: Ask,
  kind: z.input<typeof sendOption.body>["kind"],
  name = "anna.kern",
  key = randomUUID(),
) =>
  world.as(name)(sendOption, {
    params: { dealId: deal.id, askId: ask.id },
    body: { key, kind, words: "A quarter of an hour is enough.", start: null },
  });
const letters = async (name: string, subject: string) => {
  const { body } = await world.graph("GET", `/users/${world.id(name)}/messages?$top=200`);
  return (
    body["value"] as never as { subject: string; from: { emailAddress: { address: string } } }[]
  ).filter((mail) => mail.subject === subject);
};
const feed = async (name: string, subject: string) => {
  const { value } = await world.outside("GET", `/users/${world.id(name)}/activityFeed`);
  return (value as never as object[]).filter((line) => JSON.stringify(line).includes(`${subject}"`));
};

const called = async (subject: string) =>
  (await eventsOf(world, "anna.kern")).filter((one) => String(one["subject"]) === subject);
/** A loaded machine may take its time. */
const PATIENTLY = { timeout: 25_000 };

test("an executive is asked by a letter from the account manager and a line in Teams, once however often it is sent", async () => {
  const ask = await asked();
  expect(ask).toMatchObject({ state: "asked", yours: "send", answer: null });
  await world.as("anna.kern")(createAsk, {
    params: { dealId: deal.id },
    body: {
      ...{ id: ask.id, executiveId: ask.executive.id, subject: ask.subject, stake: "", client: null },
      ...{ clientRank: 2, start: ask.start, minutes: 60, inPerson: false, words: "again" },
    },
  });
  await world.quiet();
  const mails = await letters("dmitri.bergmann", ask.subject);
  expect(mails.map(({ from }) => from.emailAddress.address)).toEqual(["anna.kern@bergmann.example"]);
  expect(await feed("dmitri.bergmann", ask.subject)).toHaveLength(1);
  expect(await seen("dmitri.bergmann", ask.id)).toMatchObject({
    state: "asked",
    yours: "answer",
    private: null,
  });
});

test("D5: a yes in one tap puts the meeting on the calendars; tapped twice it is one", async () => {
  const ask = await asked();
  const key = randomUUID();
  const said = { kind: "yes" as const, start: ask.start };
  await Promise.all([1, 2, 3].map(() => answer("dmitri.bergmann", ask, said, key)));
  await world.quiet();
  expect(await seen("anna.kern", ask.id)).toMatchObject({ state: "accepted", meeting: { start: ask.start } });
  expect(await called(ask.subject)).toHaveLength(1);
  const { meetings } = await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } });
  expect(meetings.filter(({ subject }) => subject === ask.subject)).toMatchObject([
    { state: "scheduled", organizer: { name: "Anna Kern" } },
  ]);
  // Whoever said yes is not asked once more by Outlook.
  const response = async () => {
    const found = (await world.as("anna.kern")(listMeetings, { params: { dealId: deal.id } })).meetings;
    const mine = found.find(({ subject }) => subject === ask.subject);
    return mine?.attendees.find(({ name }) => name === "Dmitri Bergmann")?.response;
  };
  await expect.poll(response, PATIENTLY).toBe("accepted");
  expect(await called(`Briefing: ${ask.subject}`)).toHaveLength(1);
});

test("D5: the assistant answers for the executive, and it is written down as such", async () => {
  const ask = await asked();
  await answer("katrin.vogel", ask, { kind: "no", why: "no-time" });
  expect((await seen("anna.kern", ask.id)).answer).toMatchObject({
    kind: "declined",
    forOther: true,
    by: { name: "Katrin Vogel" },
    why: "no-time",
  });
  const found = sql<{ actor: string }>`select actor_id as actor from audit
    where action = 'ask.answered-for-executive' and deal_id = ${deal.id}`;
  expect((await row(world.db, found))?.actor).toBe(world.id("katrin.vogel"));
});

test("D5: three other times that suit, and colleagues with their first free time, are offered", async () => {
  const ask = await asked();
  const params = { dealId: deal.id, askId: ask.id };
  const { times, colleagues } = await world.as("dmitri.bergmann")(readOffers, { params });
  expect(times).toHaveLength(3);
  expect(times.map(({ start }) => start)).not.toContain(ask.start);
  expect(colleagues).toMatchObject([{ person: { name: "Richard Hahn" }, freeAt: expect.any(String) }]);
  await answer("dmitri.bergmann", ask, { kind: "yes", start: times[0]?.start ?? "" });
  expect(await seen("anna.kern", ask.id)).toMatchObject({ state: "accepted", meeting: times[0] });
});

test("D5: another time after a yes takes the meeting off the calendars again", async () => {
  const ask = await asked();
  await answer("dmitri.bergmann", ask, { kind: "yes", start: ask.start });
  await expect.poll(() => called(ask.subject), PATIENTLY).toHaveLength(1);
  await answer("dmitri.bergmann", ask, { kind: "another-time" });
  expect(await seen("anna.kern", ask.id)).toMatchObject({ state: "postponed", meeting: null });
  await expect.poll(() => called(ask.subject), PATIENTLY).toEqual([]);
});

test("D5: a time that was taken in the meantime is said, and the answer stays open", async () => {
  const ask = await asked();
  const time = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
  await world.graph("POST", `/users/${world.id("dmitri.bergmann")}/events`, {
    subject: "Taken",
    start: time(ask.start.slice(0, 19)),
    end: time(ask.start.replace(":00:00Z", ":30:00")),
  });
  expect(await refusal(answer("dmitri.bergmann", ask, { kind: "yes", start: ask.start }))).toBe(
    "meeting.slot-taken",
  );
  expect(await seen("anna.kern", ask.id)).toMatchObject({ state: "asked", answer: null });
});

test("D4: a no becomes options for the account manager alone; nobody else sees them, or the count", async () => {
  const ask = await asked();
  await answer("dmitri.bergmann", ask, { kind: "no", why: "not-prepared" });
  const mine = (await seen("anna.kern", ask.id)).private;
  expect(mine?.count).toEqual({ silences: 0, postponed: 0, declined: 1 });
  expect(mine?.options.map(({ kind, to }) => [kind, to.name])).toEqual([
    ["rehearsal", "Dmitri Bergmann"],
    ["beside", "Dmitri Bergmann"],
    ["opening-only", "Dmitri Bergmann"],
    ["shorter", "Dmitri Bergmann"],
    ["door-opening", "Stefan Brandt"],
    ["substitute", "Richard Hahn"],
    ["assistant", "Katrin Vogel"],
  ]);
  for (const name of ["dmitri.bergmann", "katrin.vogel", "stefan.brandt", "pavel.orlov"]) {
    expect((await seen(name, ask.id)).private).toBeNull();
  }
  expect((await seen("pavel.orlov", ask.id)).answer).toBeNull();
});

test("D4: only the account manager sends an option, once, and it is not offered again", async () => {
  const ask = await asked();
  await answer("dmitri.bergmann", ask, { kind: "no", why: "no-time" });
  for (const name of ["dmitri.bergmann", "stefan.brandt", "pavel.orlov"]) {
    expect(await refusal(option(ask, "shorter", name))).toBe("deal.not-yours");
  }
  const key = randomUUID();
  await Promise.all([option(ask, "shorter", "anna.kern", key), option(ask, "shorter", "anna.kern", key)]);
  await world.quiet();
  expect(await letters("dmitri.bergmann", ask.subject)).toHaveLength(2); // the ask, and the option
  const now = await seen("anna.kern", ask.id);
  expect(now).toMatchObject({ state: "asked", minutes: 15 });
  await answer("dmitri.bergmann", ask, { kind: "no", why: null });
  const kinds = (await seen("anna.kern", ask.id)).private?.options.map(({ kind }) => kind);
  expect(kinds).not.toContain("shorter");
  expect(await refusal(option(ask, "shorter"))).toBe("ask.not-now");
});

test("D4: a substitute is asked in the executive's place, and answers themselves", async () => {
  const ask = await asked();
  await answer("dmitri.bergmann", ask, { kind: "colleague", personId: world.id("richard.hahn") });
  expect((await seen("anna.kern", ask.id)).private?.options[0]).toMatchObject({
    kind: "substitute",
    to: { name: "Richard Hahn" },
  });
  await option(ask, "substitute");
  await expect.poll(() => letters("richard.hahn", ask.subject), PATIENTLY).toHaveLength(1);
  expect(await seen("richard.hahn", ask.id)).toMatchObject({
    yours: "answer",
    executive: { name: "Richard Hahn" },
  });
  await answer("richard.hahn", ask, { kind: "yes", start: ask.start });
  expect(await seen("anna.kern", ask.id)).toMatchObject({ state: "accepted" });
});

test("D4: a substitute who is busy then is not proposed; one whose calendar is unknown is, and that is said", async () => {
  const ask = await asked();
  const time = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
  await answer("dmitri.bergmann", ask, { kind: "no", why: "not-the-right-person" });
  const substitute = async () =>
    (await seen("anna.kern", ask.id)).private?.options.find(({ kind }) => kind === "substitute");
  expect(await substitute()).toMatchObject({ to: { name: "Richard Hahn" }, availability: "free" });
  const error = { responseCode: "5006", message: "The mailbox server cannot be reached." };
  await world.outside("PUT", `/users/${world.id("richard.hahn")}/scheduleError`, error);
  expect(await substitute()).toMatchObject({ to: { name: "Richard Hahn" }, availability: "unknown" });
  await world.outside("PUT", `/users/${world.id("richard.hahn")}/scheduleError`, null);
  await world.graph("POST", `/users/${world.id("richard.hahn")}/events`, {
    subject: "Board",
    start: time(ask.start.slice(0, 19)),
    end: time(ask.start.replace(":00:00Z", ":30:00")),
  });
  expect(await substitute()).toBeUndefined();
  expect(await refusal(option(ask, "substitute"))).toBe("ask.not-now");
});

test("D4: an agreed meeting that is called off is wanted at another time, and that is the account manager's move", async () => {
  const ask = await asked();
  const meetingId = randomUUID();
  await answer("dmitri.bergmann", ask, { kind: "yes", start: ask.start }, meetingId);
  const params = { dealId: deal.id, meetingId };
  await world.as("anna.kern")(cancelMeeting, { params, body: { comment: "" } });
  const now = await seen("anna.kern", ask.id);
  expect(now).toMatchObject({
    state: "called-off",
    meeting: null,
    answer: null,
    private: { count: { silences: 0, postponed: 0, declined: 0 }, due: { what: "move" } },
  });
  expect(now.private?.options.length).toBeGreaterThan(0);
});

test("D4: an option for a time that is over needs another time", async () => {
  const ask = await asked({ start: "2026-03-02T11:00:00Z" });
  await answer("dmitri.bergmann", ask, { kind: "no", why: "no-time" });
  await world.outside("POST", "/clock", { set: "2026-03-02T11:30:00Z" });
  expect(await refusal(option(ask, "shorter"))).toBe("meeting.past");
  const params = { dealId: deal.id, askId: ask.id };
  const body = { key: randomUUID(), kind: "shorter" as const, words: "x", start: "2026-04-23T10:00:00Z" };
  expect(await world.as("anna.kern")(sendOption, { params, body })).toMatchObject({ start: body.start });
  const other = { ...body, key: randomUUID(), kind: "beside" as const, toId: world.id("richard.hahn") };
  expect(await refusal(world.as("anna.kern")(sendOption, { params, body: other }))).toBe("ask.not-now");
});

test("D4: silence becomes options, told to the account manager once and to nobody else", async () => {
  const ask = await asked({ start: "2026-04-20T10:00:00Z" });
  expect((await seen("anna.kern", ask.id)).private?.options).toEqual([]);
  await world.advance("P5D");
  expect(await seen("anna.kern", ask.id)).toMatchObject({
    state: "silent",
    private: { count: { silences: 1 } },
  });
  expect((await seen("anna.kern", ask.id)).private?.options[0]).toMatchObject({ kind: "assistant" });
  expect(await seen("dmitri.bergmann", ask.id)).toMatchObject({ state: "asked" });
  expect(await feed("anna.kern", ask.subject)).toHaveLength(1);
  expect(await feed("dmitri.bergmann", ask.subject)).toHaveLength(1); // the ask itself
  await world.advance("PT30M");
  expect(await feed("anna.kern", ask.subject)).toHaveLength(1);
});

test("at night an executive is left in peace: the letter comes in the morning, unless the meeting would begin before", async () => {
  await world.outside("POST", "/clock", { set: "2026-03-09T20:00:00Z" });
  const ask = await asked({ start: "2026-04-22T10:00:00Z" });
  const pressing = await asked({ start: "2026-03-10T07:30:00Z" });
  expect(ask.private?.waitsUntil).toMatch(/^2026-03-10T0[89]:/);
  expect(pressing.private?.waitsUntil).toBeNull();
  await world.advance("PT11H");
  expect(await letters("dmitri.bergmann", pressing.subject)).toHaveLength(1);
  expect(await letters("dmitri.bergmann", ask.subject)).toEqual([]);
  expect(await feed("dmitri.bergmann", ask.subject)).toEqual([]);
  await world.advance("PT2H5M");
  await expect.poll(() => letters("dmitri.bergmann", ask.subject), PATIENTLY).toHaveLength(1);
  expect(await feed("dmitri.bergmann", ask.subject)).toHaveLength(1);
  expect((await seen("anna.kern", ask.id)).private?.waitsUntil).toBeNull();
});

test("fault 8: a letter whose sending was not confirmed is not sent twice", async () => {
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/send$" },
    dropReply: true,
    times: 1,
  });
  await world.outside("POST", "/clock", { set: "2026-03-11T10:00:00Z" });
  const ask = await asked({ start: "2026-04-21T10:00:00Z" });
  await world.advance("PT20M");
  expect(await letters("dmitri.bergmann", ask.subject)).toHaveLength(1);
});

test("only the account manager asks, and only people of the deal team", async () => {
  const body: Body = {
    id: randomUUID(),
    executiveId: world.id("dmitri.bergmann"),
    ...{ subject: "x", stake: "", client: null, clientRank: 2, start: "2026-04-22T10:00:00Z" },
    ...{ minutes: 30, inPerson: false, words: "" },
  };
  const ask = (name: string, more: Partial<Body> = {}) =>
    refusal(world.as(name)(createAsk, { params: { dealId: deal.id }, body: { ...body, ...more } }));
  expect(await ask("stefan.brandt")).toBe("deal.not-yours");
  expect(await ask("helen.carter")).toBe("deal.unknown");
  expect(await ask("anna.kern", { executiveId: world.id("helen.carter") })).toBe("person.unknown");
  expect(await ask("anna.kern", { start: "2026-01-01T10:00:00Z" })).toBe("meeting.past");
});
