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
/** Tokens that open nothing here, by who holds them: taken while there was consent to one permission and no other. */
let poor: Map<string, string>;
beforeAll(async () => {
  checker = hasContract ? await openChecker() : undefined;
  t = await openTestSandbox({ limits: "none" });
  const other = ["Sites.Selected"];
  await t.outside("POST", "/consent", { action: "revoke" });
  await t.outside("POST", "/consent", { action: "grant", application: other, delegated: other });
  const all = [...new Set(examples.map(holderOf))];
  poor = new Map(await Promise.all(all.map(async (who) => [who, await t.token(asOf(who))] as const)));
  t.forgetTokens();
});
afterAll(() => t?.close());

const holderOf = ({ as = "app" }: Example) => as;
const asOf = (who: string) => (who === "app" ? t.asApp : t.asUser(who));
const methodOf = ({ operation }: Example) => operation.split(" ")[0]!;

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

/** Operations that decide by themselves who may: what is one's own is open, as subscriptions made and work begun. */
const decidesItself = new Set(
  operations
    .filter(({ permission }) => permission.application?.includes("*"))
    .map(({ method, path }) => `${method} ${path}`),
);

/** The path with something that is no id where the operation has its last one. */
function withoutId({ operation }: Example, path: string): string {
  const rows = operation.split(" ")[1]!.split("/");
  const at = rows.findLastIndex((part) => part.startsWith("{"));
  const parts = path
    .split("?")[0]!
    .replaceAll(/\('([^']+)'\)/g, "/$1")
    .split("/");
  return parts.with(at, "frobnicate").join("/");
}

const WRONG_OPTIONS = [
  "$select=frobnicate",
  "$filter=frobnicate eq 1",
  "$filter=(",
  "$orderby=frobnicate",
  "$top=x",
];

// A refusal changes nothing, so that all of them are tried on the same tenant.
describe.each(examples.map((example) => [example.operation, example] as const))(
  "%s",
  (operation, example) => {
    let as: As;
    let sent: ExampleRequest;
    beforeAll(async () => {
      await t.sandbox.reset();
      sent = await example.request(t);
      as = asOf(holderOf(example));
    });
    const ask = (path: string, who: As | null = as, more: Partial<ExampleRequest> = {}) =>
      t.graph(who, methodOf(example), path, { ...sent, ...more });

    test("without a token nobody gets in", async () => {
      expectRefusal(example, sent.path, await ask(sent.path, null), [401]);
    });

    // Open extensions are made to hold whatever one likes; some actions take nothing.
    const isClosed =
      /^(POST|PATCH) /.test(operation) &&
      !/extensions|send$|rchive$|reauthorize$|softDelete$/.test(operation);
    if (isClosed)
      test("a property that does not exist is refused", async () => {
        expect(sent.body).toBeTypeOf("object");
        const body = { ...(sent.body as object), frobnicate: true };
        expectRefusal(example, sent.path, await ask(sent.path, as, { body }), [400]);
      });

    const isReading =
      operation.startsWith("GET ") && !/value$|content$|extensions|HaveAccess/.test(operation);
    if (isReading)
      test("what cannot be selected, filtered or sorted by is refused", async () => {
        for (const option of WRONG_OPTIONS) {
          const { status } = await ask(`${sent.path.split("?")[0]}?${option}`);
          expect([option, status]).toEqual([option, 400]);
        }
      });

    if (operation.includes("/{"))
      test("an id of nothing is refused", async () => {
        expectRefusal(example, sent.path, await ask(withoutId(example, sent.path)), [400, 404]);
      });

    if (!decidesItself.has(operation))
      test("a token without permissions opens nothing", async () => {
        revokeAt(t.sandbox.tenant, "teams", KEY_ACCOUNTS_TEAM, t.sandbox.app.clientId);
        const headers = { ...sent.headers, authorization: `Bearer ${poor.get(holderOf(example))}` };
        expectRefusal(example, sent.path, await ask(sent.path, null, { headers }), [403]);
      });
  },
);
