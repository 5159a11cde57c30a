import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { faultsOf, type NotificationFault } from "../../../server/sandbox/core/faults.ts";
import { healthOf, noteAnswer } from "../../../server/sandbox/subscriptions/health.ts";
import { sendLifecycle } from "../../../server/sandbox/subscriptions/lifecycle.ts";
import { setDelivery } from "../../../server/sandbox/subscriptions/settings.ts";
import { arrive } from "../mail/letters.ts";
import { type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { good, openReceiver, type Receiver } from "./receiver.ts";

let world: TestSandbox;
let receiver: Receiver;
beforeEach(async () => {
  [world, receiver] = await Promise.all([openTestSandbox(), openReceiver()]);
});
afterEach(async () => {
  await Promise.all([world.close(), receiver.close()]);
});

const anna = "users/anna.kern@bergmann.example";
const call = (method: string, path: string, options: GraphOptions = {}) =>
  world.graph(world.asApp, method, path, options);

async function subscribe(changes: object = {}, prefer?: string): Promise<string> {
  const { status, body } = await call("POST", "/subscriptions", {
    body: {
      changeType: "created",
      notificationUrl: `${receiver.url}/notify`,
      lifecycleNotificationUrl: `${receiver.url}/life`,
      resource: `${anna}/messages`,
      expirationDateTime: world.sandbox.clock.now().add({ hours: 48 }).toString(),
      clientState: "secret",
      ...changes,
    },
    ...(prefer && { prefer }),
  });
  expect(status).toBe(201);
  return String(body["id"]);
}

const kinds = () => receiver.all().map(({ changeType }) => changeType);
const advance = (duration: string) => world.sandbox.clock.advance(Temporal.Duration.from(duration));

/** Waits until everything caused so far was told: a letter to another mailbox comes last. */
async function settled(): Promise<void> {
  await subscribe({
    resource: "users/yuri.fomin@bergmann.example/messages",
    notificationUrl: `${receiver.url}/last`,
  }).catch(() => {});
  const before = receiver.deliveries.filter(({ path }) => path === "/last").length;
  await arrive(world, { to: "yuri.fomin@bergmann.example" });
  await expect
    .poll(() => receiver.deliveries.filter(({ path }) => path === "/last").length)
    .toBeGreaterThan(before);
}

describe("what is told", () => {
  test("a new mail is told with its id, version and the client's secret, and nothing of what it says", async () => {
    const id = await subscribe();
    const [copy] = await arrive(world);
    await expect.poll(() => receiver.all()).toHaveLength(1);
    const [one] = receiver.all();
    expect(one).toMatchObject({
      subscriptionId: id,
      changeType: "created",
      clientState: "secret",
      tenantId: world.sandbox.tenantId,
      resource: expect.stringContaining(`/Messages/${copy?.id}`),
      resourceData: { "@odata.type": "#Microsoft.Graph.Message", id: copy?.id },
    });
    const { body } = await call("GET", `/${one?.resource}`);
    expect(one?.resourceData?.["@odata.etag"]).toBe(body["@odata.etag"]);
    expect(JSON.stringify(receiver.deliveries)).not.toContain("Delivery dates");
  });

  test("ids are immutable when the subscription was made so", async () => {
    await subscribe({}, 'IdType="ImmutableId"');
    const [copy] = await arrive(world);
    await expect.poll(() => receiver.all()).toHaveLength(1);
    expect(receiver.all()[0]?.resourceData?.id).toBe(copy?.immutableId);
    expect(receiver.all()[0]?.resource).toContain(copy?.immutableId);
  });

  test.each([
    ["users('ANNA.KERN@bergmann.example')/mailFolders('Inbox')/messages"],
    ["/users/anna.kern@bergmann.example/mailFolders/inbox/messages"],
  ])("the Inbox spelt %s is the Inbox", async (resource) => {
    await subscribe({ resource });
    await arrive(world);
    await expect.poll(kinds).toEqual(["created"]);
  });

  test("a folder may be named by its id, and other folders' mail is not told", async () => {
    const { body } = await call("GET", `/${anna}/mailFolders/archive`);
    await subscribe({
      resource: `${anna}/mailFolders/${body["id"]}/messages`,
      changeType: "created,deleted",
    });
    const [copy] = await arrive(world);
    await call("POST", `/${anna}/messages/${copy?.id}/move`, { body: { destinationId: "archive" } });
    await expect.poll(kinds).toEqual(["created"]);
    await call("DELETE", `/${anna}/messages/${copy?.immutableId}`);
    await expect.poll(kinds).toEqual(["created", "deleted"]);
  });

  test("one's own marks come back as updates to those who listen for them", async () => {
    await subscribe({ changeType: "updated" });
    const [copy] = await arrive(world);
    await call("PATCH", `/${anna}/messages/${copy?.id}`, { body: { categories: ["Bypass"] } });
    await expect.poll(kinds).toEqual(["updated"]);
  });

  const team = "7c0de000-0000-4000-8000-000000000001";
  const general = "19:general@thread.tacv2";
  test.each([
    [
      "a channel's messages",
      `teams('${team}')/channels('${general}')/messages`,
      `teams/${team}/channels/${general}/messages`,
    ],
    ["every channel's messages", "teams/getAllMessages", "teams/getAllMessages"],
    ["a team's channels", `/teams/${team.toUpperCase()}/channels`, `teams/${team}/channels`],
    ["a team's members", `teams/${team}/members`, `teams/${team}/members`],
    [
      "a channel's members",
      `teams/${team}/channels/${general}/members`,
      `teams/${team}/channels/${general}/members`,
    ],
    ["a chat's messages", "chats/19:1@unq.gbl.spaces/messages", "chats/19:1@unq.gbl.spaces/messages"],
    ["a person's presence", `communications/presences/${team}`, `communications/presences/${team}`],
    [
      "some people's presence",
      `communications/presences?$filter=id in ('x','${team}')`,
      `communications/presences/${team}`,
    ],
  ])("%s can be listened to", async (_story, resource, collection) => {
    const expirationDateTime = world.sandbox.clock.now().add({ minutes: 59 }).toString();
    await subscribe({ resource, changeType: "updated", expirationDateTime });
    const news = {
      item: "somewhere('1')",
      type: "#Microsoft.Graph.thing",
      id: "1",
      changeType: "updated",
    } as const;
    world.sandbox.tenant.publish("change", { ...news, collections: ["elsewhere", collection] });
    await expect
      .poll(() => receiver.all())
      .toMatchObject([{ resource: "somewhere('1')", resourceData: { id: "1" } }]);
  });

  test("nothing is told without a change, nor of other mailboxes", async () => {
    await subscribe({ changeType: "created,updated,deleted" });
    await arrive(world, { to: "pavel.orlov@bergmann.example" });
    await call("GET", `/${anna}/messages`);
    await call("PATCH", `/${anna}/messages/nothing`, { body: { isRead: true } });
    await settled();
    expect(receiver.deliveries.filter(({ path }) => path === "/notify")).toEqual([]);
  });

  test("changes that come together go in one POST, to every subscription of that address", async () => {
    await subscribe();
    await subscribe({ resource: "users/pavel.orlov@bergmann.example/messages" });
    setDelivery(world.sandbox.tenant, { gatherMs: 200 });
    await arrive(world, { cc: "pavel.orlov@bergmann.example" });
    await expect.poll(() => receiver.all()).toHaveLength(2);
    expect(receiver.deliveries).toHaveLength(1);
  });

  test("an ended subscription is told nothing more", async () => {
    const id = await subscribe();
    await call("DELETE", `/subscriptions/${id}`);
    await arrive(world);
    await settled();
    expect(receiver.deliveries.filter(({ path }) => path === "/notify")).toEqual([]);
  });
});

describe("an endpoint that fails", () => {
  test("is tried again, later and later, until it takes it", async () => {
    await subscribe();
    let failures = 3;
    receiver.behave((request, response) => {
      failures -= 1;
      if (failures < 0) good(request, response);
      else response.writeHead(503).end();
    });
    await arrive(world);
    await expect.poll(() => receiver.deliveries.length).toBe(1);
    for (const [wait, posts] of [
      ["PT9S", 1],
      ["PT2S", 2],
      ["PT28S", 2],
      ["PT3S", 3],
      ["PT1M1S", 4],
    ] as const) {
      await advance(wait);
      expect([wait, receiver.deliveries.length]).toEqual([wait, posts]);
    }
    await advance("PT4H");
    expect(receiver.deliveries).toHaveLength(4);
    expect(new Set(receiver.all().map(({ resourceData }) => resourceData?.id)).size).toBe(1);
  });

  test("is left alone once the subscription ended", async () => {
    const id = await subscribe();
    receiver.behave((_request, response) => response.writeHead(500).end());
    await arrive(world);
    await expect.poll(() => receiver.deliveries.length).toBe(1);
    await call("DELETE", `/subscriptions/${id}`);
    await advance("PT1H");
    expect(receiver.deliveries).toHaveLength(1);
  });

  test("is given up after four hours, and its lifecycle address hears of a loss", async () => {
    await subscribe();
    receiver.behave((request, response) => {
      if (request.path === "/life") good(request, response);
      else response.writeHead(500).end();
    });
    await arrive(world);
    await expect.poll(() => receiver.deliveries.length).toBe(1);
    await advance("PT3H");
    const tries = receiver.deliveries.length;
    expect(tries).toBeGreaterThan(5);
    await advance("PT2H");
    await expect
      .poll(() => receiver.deliveries.filter(({ path }) => path === "/life"))
      .toMatchObject([{ value: [{ lifecycleEvent: "missed" }] }]);
    const total = receiver.deliveries.length;
    await advance("PT5H");
    expect(receiver.deliveries).toHaveLength(total);
  });

  test("that is slow too often loses what is told it for a while, and no longer once it does better", async () => {
    await subscribe();
    const { tenant } = world.sandbox;
    setDelivery(tenant, { answerWithinMs: 20, gatherMs: 0 });
    receiver.behave(() => {});
    for (let count = 1; count <= 10; count += 1) {
      await arrive(world);
      await expect.poll(() => receiver.deliveries.length).toBe(count);
    }
    await expect.poll(() => healthOf(tenant, receiver.url)).toBe("drop");
    const [lost] = await arrive(world);
    receiver.behave(good);
    setDelivery(tenant, { answerWithinMs: 5000 });
    await advance("PT11M");
    expect(healthOf(tenant, receiver.url)).toBe("well");
    const [last] = await arrive(world);
    const ids = () => receiver.all().map(({ resourceData }) => resourceData?.id);
    await expect.poll(ids).toContain(last?.id);
    expect(ids()).not.toContain(lost?.id);
  });

  test("that is now and then too slow hears everything ten seconds later", async () => {
    await subscribe();
    const { tenant } = world.sandbox;
    for (let answer = 0; answer < 100; answer += 1) noteAnswer(tenant, `${receiver.url}/notify`, answer < 12);
    expect(healthOf(tenant, receiver.url)).toBe("slow");
    const since = world.sandbox.clock.now();
    const [copy] = await arrive(world);
    await expect
      .poll(async () => {
        await advance("PT1S");
        return receiver.all().map(({ resourceData }) => resourceData?.id);
      })
      .toEqual([copy?.id]);
    const waited = since.until(world.sandbox.clock.now()).total("seconds");
    expect(waited).toBeGreaterThanOrEqual(10);
  });
});

describe("notifications as they should not be", () => {
  const fault = (notifications: NotificationFault, times = 1) =>
    faultsOf(world.sandbox.tenant).list.push({
      id: "f",
      match: { url: /notify/ },
      notifications,
      times,
      share: 1,
    });
  const ids = () => receiver.all().map(({ resourceData }) => resourceData?.id);

  test("dropped: the next one comes, this one never", async () => {
    await subscribe();
    fault({ kind: "drop", lateSeconds: 0 });
    await arrive(world);
    const [second] = await arrive(world);
    await expect.poll(ids).toEqual([second?.id]);
    await advance("PT5H");
    expect(ids()).toEqual([second?.id]);
  });

  test("doubled", async () => {
    await subscribe();
    fault({ kind: "double", lateSeconds: 0 });
    const [copy] = await arrive(world);
    await expect.poll(ids).toEqual([copy?.id, copy?.id]);
  });

  test("late, by the tenant's clock", async () => {
    await subscribe();
    fault({ kind: "late", lateSeconds: 3600 });
    const [copy] = await arrive(world);
    await advance("PT59M");
    expect(ids()).toEqual([]);
    await advance("PT2M");
    expect(ids()).toEqual([copy?.id]);
  });

  test("out of order: after the one that follows", async () => {
    await subscribe();
    fault({ kind: "reorder", lateSeconds: 0 });
    const [first] = await arrive(world);
    const [second] = await arrive(world);
    await expect.poll(ids).toEqual([second?.id, first?.id]);
  });

  test("out of order with nothing following: a minute late", async () => {
    await subscribe();
    fault({ kind: "reorder", lateSeconds: 0 });
    const [first] = await arrive(world);
    await advance("PT59S");
    expect(ids()).toEqual([]);
    await advance("PT5S");
    expect(ids()).toEqual([first?.id]);
  });
});

describe("what happens to a subscription", () => {
  const life = () => receiver.deliveries.filter(({ path }) => path === "/life").flatMap(({ value }) => value);

  test("fifteen minutes before its end it is asked to reauthorize, which does not make it live longer", async () => {
    const id = await subscribe({
      expirationDateTime: world.sandbox.clock.now().add({ hours: 1 }).toString(),
    });
    await advance("PT46M");
    await expect
      .poll(life)
      .toMatchObject([
        { subscriptionId: id, lifecycleEvent: "reauthorizationRequired", clientState: "secret" },
      ]);
    const reply = await call("POST", `/subscriptions/${id}/reauthorize`);
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    await advance("PT15M");
    expect((await call("GET", `/subscriptions/${id}`)).status).toBe(404);
  });

  test.each<[string, (id: string) => Promise<unknown>]>([
    ["reauthorize", (id) => call("POST", `/subscriptions/${id}/reauthorize`)],
    [
      "renew",
      (id) => {
        const expirationDateTime = world.sandbox.clock.now().add({ hours: 24 }).toString();
        return call("PATCH", `/subscriptions/${id}`, { body: { expirationDateTime } });
      },
    ],
  ])(
    "one that was asked to %s and does not is paused: what happens meanwhile is lost",
    async (_way, answer) => {
      const id = await subscribe();
      const told = () => receiver.all().flatMap(({ resourceData }) => resourceData?.id ?? []);
      sendLifecycle(world.sandbox.tenant, id, "reauthorizationRequired");
      await expect
        .poll(life)
        .toMatchObject([{ subscriptionId: id, lifecycleEvent: "reauthorizationRequired" }]);
      const [first] = await arrive(world);
      await expect.poll(told).toEqual([first?.id]);
      await advance("PT16M");
      await arrive(world);
      await answer(id);
      const [third] = await arrive(world);
      await expect.poll(told).toEqual([first?.id, third?.id]);
    },
  );

  test("one that is removed hears of it and is gone", async () => {
    const id = await subscribe();
    sendLifecycle(world.sandbox.tenant, id, "subscriptionRemoved");
    await expect.poll(life).toMatchObject([{ subscriptionId: id, lifecycleEvent: "subscriptionRemoved" }]);
    expect((await call("GET", `/subscriptions/${id}`)).status).toBe(404);
    expect(await subscribe()).not.toBe(id);
  });

  test("a loss is told to mail and meetings, and there is none for a channel", async () => {
    const mail = await subscribe();
    const channel = await subscribe({
      resource: "teams/7c0de000-0000-4000-8000-000000000001/channels/19:general@thread.tacv2/messages",
    });
    expect(sendLifecycle(world.sandbox.tenant, "all", "missed")).toEqual([mail]);
    await expect.poll(life).toMatchObject([{ subscriptionId: mail, lifecycleEvent: "missed" }]);
    expect(() => sendLifecycle(world.sandbox.tenant, channel, "missed")).toThrow(/does not exist/);
    expect(() => sendLifecycle(world.sandbox.tenant, "nothing", "missed")).toThrow(/no subscription/);
  });
});
