import { ClientSecretCredential } from "@azure/identity";
import {
  defaultUserTransformer,
  MicrosoftGraphClient,
  readMicrosoftGraphOrg,
} from "@backstage/plugin-catalog-backend-module-msgraph";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestSandbox } from "../support/open.ts";
import { openSecureSandbox } from "./https.ts";

let t: TestSandbox;
let client: MicrosoftGraphClient;
beforeAll(async () => {
  t = await openSecureSandbox();
  const { clientId, clientSecret } = t.sandbox.app;
  const credential = new ClientSecretCredential(t.sandbox.tenantId, clientId, clientSecret, {
    authorityHost: t.sandbox.url,
    disableInstanceDiscovery: true,
  });
  client = new MicrosoftGraphClient(`${t.sandbox.url}/v1.0`, credential);
});
afterAll(() => t.close());

type Options = Parameters<typeof readMicrosoftGraphOrg>[2];
type Logger = Options["logger"];

/** Keeps what Backstage would have written into its log at any level: it goes on in silence past most refusals. */
function openLogger(): { logger: Logger; troubles: string[] } {
  const troubles: string[] = [];
  const note = (message: string, about?: unknown) => {
    if (about instanceof Error || /unable|fail|error/i.test(message)) troubles.push(message);
  };
  const logger: Logger = { debug: note, info: note, warn: note, error: note, child: () => logger };
  return { logger, troubles };
}

async function read(options: Partial<Options> = {}) {
  const { logger, troubles } = openLogger();
  const org = await readMicrosoftGraphOrg(client, t.sandbox.tenantId, { logger, ...options });
  return { ...org, troubles };
}

test("Backstage's catalogue reads the whole company: people with pictures, groups, and who is in which", async () => {
  const { users, groups, troubles } = await read({ groupIncludeSubGroups: true });
  expect(troubles).toEqual([]);
  expect(users).toHaveLength(25);
  const anna = users.find(({ spec }) => spec.profile?.email === "anna.kern@bergmann.example");
  expect(anna?.spec.profile).toMatchObject({
    displayName: "Anna Kern",
    picture: expect.stringMatching(/^data:image\/\w+;base64,.{100}/),
  });
  expect(anna?.spec.memberOf).toContain("group:default/key-accounts");
  const root = groups.find(({ spec }) => spec.type === "root");
  expect(root?.spec.profile?.displayName).toBe("Bergmann Automation");
  expect(root?.spec.children).toHaveLength(groups.length - 1);
});

test("Backstage's catalogue reads short pages to their end", async () => {
  const since = t.sandbox.requests().length;
  await t.outside("POST", "/faults", { match: { url: "/users[?]" }, shortPages: 4 });
  const { users } = await read({ loadUserPhotos: false });
  await t.outside("DELETE", "/faults");
  expect(users).toHaveLength(25);
  const pages = t.sandbox
    .requests()
    .slice(since)
    .filter(({ url }) => url.startsWith("/v1.0/users?"));
  expect(pages).toHaveLength(7);
});

test("Backstage's catalogue takes people by a filter, a group, and with their managers", async () => {
  const managers: unknown[] = [];
  const { users } = await read({
    userFilter: "startswith(displayName,'Anna')",
    userExpand: "manager",
    loadUserPhotos: false,
    async userTransformer(user, photo) {
      managers.push(user.manager);
      return defaultUserTransformer(user, photo);
    },
  });
  expect(users.map(({ spec }) => spec.profile?.displayName)).toEqual(["Anna Kern"]);
  expect(managers).toMatchObject([{ displayName: "Stefan Brandt" }]);

  const ofSales = await read({ userGroupMemberFilter: "displayName eq 'Sales'", loadUserPhotos: false });
  type Found = { value: { id: string; mail: string }[] };
  const sales = await t.graph<Found>(t.asApp, "GET", "/groups?$filter=displayName eq 'Sales'");
  const members = await t.graph<Found>(t.asApp, "GET", `/groups/${sales.body.value[0]?.id}/members`);
  const mails = members.body.value.map(({ mail }) => mail);
  expect(mails.length).toBeGreaterThan(3);
  expect(new Set(ofSales.users.map(({ spec }) => spec.profile?.email))).toEqual(new Set(mails));
});

test("Backstage's catalogue searches groups in its advanced mode", async () => {
  const { groups } = await read({ groupSearch: '"displayName:Steelworks"', loadUserPhotos: false });
  expect(groups.map(({ spec }) => spec.profile?.displayName)).toEqual([
    "Bergmann Automation",
    "Steelworks team",
  ]);
});
