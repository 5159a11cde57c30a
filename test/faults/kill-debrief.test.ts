import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRoom } from "../../src/contract/deal-rooms.ts";
import { readDeal } from "../../src/contract/deals.ts";
import { readDebrief, writeDebrief } from "../../src/contract/debriefs.ts";
import { openWatchedDeal } from "./support/deal.ts";
import { openRig, type Rig, type Server } from "./support/rig.ts";

let rig: Rig;
let server: Server;
let dealId: string;
beforeAll(async () => {
  rig = await openRig();
  server = await rig.start();
  dealId = await openWatchedDeal(rig);
});
afterAll(() => rig.close());

/** A meeting that began an hour ago; its calendars do not matter here. */
async function meetingThatBegan(): Promise<string> {
  const id = randomUUID();
  await rig.query(
    `insert into meeting (tenant_id, id, deal_id, organizer_id, subject, agenda, starts_at, ends_at, state, created_at)
     values ($1, $2, $3, $4, 'Line 4', '', now() - interval '1 hour', now(), 'scheduled', now() - interval '1 day')`,
    [rig.sandbox.tenantId, id, dealId, rig.id("anna.kern")],
  );
  return id;
}

test("8 killed after Planner made the task of a promise, before that was noted: it is in the plan once", async () => {
  await rig.as("anna.kern")(createRoom, { params: { dealId } });
  const room = async () => (await rig.as("anna.kern")(readDeal, { params: { dealId } })).room.state;
  await expect.poll(room, { timeout: 40_000 }).toBe("ready");
  const meetingId = await meetingThatBegan();
  const params = { dealId, meetingId };
  const since = Number((await rig.outside("GET", "/requests"))["last"]);
  await rig.outside("POST", "/faults", {
    match: { method: "POST", url: "/planner/tasks$" },
    dropReply: true,
    times: 1,
  });
  const promise = {
    id: randomUUID(),
    text: "Send the terms",
    ownerId: rig.id("pavel.orlov"),
    due: "2027-03-06",
  };
  const body = { agreed: "The longer warranty", promises: [promise], next: "", recap: "" };
  await rig.as("anna.kern")(writeDebrief, { params, body });
  const isMade = async () => {
    const { value } = await rig.outside("GET", `/requests?since=${since}`);
    return (value as { method: string; url: string }[]).some(
      ({ method, url }) => method === "POST" && url.endsWith("/planner/tasks"),
    );
  };
  await expect.poll(isMade, { timeout: 20_000, interval: 100 }).toBe(true);
  await server.program.stop("SIGKILL");
  await rig.outside("DELETE", "/faults");
  server = await rig.start();
  const task = async () => (await rig.as("anna.kern")(readDebrief, { params })).debrief?.promises[0]?.task;
  await expect.poll(task, { timeout: 90_000, interval: 500 }).toBe("made");
  const [plan] = await rig.query<{ id: string }>(
    "select made_id as id from room_step where deal_id = $1 and name = 'plan'",
    [dealId],
  );
  const { value } = await rig.graph("GET", `/planner/plans/${plan?.id}/tasks`);
  expect((value as { title: string }[]).filter(({ title }) => title === promise.text)).toHaveLength(1);
});
