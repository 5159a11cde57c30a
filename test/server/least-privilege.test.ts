import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../server/sandbox/seed/company.ts";
import { readClientNote, signClientNote } from "../../src/contract/client-note.ts";
import { saveDigestWish } from "../../src/contract/deal-digest.ts";
import { checkRoom } from "../../src/contract/deal-drift.ts";
import { changeSensitivity, createDeal, handOverVoice } from "../../src/contract/deal-edits.ts";
import { closeDeal } from "../../src/contract/deal-ending.ts";
import { adoptChannel, createRoom, listRoomCandidates, undoRoom } from "../../src/contract/deal-rooms.ts";
import { type Deal, readDeal } from "../../src/contract/deals.ts";
import { writeDebrief } from "../../src/contract/debriefs.ts";
import { handOver, previewHandOver } from "../../src/contract/hand-overs.ts";
import type { Meeting } from "../../src/contract/meetings.ts";
import { readSession } from "../../src/contract/session.ts";
import { permissionsOnPage } from "../house/permissions-page.ts";
import { type Json, openWorld, type World } from "../support/world.ts";
import { press, stepsOf, untilRoom } from "./deals/room-support.ts";
import { booked, meetingOf, requestCount, slotsFor } from "./meetings/meeting-support.ts";
import { clientWrites, copyOf, incidentsOf } from "./voice/voice-support.ts";

let world: World;
let deal: Deal;
let meeting: Meeting;
let since: number;

beforeAll(async () => {
  world = await openWorld({ limits: "none" });
  const page = permissionsOnPage();
  const names = (kind: string) => page.filter((one) => one.kind === kind).map(({ name }) => name);
  await world.outside("POST", "/consent", { action: "revoke" });
  const granted = { application: names("application"), delegated: names("delegated") };
  await world.outside("POST", "/consent", { action: "grant", ...granted });
  // Tokens that were given out before keep what they say.
  await world.advance("PT2H");
  await addToTeam(names("place").filter((name) => name.endsWith(".Group")));
  since = await requestCount(world);
}, 120_000);
afterAll(() => world?.close());

/** The owner of a team adds the app to it, which is what grants the app its permissions there. */
async function addToTeam(values: string[]): Promise<void> {
  const apps = (await world.graph("GET", "/appCatalogs/teamsApps")).body["value"] as Json[];
  const { status } = await world.graph("POST", `/teams/${KEY_ACCOUNTS_TEAM}/installedApps`, {
    "teamsApp@odata.bind": `${world.sandbox.url}/v1.0/appCatalogs/teamsApps/${apps[0]?.["id"]}`,
    consentedPermissionSet: {
      resourceSpecificPermissions: values.map((permissionValue) => ({
        permissionValue,
        permissionType: "Application",
      })),
    },
  });
  expect(status).toBe(201);
}

/** What Graph refused since the permissions of the page were all there is. */
async function refused(): Promise<string[]> {
  const { value } = await world.outside("GET", `/requests?since=${since}`);
  return (value as Json[])
    .filter(({ status }) => Number(status) === 403)
    .map(({ method, url }) => `${method} ${url}`);
}

test("the permissions on the administrator's page are enough for a deal and its private room", async () => {
  await world.as("anna.kern")(readSession, {});
  deal = await world.as("anna.kern")(createDeal, {
    body: {
      id: randomUUID(),
      name: "Rolling mill",
      account: "Steelworks",
      domains: ["steelworks.example"],
      value: null,
      stage: "proposal",
      closeDate: "2026-05-29",
      tenderDate: null,
      sensitivity: "private",
      seats: [
        { personId: world.id("pavel.orlov"), role: "expert" },
        { personId: world.id("dmitri.bergmann"), role: "executiveSponsor" },
      ],
      contacts: [],
    },
  });
  await world.advance("PT1S");
  expect((await press(world, deal.id)).state).toBe("ready");
  expect(await refused()).toEqual([]);
});

test("they are enough for a shared room, for one in a team of its own, for taking one back, and for changing who gets in", async () => {
  const made = async (name: string, sensitivity: "standard" | "shared") =>
    world.as("anna.kern")(createDeal, {
      body: {
        ...{ id: randomUUID(), name, account: "Other works", domains: ["other-works.example"], value: null },
        ...{ stage: "proposal", closeDate: "2026-05-29", tenderDate: null, sensitivity, contacts: [] },
        seats: [{ personId: world.id("pavel.orlov"), role: "expert" }],
        milestones: [{ name: "Pilot", day: "2026-04-01" }],
      },
    });
  const pass = (by: string) => world.outside("POST", "/clock", { advance: by });
  const shared = await made("Shared mill", "shared");
  await world.as("anna.kern")(createRoom, { params: { dealId: shared.id } });
  await pass("PT11S");
  expect((await press(world, shared.id)).state).toBe("ready");
  await world.as("anna.kern")(checkRoom, { params: { dealId: shared.id } });

  const own = await made("Own mill", "standard");
  const asked = { params: { dealId: own.id }, body: { team: "own" as const } };
  await world.as("anna.kern")(createRoom, asked);
  await pass("PT21S");
  expect(stepsOf(await press(world, own.id))).toMatchObject({
    folders: "done",
    plan: "done",
    welcome: "done",
  });

  const back = await made("Back again", "standard");
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/messages$" },
    status: 400,
    times: 1,
  });
  expect((await press(world, back.id)).state).toBe("stuck");
  await world.as("anna.kern")(undoRoom, { params: { dealId: back.id } });
  await untilRoom(world, back.id, "none");

  const { body: channel } = await world.graph("POST", `/teams/${KEY_ACCOUNTS_TEAM}/channels`, {
    displayName: "Adopted",
  });
  const params = { dealId: back.id };
  await world.as("anna.kern")(listRoomCandidates, { params });
  const adopt = { params, body: { channelId: String(channel["id"]) } };
  await world.outside("POST", "/faults", {
    match: { method: "POST", url: "/planner/tasks$" },
    status: 400,
    times: 1,
  });
  await world.as("anna.kern")(adoptChannel, adopt);
  await untilRoom(world, back.id, "stuck");
  await world.as("anna.kern")(undoRoom, { params });
  await untilRoom(world, back.id, "none");
  await world.as("anna.kern")(adoptChannel, adopt);
  await untilRoom(world, back.id, "ready");

  const { version } = await world.as("anna.kern")(readDeal, { params });
  const turned = { version, sensitivity: "private" as const, old: "archive" as const };
  await world.as("anna.kern")(changeSensitivity, { params, body: turned });
  await untilRoom(world, back.id, "ready");
  const former = async () => (await world.as("anna.kern")(readDeal, { params })).room.former;
  await expect.poll(former, { timeout: 20_000 }).toMatchObject([{ name: "Adopted", archived: true }]);
  expect(await refused()).toEqual([]);
});

test("they are enough for one word a day by mail, and for a note to the client among the drafts", async () => {
  const body = { feed: true, mail: true, urgent: true, at: null };
  await world.as("anna.kern")(saveDigestWish, { body });
  const dealId = deal.id;
  const { version } = await world.as("anna.kern")(readDeal, { params: { dealId } });
  const passed = { params: { dealId }, body: { version, personId: world.id("pavel.orlov") } };
  await world.as("anna.kern")(handOverVoice, passed);
  await world.advance("PT2M");
  const { note } = await world.as("anna.kern")(readClientNote, { params: { dealId } });
  const signed = { params: { dealId }, body: { id: note?.id ?? "", version: 1 } };
  for (const name of ["anna.kern", "pavel.orlov"]) await world.as(name)(signClientNote, signed);
  const state = async () => (await world.as("anna.kern")(readClientNote, { params: { dealId } })).note?.state;
  await expect.poll(state, { timeout: 20_000 }).toBe("drafted");
  const again = await world.as("anna.kern")(readDeal, { params: { dealId } });
  await world.as("anna.kern")(handOverVoice, {
    params: { dealId },
    body: { version: again.version, personId: world.id("anna.kern") },
  });
  await world.advance("PT2M");
  expect(await refused()).toEqual([]);
});

test("they are enough to see, mark, tell and hand over a client's mail", async () => {
  const mailId = await clientWrites(world, { to: ["pavel.orlov"] });
  await world.quiet();
  const copy = await copyOf(world, "pavel.orlov", mailId);
  expect(copy?.["categories"]).toEqual(["Around the spokesperson"]);
  expect(await incidentsOf(world, "anna.kern")).toMatchObject([{ reason: "left-out" }]);
  const { value } = await world.outside("GET", `/users/${world.id("anna.kern")}/activityFeed`);
  expect(value).toContainEqual(expect.objectContaining({ activityType: "clientMailAround" }));
  const body = { messageId: String(copy?.["id"]), dealId: deal.id };
  const { toSpeaker, toClient } = await world.as("pavel.orlov")(previewHandOver, { body });
  const sent = { ...body, key: randomUUID(), note: toSpeaker.note, reply: toClient.text };
  expect(await world.as("pavel.orlov")(handOver, { body: sent })).toMatchObject({
    forwarded: true,
    replied: true,
  });
  await world.quiet();
  expect(await refused()).toEqual([]);
});

test("they are enough to find a time, invite, and hear the answer", async () => {
  expect((await slotsFor(world, deal, { to: "2026-03-12" })).slots.length).toBeGreaterThan(0);
  meeting = await booked(world, deal, { clients: [], briefing: 15, start: "2026-03-03T13:00:00Z" });
  expect(meeting).toMatchObject({ state: "scheduled", joinUrl: expect.stringContaining("https:") });
  const events = await world.graph("GET", `/users/${world.id("anna.kern")}/events?$top=10`);
  const event = (events.body["value"] as Json[]).find(({ subject }) => String(subject) === meeting.subject);
  const attendee = "dmitri.bergmann@bergmann.example";
  await world.outside("POST", `/events/${event?.["id"]}/responses`, { attendee, response: "declined" });
  await world.quiet();
  const answers = (await meetingOf(world, deal, meeting.id)).attendees.map(({ response }) => response);
  expect(answers).toEqual(["declined"]);
  expect(await refused()).toEqual([]);
});

test("they are enough for promises that become tasks, and for putting a closed deal's room away", async () => {
  await world.outside("POST", "/clock", { set: "2026-03-03T13:10:00Z" });
  const promise = { id: randomUUID(), text: "Send the terms", ownerId: world.id("pavel.orlov"), due: null };
  const body = { agreed: "Longer warranty", promises: [promise], next: "Contract", recap: "Thank you" };
  const params = { dealId: deal.id, meetingId: meeting.id };
  await world.as("anna.kern")(writeDebrief, { params, body });
  await world.quiet();
  const lists = await world.graph("GET", `/users/${world.id("pavel.orlov")}/todo/lists`);
  const own = String((lists.body["value"] as Json[])[0]?.["id"]);
  const tasks = await world.graph("GET", `/users/${world.id("pavel.orlov")}/todo/lists/${own}/tasks`);
  expect(tasks.body["value"]).toMatchObject([{ title: "Send the terms" }]);

  const { version } = await world.as("anna.kern")(readDeal, { params: { dealId: deal.id } });
  const closing = { params: { dealId: deal.id }, body: { version, outcome: "won" as const } };
  await world.as("anna.kern")(closeDeal, closing);
  await world.advance("PT20M");
  const archived = async () => {
    await world.app.turn();
    await world.quiet();
    const { body: found } = await world.graph("GET", `/teams/${KEY_ACCOUNTS_TEAM}/channels`);
    return (found["value"] as Json[]).map(({ displayName, isArchived }) => `${displayName} ${isArchived}`);
  };
  await expect.poll(archived, { timeout: 20_000 }).toContain("Rolling mill true");
  expect(await refused()).toEqual([]);
});
