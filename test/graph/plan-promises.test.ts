import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTokens } from "../../server/auth/tokens.ts";
import { openGraph } from "../../server/graph/client.ts";
import { usualManners } from "../../server/graph/manners.ts";
import { type OwnedTask, planPromises } from "../../server/graph/plan-promises.ts";
import { KEY_ACCOUNTS_TEAM } from "../../server/sandbox/seed/company.ts";
import { hasContract, openChecker } from "../sandbox/contract/checker.ts";
import { type Body, openTestSandbox, type TestSandbox } from "../sandbox/support/open.ts";

let t: TestSandbox;
let promises: ReturnType<typeof planPromises>;
let pavel: string;
let planId: string;
beforeAll(async () => {
  t = await openTestSandbox({ limits: "none" });
  const { url, tenantId, app } = t.sandbox;
  const credential = { kind: "secret", secret: app.clientSecret } as const;
  const tokens = openTokens({ authorityUrl: url, tenantId, clientId: app.clientId, credential });
  const graph = openGraph(url, { ...usualManners, attempts: 1, pauseMs: 1 })(tokens.application);
  promises = planPromises(graph, url, app.clientId);
  pavel = String((await t.graph(t.asApp, "GET", "/users/pavel.orlov@bergmann.example")).body["id"]);
});
afterAll(() => t.close());
/** Each test has a plan of its own. */
beforeEach(async () => {
  await t.outside("DELETE", "/faults");
  planId = (await make("/planner/plans", {
    title: `Plan ${randomUUID()}`,
    container: { url: `https://graph.microsoft.com/v1.0/groups/${KEY_ACCOUNTS_TEAM}` },
  })) as string;
});

async function make(path: string, body: object): Promise<string> {
  return String((await t.graph(t.asApp, "POST", path, { body })).body["id"]);
}
const wanted = (more: Partial<OwnedTask> = {}): OwnedTask => ({
  key: randomUUID(),
  column: "Promises",
  title: "Send the warranty terms",
  due: "2026-03-06",
  ownerId: pavel,
  about: { name: "Steelworks", url: "https://teams.microsoft.com/l/entity/app/deals?webUrl=https%3A%2F%2Fx" },
  ...more,
});
const ensure = (task: OwnedTask, known: string[] = []) => promises.ensure(planId, task, new Set(known));
const tasks = async (): Promise<Body[]> => {
  const { body } = await t.graph(t.asApp, "GET", `/planner/plans/${planId}/tasks`);
  return [...body["value"]];
};
const columns = async () => {
  const { body } = await t.graph(t.asApp, "GET", `/planner/plans/${planId}/buckets`);
  return [...body["value"]].map(({ name }) => name);
};
const fault = (match: object, what: object) => t.outside("POST", "/faults", { match, times: 1, ...what });
const DETAILS = { method: "PATCH", url: "/details$" };

test("a promise is a task of its owner in the plan's column, with its day and the way back to the deal", async () => {
  const task = wanted();
  const id = await ensure(task);
  expect(await tasks()).toMatchObject([
    { id, title: task.title, dueDateTime: "2026-03-06T12:00:00Z", assignments: { [pavel]: {} } },
  ]);
  expect(await columns()).toEqual(["Promises"]);
  const { body } = await t.graph(t.asApp, "GET", `/planner/tasks/${id}/details`);
  const [[link, said]] = Object.entries(body["references"]) as [[string, Body]];
  expect(decodeURIComponent(link)).toBe(`${task.about.url}#${task.key}`);
  expect(said["alias"]).toBe("Steelworks");
});

test("asked for again it is the same task, and one column, also after people renamed it, moved its day or gave it away", async () => {
  const task = wanted();
  const id = await ensure(task);
  const { body } = await t.graph(t.asApp, "GET", `/planner/tasks/${id}`);
  const headers = { "If-Match": body["@odata.etag"] as string };
  const change = { title: "Warranty", dueDateTime: "2026-04-01T12:00:00Z", assignments: { [pavel]: null } };
  expect((await t.graph(t.asApp, "PATCH", `/planner/tasks/${id}`, { body: change, headers })).status).toBe(
    204,
  );
  expect(await ensure(task)).toBe(id);
  expect(await tasks()).toHaveLength(1);
  expect(await columns()).toEqual(["Promises"]);
});

test("two promises in the same words are two tasks, however often each is asked for", async () => {
  const [one, other] = [wanted(), wanted()];
  const ids = [await ensure(one), await ensure(other)];
  expect(new Set(ids).size).toBe(2);
  expect([await ensure(one), await ensure(other)]).toEqual(ids);
});

test.each([
  [
    "the reply was lost when the task was made",
    { method: "POST", url: "/planner/tasks$" },
    { dropReply: true },
  ],
  ["the run ended before the task was marked", DETAILS, { status: 503, retryAfter: 60 }],
  ["the reply was lost when the task was marked", DETAILS, { dropReply: true }],
])("where %s, the next run finds it and makes no second", async (_story, match, what) => {
  const task = wanted();
  await fault(match, what);
  await expect(ensure(task)).rejects.toThrow();
  await t.outside("DELETE", "/faults");
  const id = await ensure(task);
  expect(await tasks()).toMatchObject([{ id, referenceCount: 1 }]);
});

test("a task of which we know already whose it is, is not taken for another promise's", async () => {
  await fault(DETAILS, { status: 503, retryAfter: 60 });
  await expect(ensure(wanted())).rejects.toThrow();
  await t.outside("DELETE", "/faults");
  const known = String((await tasks())[0]?.["id"]);
  expect(await ensure(wanted(), [known])).not.toBe(known);
});

test("what people made in the same words in a column of theirs is left alone", async () => {
  const bucketId = await make("/planner/buckets", { name: "Ours", planId, orderHint: " !" });
  const assignment = { "@odata.type": "#microsoft.graph.plannerAssignment", orderHint: " !" };
  const { title, due } = wanted();
  const body = {
    planId,
    bucketId,
    title,
    dueDateTime: `${due}T12:00:00Z`,
    assignments: { [pavel]: assignment },
  };
  const byHand = await make("/planner/tasks", body);
  expect(await ensure(wanted())).not.toBe(byHand);
  expect(await tasks()).toHaveLength(2);
});

test("somebody who changes the task at the same moment loses nothing: its version is read anew", async () => {
  await fault(DETAILS, { status: 412 });
  const task = wanted();
  const id = await ensure(task);
  expect(await tasks()).toMatchObject([{ id, referenceCount: 1 }]);
});

test("a plan that is gone takes nothing", async () => {
  const { body } = await t.graph(t.asApp, "GET", `/planner/plans/${planId}`);
  const headers = { "If-Match": body["@odata.etag"] as string };
  await t.graph(t.asApp, "DELETE", `/planner/plans/${planId}`, { headers });
  expect(await ensure(wanted())).toBeNull();
});

describe.skipIf(!hasContract)("Microsoft's description of Graph", () => {
  type Logged = { method: string; url: string; headers: Record<string, string>; body: unknown };

  test("fits every request that a promise sends to Planner", async () => {
    const checker = await openChecker();
    const since = Number((await t.outside("GET", "/requests?since=0")).body["last"]);
    const task = wanted({ due: null });
    await ensure(task);
    await ensure(task);
    const { body } = await t.outside<{ value: Logged[] }>("GET", `/requests?since=${since}`);
    const sent = body.value.filter(({ url }) => url.includes("/planner/"));
    expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(["GET", "POST", "PATCH"]));
    for (const { method, url, headers, body: said } of sent) {
      const request = {
        method,
        url: url.replace(/^.*\/v1\.0/, ""),
        headers,
        ...(said != null && { body: said }),
      };
      expect(checker.request(request), `${method} ${url}`).toEqual([]);
    }
  });
});
