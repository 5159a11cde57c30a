import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../server/store/db.ts";
import { postBrief, readBrief, writeBrief } from "../../../src/contract/briefs.ts";
import type { Deal } from "../../../src/contract/deals.ts";
import type { Meeting } from "../../../src/contract/meetings.ts";
import { type Json, openWorld, type World } from "../../support/world.ts";
import { press } from "../deals/room-support.ts";
import { booked, eventsOf, refusal, steelworks } from "./meeting-support.ts";

let world: World;
let deal: Deal;
let meeting: Meeting;
beforeAll(async () => {
  world = await openWorld({ limits: "none" });
  deal = await steelworks(world);
  await booked(world, deal, {
    subject: "First talk",
    start: "2026-03-03T10:00:00Z",
    required: [world.id("anna.kern")],
  });
  meeting = await booked(world, deal, { subject: "The talk", start: "2026-03-04T11:00:00Z", briefing: 30 });
});
afterAll(() => world.close());

const params = () => ({ dealId: deal.id, meetingId: meeting.id });
const read = (name = "anna.kern") => world.as(name)(readBrief, { params: params() });
const words = {
  why: "Vera asked for you.",
  outcome: "A date for the contract",
  position: "2.4 million, 60 days, delivery in May",
  neverSay: "The <discount>",
};
const write = async (more: Partial<typeof words> = {}, as = "anna.kern") => {
  await world.as(as)(writeBrief, { params: params(), body: { ...words, ...more } });
  await world.quiet();
};
const written = (more: Partial<typeof words> = {}) =>
  world.as("anna.kern")(writeBrief, { params: params(), body: { ...words, ...more } });
const briefing = async (name = "dmitri.bergmann") => {
  const found = (await eventsOf(world, name)).find((one) => String(one["subject"]) === "Briefing: The talk");
  return String(found?.["body"]?.["content"]);
};

test("D3: before anyone wrote, the brief says whom you meet and when you met them last", async () => {
  expect(await read()).toMatchObject({
    why: "",
    people: [{ name: "Vera Volkova", role: "economicBuyer" }],
    touches: [{ at: "2026-03-03T10:00:00Z", subject: "First talk" }],
    changed: [],
    yoursToWrite: true,
  });
});

test("D3: the brief stands in the event of the briefing, whose Teams link stays, and nowhere the client reads", async () => {
  await write();
  const content = await briefing();
  expect(content).toContain("Vera asked for you.");
  expect(content).toContain("The &#60;discount&#62;");
  expect(content).toMatch(/teams\.microsoft\.com\/l\/meetup-join/);
  expect(content).toContain("Answer, and read the brief");
  const talk = (await eventsOf(world, "anna.kern")).find((one) => String(one["subject"]) === "The talk");
  expect(JSON.stringify(talk)).not.toContain("discount");
});

test("D3: what changed is marked, in the tab and in the event", async () => {
  await write({ outcome: "A date, and the warranty" });
  expect((await read()).changed).toEqual(["outcome"]);
  expect(await briefing()).toContain("Wanted outcome (changed)");
  expect((await briefing()).match(/Vera asked for you\./g)).toHaveLength(1);
});

test("D3: only the organizer and the account manager write it; the team reads it", async () => {
  expect(await refusal(write({}, "pavel.orlov"))).toBe("deal.not-yours");
  expect(await read("pavel.orlov")).toMatchObject({ why: words.why, yoursToWrite: false });
  expect(await refusal(read("helen.carter"))).toBe("deal.unknown");
});

const post = (as = "anna.kern") => world.as(as)(postBrief, { params: params() });
/** What stands in the room of this meeting's brief: each post as what it says. */
const posts = async () => {
  const found = await sql<{ team: string; channel: string }>`
    select team_id as team, channel_id as channel from room where deal_id = ${deal.id}`.execute(world.db);
  const { team, channel } = found.rows[0] ?? { team: "", channel: "" };
  const { body } = await world.graph("GET", `/teams/${team}/channels/${channel}/messages`);
  return (body["value"] as Json[])
    .filter((one) => JSON.stringify(one).includes(`brief-${meeting.id}`))
    .map((one) => ({
      id: String(one["id"]),
      by: String(one["from"]?.["user"]?.["displayName"]),
      says: JSON.stringify(one),
    }));
};
test("D3: without a room the brief is posted nowhere, and with one that nobody outside is in, it can be", async () => {
  expect((await read()).inRoom).toBeNull();
  expect(await refusal(post())).toBe("room.refused");
  await press(world, deal.id);
  expect((await read()).inRoom).toBe(false);
  expect(await refusal(post("pavel.orlov"))).toBe("deal.not-yours");
});

test("D3: written, the brief is posted in the room by itself in the writer's name, once", async () => {
  expect(await written({ outcome: "A date" })).toMatchObject({ inRoom: true, roomTrouble: null });
  expect(await posts()).toMatchObject([{ by: "Anna Kern", says: expect.stringContaining("2.4 million") }]);
  expect((await posts())[0]?.says).not.toContain("(changed)");
  await Promise.all([post(), post(), written({ outcome: "A date" })]);
  expect(await posts()).toHaveLength(1);
});

test("D3: a change takes the place of what the room says, and is marked there", async () => {
  const [before] = await posts();
  expect(await written({ outcome: "A signature" })).toMatchObject({ inRoom: true });
  const after = await posts();
  expect(after.map(({ id }) => id)).toEqual([before?.id]);
  expect(after[0]?.says).toContain("A signature");
  expect(after[0]?.says).toContain("Wanted outcome (changed)");
});

test("D3: a reply lost while it was posted, and a post that somebody took away, leave one post", async () => {
  const [gone] = await posts();
  const room = await sql<{ team: string; channel: string }>`
    select team_id as team, channel_id as channel from room where deal_id = ${deal.id}`.execute(world.db);
  const place = `/teams/${room.rows[0]?.team}/channels/${room.rows[0]?.channel}/messages/${gone?.id}`;
  await world.graph("POST", `${place}/softDelete`, undefined, "anna.kern");
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/messages$" },
    dropReply: true,
    times: 1,
  });
  expect(await written({ outcome: "Two signatures" })).toMatchObject({ inRoom: false, roomTrouble: "busy" });
  expect((await post()).inRoom).toBe(true);
  expect((await posts()).filter(({ says }) => says.includes("Two signatures"))).toHaveLength(1);
});

test("D3: where the writer's consent is missing, the page says so and keeps its button; the brief is kept", async () => {
  await world.outside("POST", "/faults", {
    match: { method: "PATCH", url: "/messages/" },
    status: 403,
    times: 1,
  });
  expect(await written({ outcome: "Three signatures" })).toMatchObject({
    outcome: "Three signatures",
    inRoom: false,
    roomTrouble: "permission",
  });
  expect((await post()).inRoom).toBe(true);
});

test("D3: a colleague cannot change another's post, so theirs is a post of their own, once", async () => {
  const write = (outcome: string) =>
    world.as("katrin.vogel")(writeBrief, { params: params(), body: { ...words, outcome } });
  await sql`update deal_seat set role = 'accountManager' where deal_id = ${deal.id} and person_id = ${world.id("katrin.vogel")}`.execute(
    world.db,
  );
  await write("Her words");
  await write("Her words again");
  await sql`update deal_seat set role = 'assistant' where deal_id = ${deal.id} and person_id = ${world.id("katrin.vogel")}`.execute(
    world.db,
  );
  expect((await posts()).filter(({ says }) => says.includes("Her words"))).toHaveLength(1);
  expect(new Set((await posts()).map(({ by }) => by))).toEqual(new Set(["Anna Kern", "Katrin Vogel"]));
  await written({ outcome: "A signature" });
  expect(await posts()).toHaveLength(2);
});

test("D3: it is refreshed until one hour before, and stays as it is from then on", async () => {
  await world.outside("POST", "/clock", { set: "2026-03-04T09:30:00Z" });
  // Somebody renamed her meanwhile: nobody who may post is there, so whoever posted last is told, once.
  await sql`update deal_contact set name = 'Vera A. Volkova' where deal_id = ${deal.id}`.execute(world.db);
  await world.advance("PT3M");
  await world.advance("PT3M");
  expect(await read()).toMatchObject({ frozen: false, inRoom: false, changed: ["people"] });
  const { value } = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
  const waits = (value as Json[]).filter(({ activityType }) => String(activityType) === "briefWaits");
  expect(waits.map(({ title }) => String(title))).toEqual([
    "Post the brief in its room: The talk (Steelworks)",
  ]);
  await world.outside("POST", "/clock", { set: "2026-03-04T09:59:59Z" });
  await write({ why: "At the last moment" });
  await world.outside("POST", "/clock", { set: "2026-03-04T10:00:01Z" });
  expect(await read()).toMatchObject({ frozen: true, yoursToWrite: false, why: "At the last moment" });
  expect(await refusal(write({ why: "Too late" }))).toBe("meeting.past");
  expect(await briefing()).toContain("At the last moment");
});
