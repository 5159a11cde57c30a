import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { entraOf } from "../../../server/sandbox/entra/state.ts";
import { setDelivery } from "../../../server/sandbox/subscriptions/settings.ts";
import { addSubscription, subscriptionSlot } from "../../../server/sandbox/subscriptions/state.ts";
import { type As, type GraphOptions, openTestSandbox, type TestSandbox } from "../support/open.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

let world: TestSandbox;
let receiver: Receiver;
beforeEach(async () => {
  [world, receiver] = await Promise.all([openTestSandbox(), openReceiver()]);
});
afterEach(async () => {
  await Promise.all([world.close(), receiver.close()]);
});

const call = (method: string, path: string, options: GraphOptions = {}, as: As = world.asApp) =>
  world.graph(as, method, path, options);
const inMinutes = (minutes: number) =>
  world.sandbox.clock
    .now()
    .add({ seconds: Math.round(minutes * 60) })
    .toString();
const anna = "users/anna.kern@bergmann.example";

const wanted = (changes: object = {}) => ({
  changeType: "created",
  notificationUrl: `${receiver.url}/notify`,
  resource: `${anna}/messages`,
  expirationDateTime: inMinutes(60),
  ...changes,
});
const subscribe = (changes: object = {}, as?: As) =>
  call("POST", "/subscriptions", { body: wanted(changes) }, as);
const refusal = ({ status, body }: Awaited<ReturnType<typeof subscribe>>) => [
  status,
  body["error"]?.["code"],
];

describe("the handshake", () => {
  test("each address is asked during the POST with a token it must send back, decoded", async () => {
    const { status, body } = await subscribe({
      lifecycleNotificationUrl: `${receiver.url}/life?key=1`,
      clientState: "secret",
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      changeType: "created",
      clientState: "secret",
      applicationId: world.sandbox.app.clientId,
      resource: `${anna}/messages`,
    });
    expect(receiver.handshakes.map(({ path }) => path)).toEqual(["/notify", "/life"]);
    expect(receiver.handshakes[0]).toMatchObject({
      body: "",
      contentType: "text/plain; charset=utf-8",
      token: expect.stringContaining(" "),
    });
  });

  test.each<[string, (token: string) => [number, string, string]]>([
    ["another status", (token) => [202, "text/plain", token]],
    ["an error", (token) => [500, "text/plain", token]],
    ["JSON", (token) => [200, "application/json", JSON.stringify(token)]],
    ["another text", () => [200, "text/plain", "yes"]],
    ["the token still encoded", (token) => [200, "text/plain", encodeURIComponent(token)]],
    ["a redirection", () => [302, "text/plain", ""]],
  ])("an address that answers with %s is refused", async (_story, answer) => {
    receiver.behave(({ token }, response) => {
      const [status, type, text] = answer(token ?? "");
      response.writeHead(status, { "Content-Type": type, Location: "/elsewhere" }).end(text);
    });
    const reply = await subscribe();
    expect(refusal(reply)).toEqual([400, "ValidationError"]);
    expect(String(reply.body["error"]?.["message"])).toMatch(/^Subscription validation request failed/);
    expect((await call("GET", "/subscriptions")).body["value"]).toEqual([]);
  });

  test("an address that does not answer in time, or is not there, is refused", async () => {
    setDelivery(world.sandbox.tenant, { answerWithinMs: 50 });
    receiver.behave(() => {});
    expect(refusal(await subscribe())).toEqual([400, "ValidationError"]);
    expect(refusal(await subscribe({ notificationUrl: "http://localhost:1/notify" }))).toEqual([
      400,
      "ValidationError",
    ]);
  });

  test("other calls are answered while an address takes its time", async () => {
    const waiting: (() => void)[] = [];
    receiver.behave(({ token }, response) => {
      waiting.push(() => response.writeHead(200, { "Content-Type": "text/plain" }).end(token));
    });
    const slow = subscribe();
    await expect.poll(() => waiting.length).toBe(1);
    expect((await call("GET", `/${anna}/messages`)).status).toBe(200);
    waiting[0]?.();
    expect((await slow).status).toBe(201);
  });
});

describe("what is refused", () => {
  test.each<[string, object, number, string]>([
    [
      "a plain address beyond this machine",
      { notificationUrl: "http://deals.example/notify" },
      400,
      "InvalidRequest",
    ],
    ["an address that is none", { notificationUrl: "notify" }, 400, "InvalidRequest"],
    ["an unknown change", { changeType: "moved" }, 400, "InvalidRequest"],
    ["a long clientState", { clientState: "x".repeat(129) }, 400, "InvalidRequest"],
    ["an end that is no time", { expirationDateTime: "tomorrow" }, 400, "InvalidRequest"],
    ["an end without a zone", { expirationDateTime: "2026-03-02T12:00:00" }, 400, "InvalidRequest"],
    ["an end in the past", { expirationDateTime: "2026-03-02T08:00:00Z" }, 400, "InvalidRequest"],
    ["an unknown property", { colour: "red" }, 400, "InvalidRequest"],
    ["no resource", { resource: undefined }, 400, "InvalidRequest"],
    [
      "someone who is not there",
      { resource: "users/nobody@bergmann.example/messages" },
      404,
      "ResourceNotFound",
    ],
    ["something the sandbox tells nothing of", { resource: "sites/x/lists/y" }, 501, "NotImplemented"],
    ["the files of a library that is none", { resource: "drives/x/root" }, 404, "itemNotFound"],
    ["the people of a group that is none", { resource: "groups/x/members" }, 404, "Request_ResourceNotFound"],
    ["a filter", { resource: `${anna}/messages?$filter=isRead eq false` }, 501, "NotImplemented"],
    [
      "resource data without a certificate",
      { includeResourceData: true, resource: `${anna}/messages?$select=subject` },
      400,
      "InvalidRequest",
    ],
    [
      "resource data with a broken certificate",
      {
        includeResourceData: true,
        resource: `${anna}/messages?$select=subject`,
        encryptionCertificate: "AAAA",
        encryptionCertificateId: "1",
      },
      400,
      "InvalidRequest",
    ],
    [
      "presence that was created",
      { resource: "communications/presences/11111111-0000-4000-8000-000000000001" },
      400,
      "InvalidRequest",
    ],
  ])("%s", async (_story, changes, status, code) => {
    expect(refusal(await subscribe(changes))).toEqual([status, code]);
  });

  test.each([
    [128, 201],
    [129, 400],
  ])("a clientState of %i characters: %i", async (length, status) => {
    expect((await subscribe({ clientState: "x".repeat(length) })).status).toBe(status);
  });
});

describe("how long it lives", () => {
  const channel = "teams/7c0de000-0000-4000-8000-000000000001/channels/19:general@thread.tacv2/messages";
  const presence = "communications/presences/11111111-0000-4000-8000-000000000001";
  const life = () => ({ lifecycleNotificationUrl: `${receiver.url}/life` });

  test.each<[string, object, number, number]>([
    ["mail, a week", { resource: `${anna}/messages` }, 10_080, 201],
    ["mail, more than a week", { resource: `${anna}/messages` }, 10_081, 400],
    ["meetings, a week", { resource: `${anna}/events` }, 10_080, 201],
    ["meetings, more", { resource: `${anna}/events` }, 10_081, 400],
    ["a channel, an hour", { resource: channel }, 60, 201],
    ["a channel, more than an hour without a lifecycle address", { resource: channel }, 61, 400],
    ["people, 29 days", { resource: "users", changeType: "updated" }, 41_760, 201],
    ["people, more", { resource: "users", changeType: "updated" }, 41_761, 400],
    ["a person, 29 days", { resource: anna, changeType: "updated,deleted" }, 41_760, 201],
    ["groups, 29 days", { resource: "groups", changeType: "updated" }, 41_760, 201],
    ["groups, more", { resource: "groups", changeType: "updated" }, 41_761, 400],
    ["groups, being made, which is told as a change", { resource: "groups", changeType: "created" }, 60, 400],
    ["presence, an hour", { resource: presence, changeType: "updated" }, 60, 201],
    ["presence, more", { resource: presence, changeType: "updated" }, 61, 400],
  ])("%s", async (_story, changes, minutes, status) => {
    expect((await subscribe({ ...changes, expirationDateTime: inMinutes(minutes - 0.05) })).status).toBe(
      status === 400 ? 400 : 201,
    );
  });

  test.each([
    [4319, 201],
    [4321, 400],
  ])("a channel with a lifecycle address, %i minutes: %i", async (minutes, status) => {
    expect(
      (await subscribe({ resource: channel, expirationDateTime: inMinutes(minutes), ...life() })).status,
    ).toBe(status);
  });

  test("less than 45 minutes is made 45", async () => {
    const { body } = await subscribe({ expirationDateTime: inMinutes(5) });
    const minutes = Temporal.Instant.from(String(body["expirationDateTime"]))
      .since(world.sandbox.clock.now())
      .total("minutes");
    expect(minutes).toBeGreaterThan(44.9);
    expect(minutes).toBeLessThanOrEqual(45);
  });

  test("it ends when its time is over, unless it was renewed", async () => {
    const { body } = await subscribe();
    await world.sandbox.clock.advance(Temporal.Duration.from({ minutes: 50 }));
    const renewed = await call("PATCH", `/subscriptions/${body["id"]}`, {
      body: { expirationDateTime: inMinutes(60) },
    });
    expect(renewed.status).toBe(200);
    await world.sandbox.clock.advance(Temporal.Duration.from({ minutes: 59 }));
    expect((await call("GET", `/subscriptions/${body["id"]}`)).status).toBe(200);
    await world.sandbox.clock.advance(Temporal.Duration.from({ minutes: 2 }));
    expect((await call("GET", `/subscriptions/${body["id"]}`)).status).toBe(404);
  });

  test.each<[string, object]>([
    ["beyond what the resource allows", { expirationDateTime: "2026-03-20T00:00:00Z" }],
    [
      "with a lifecycle address, which only a new subscription can have",
      { lifecycleNotificationUrl: "https://x.example" },
    ],
  ])("renewing %s is refused", async (_story, body) => {
    const { body: made } = await subscribe();
    expect((await call("PATCH", `/subscriptions/${made["id"]}`, { body })).status).toBe(400);
  });
});

describe("how many", () => {
  test("the same changes of the same resource are subscribed to once, however it is spelt", async () => {
    expect((await subscribe()).status).toBe(201);
    expect((await subscribe({ resource: "Users('ANNA.KERN@bergmann.example')/Messages" })).status).toBe(409);
    expect((await subscribe({ changeType: "updated,created" })).status).toBe(201);
    expect((await subscribe({ changeType: "created, updated" })).status).toBe(409);
    expect((await subscribe({ resource: `${anna}/mailFolders('Inbox')/messages` })).status).toBe(201);
  });

  test("two that come together are told apart by who came first", async () => {
    const replies = await Promise.all([subscribe(), subscribe()]);
    expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  });

  test("a mailbox has room for a thousand", async () => {
    const resource = (index: number) => `${anna}/mailFolders('folder-${index}')/messages`;
    expect((await subscribe({ resource: resource(0) })).status).toBe(201);
    const { tenant } = world.sandbox;
    const [first] = tenant.state(subscriptionSlot).byId.values();
    for (let index = 1; index < 999; index += 1)
      addSubscription(tenant, { ...first!, id: `another-${index}`, keys: [resource(index)] });
    expect((await subscribe({ resource: resource(999) })).status).toBe(201);
    expect(refusal(await subscribe({ resource: resource(1000) }))).toEqual([403, "Forbidden"]);
    expect((await subscribe({ resource: "users/pavel.orlov@bergmann.example/messages" })).status).toBe(201);
  });
});

describe("whose", () => {
  test("a person sees and ends their own subscriptions, not the application's", async () => {
    const { body } = await subscribe();
    const person = world.asUser("anna.kern");
    const mine = await subscribe({ resource: "me/messages" }, person);
    expect(mine.status).toBe(201);
    expect((await call("GET", "/subscriptions", {}, person)).body["value"]).toMatchObject([
      { id: mine.body["id"] },
    ]);
    expect((await call("DELETE", `/subscriptions/${body["id"]}`, {}, person)).status).toBe(404);
    expect((await call("DELETE", `/subscriptions/${body["id"]}`)).status).toBe(204);
    expect((await call("GET", `/subscriptions/${body["id"]}`)).status).toBe(404);
  });

  test("/me is nobody's for an application", async () => {
    expect((await subscribe({ resource: "me/messages" })).status).toBe(400);
  });

  test("a person may not listen to a colleague's mailbox", async () => {
    expect(
      (
        await subscribe(
          { resource: "users/pavel.orlov@bergmann.example/messages" },
          world.asUser("anna.kern"),
        )
      ).status,
    ).toBe(403);
  });

  test("an application without the permission is refused", async () => {
    const app = entraOf(world.sandbox.tenant).apps.get(world.sandbox.app.clientId);
    for (const name of ["Mail.Read", "Mail.ReadBasic.All", "Mail.ReadWrite"])
      app?.consent.application.delete(name);
    expect((await subscribe()).status).toBe(403);
    expect((await subscribe({ resource: `${anna}/events` })).status).toBe(201);
  });

  test("an application limited to some mailboxes is refused elsewhere", async () => {
    const { tenant, app } = world.sandbox;
    entraOf(tenant).apps.get(app.clientId)!.mailboxScope = new Set(["another"]);
    expect(refusal(await subscribe())).toEqual([403, "ErrorAccessDenied"]);
  });
});
