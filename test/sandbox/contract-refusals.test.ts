import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revokeAt } from "../../server/sandbox/core/grants.ts";
import { KEY_ACCOUNTS_TEAM } from "../../server/sandbox/seed/company.ts";
import { operations } from "../../server/sandbox/services.ts";
import { type Checker, hasContract, openChecker } from "./contract/checker.ts";
import type { Example, ExampleRequest } from "./contract/example.ts";
import { beyond, examples } from "./contract/examples.ts";
import { type As, type GraphAnswer, openTestSandbox, type TestSandbox } from "./support/open.ts";

let t: TestSandbox;
let checker: Checker | undefined;
beforeAll(async () => {
  checker = hasContract ? await openChecker() : undefined;
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const methodOf = ({ operation }: Example) => operation.split(" ")[0]!;

/** What the example sends to a fresh tenant. */
async function prepared(example: Example): Promise<{ as: As; sent: ExampleRequest }> {
  await t.sandbox.reset();
  const sent = await example.request(t);
  return { as: example.as === undefined || example.as === "app" ? t.asApp : t.asUser(example.as), sent };
}

/** Graph's error shape, with the reply's own request id in it. */
function expectRefusal(example: Example, path: string, answer: GraphAnswer, statuses: number[]): void {
  const { status, body, headers } = answer;
  expect(statuses, JSON.stringify(body)).toContain(status);
  expect(body["error"]?.["message"]).toMatch(/\w/);
  expect(typeof body["error"]?.["code"]).toBe("string");
  expect(body["error"]?.["innerError"]?.["request-id"]).toBe(headers["request-id"]);
  if (beyond.includes(example.operation)) return;
  expect(checker?.response({ method: methodOf(example), url: path, status, body }) ?? []).toEqual([]);
}

/** The path with an option more. */
const asking = (path: string, option: string) => `${path}${path.includes("?") ? "&" : "?"}${option}`;

const each = (list: readonly Example[]) => list.map((example) => [example.operation, example] as const);

const decidesItself = new Set(
  operations
    .filter(({ permission }) => permission.application?.includes("*"))
    .map(({ method, path }) => `${method} ${path}`),
);

describe("nobody gets in without a token", () => {
  test.each(each(examples))("%s", async (_title, example) => {
    const { sent } = await prepared(example);
    const answer = await t.graph(null, methodOf(example), sent.path, sent);
    expectRefusal(example, sent.path, answer, [401]);
  });
});

describe("a token without permissions opens nothing", () => {
  // Where the operation itself decides, what is one's own is open: subscriptions made, work begun.
  const guarded = examples.filter(({ operation }) => !decidesItself.has(operation));
  test.each(each(guarded))("%s", async (_title, example) => {
    const { as, sent } = await prepared(example);
    const other = ["Sites.Selected"];
    await t.outside("POST", "/consent", { action: "revoke" });
    await t.outside("POST", "/consent", { action: "grant", application: other, delegated: other });
    revokeAt(t.sandbox.tenant, "teams", KEY_ACCOUNTS_TEAM, t.sandbox.app.clientId);
    t.forgetTokens();
    const answer = await t.graph(as, methodOf(example), sent.path, sent);
    t.forgetTokens();
    expectRefusal(example, sent.path, answer, [403]);
  });
});

describe("a property that does not exist is refused", () => {
  // Open extensions are made to hold whatever one likes; some actions take nothing.
  const closed = examples.filter(
    ({ operation }) =>
      /^(POST|PATCH) /.test(operation) && !/extensions|send$|rchive$|reauthorize$/.test(operation),
  );
  test.each(each(closed))("%s", async (_title, example) => {
    const { as, sent } = await prepared(example);
    expect(sent.body).toBeTypeOf("object");
    const body = { ...(sent.body as object), frobnicate: true };
    const answer = await t.graph(as, methodOf(example), sent.path, { ...sent, body });
    expectRefusal(example, sent.path, answer, [400]);
  });
});

describe("what cannot be selected, filtered or sorted by is refused", () => {
  const reads = examples.filter(
    ({ operation }) =>
      operation.startsWith("GET ") && !/value$|content$|extensions|HaveAccess/.test(operation),
  );
  test.each(each(reads))("%s", async (_title, example) => {
    const { as, sent } = await prepared(example);
    for (const option of [
      "$select=frobnicate",
      "$filter=frobnicate eq 1",
      "$filter=(",
      "$orderby=frobnicate",
      "$top=x",
    ]) {
      const path = asking(sent.path.split("?")[0]!, option);
      const answer = await t.graph(as, "GET", path, sent);
      expect([option, answer.status]).toEqual([option, 400]);
    }
  });
});

describe("an id of nothing is refused", () => {
  const named = examples.filter(({ operation }) => operation.includes("/{"));
  test.each(each(named))("%s", async (_title, example) => {
    const { as, sent } = await prepared(example);
    const { path } = sent;
    const rows = example.operation.split(" ")[1]!.split("/");
    const at = rows.findLastIndex((part) => part.startsWith("{"));
    const wrong = path
      .split("?")[0]!
      .replaceAll(/\('([^']+)'\)/g, "/$1")
      .split("/")
      .with(at, "frobnicate")
      .join("/");
    const answer = await t.graph(as, methodOf(example), wrong, sent);
    expectRefusal(example, sent.path, answer, [400, 404]);
  });
});
