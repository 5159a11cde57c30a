import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { itemsOf, newFile } from "../drives/library.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { memberOf, TEAM } from "../teams/setting.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

let t: TestSandbox;
let receiver: Receiver;
beforeAll(async () => {
  [t, receiver] = await Promise.all([openTestSandbox({ limits: "none" }), openReceiver()]);
});
beforeEach(async () => {
  await t.sandbox.reset();
  receiver.deliveries.length = 0;
});
afterAll(() => Promise.all([t.close(), receiver.close()]));

async function subscribe(resource: string, minutes = 60) {
  const { status, body } = await t.graph(t.asApp, "POST", "/subscriptions", {
    body: {
      changeType: "updated",
      notificationUrl: `${receiver.url}/notify`,
      resource,
      expirationDateTime: t.sandbox.clock.now().add({ minutes }).toString(),
    },
  });
  expect(status, JSON.stringify(body)).toBe(201);
}

const told = () =>
  receiver.deliveries.flatMap(({ value }) => value).map((one) => `${one.changeType} ${one.resourceData?.id}`);

test("who follows people hears of a new title, and reads it then", async () => {
  await subscribe("users");
  const person = "/users/pavel.orlov@bergmann.example";
  const change = { jobTitle: "Head of drives", manager: "anna.kern@bergmann.example" };
  expect((await t.outside("PUT", `${person}/profile`, change)).status).toBe(204);
  const { body } = await t.graph(
    t.asApp,
    "GET",
    `${person}?$select=id,jobTitle&$expand=manager($select=mail)`,
  );
  expect(body).toMatchObject({
    jobTitle: "Head of drives",
    manager: { mail: "anna.kern@bergmann.example" },
  });
  await expect.poll(told).toEqual([`updated ${body["id"]}`]);
});

test("who follows one person hears nothing of others, and somebody shut out can do nothing any more", async () => {
  await subscribe("users/anna.kern@bergmann.example");
  const pavel = t.asUser("pavel.orlov");
  await t.graph(pavel, "GET", "/me");
  await t.outside("PUT", "/users/pavel.orlov@bergmann.example/profile", { accountEnabled: false });
  expect((await t.graph(pavel, "GET", "/me")).status).toBe(401);
  await t.outside("PUT", "/users/anna.kern@bergmann.example/profile", { department: "Sales" });
  const { body } = await t.graph(t.asApp, "GET", "/users/anna.kern@bergmann.example");
  await expect.poll(told).toEqual([`updated ${body["id"]}`]);
});

test("who follows a group's people hears of those who join", async () => {
  await subscribe(`groups/${KEY_ACCOUNTS_TEAM}/members`);
  await subscribe("groups");
  await t.graph(t.asApp, "POST", `${TEAM}/members`, { body: memberOf("helen.carter@bergmann.example") });
  const line = `updated ${KEY_ACCOUNTS_TEAM}`;
  await expect.poll(told).toEqual([line, line]);
});

test("who follows a library for a month hears of a new file and of what is written into it", async () => {
  const items = await itemsOf(t);
  await subscribe(`${items.slice(1).replace(/\/items$/, "")}/root`, 42_300);
  const file = await newFile(t);
  await t.graph(t.asApp, "PUT", `${file}/content`, {
    body: "Ten drives",
    headers: { "content-type": "text/plain" },
  });
  const { body } = await t.graph(t.asApp, "GET", `${items}/root`);
  await expect.poll(told).toEqual([`updated ${body["id"]}`, `updated ${body["id"]}`]);
});
