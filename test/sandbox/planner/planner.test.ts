import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { openTestSandbox, type TestSandbox } from "../support/open.ts";
import { column, peopleIds } from "../teams/setting.ts";
import { etagAt, make, newPlan, planned } from "./plan.ts";

let t: TestSandbox;
beforeEach(async () => {
  await t?.close();
  t = await openTestSandbox({ limits: "none" });
});
afterAll(() => t?.close());

const assignment = { "@odata.type": "#microsoft.graph.plannerAssignment", orderHint: " !" };
const patch = (path: string, body: object, etag?: string, as = t.asApp) =>
  t.graph(as, "PATCH", path, { body, ...(etag !== undefined && { headers: { "If-Match": etag } }) });

describe("a plan", () => {
  test("is in a container, which is a group: without one it is refused", async () => {
    expect((await t.graph(t.asApp, "POST", "/planner/plans", { body: { title: "Line 4" } })).status).toBe(
      400,
    );
    const roster = { container: { type: "roster", containerId: "x" }, title: "Line 4" };
    expect((await t.graph(t.asApp, "POST", "/planner/plans", { body: roster })).status).toBe(400);
    const { id } = await make(t, "/planner/plans", newPlan);
    const { body } = await t.graph(t.asApp, "GET", `/planner/plans/${id}`);
    expect(body["container"]).toMatchObject({ containerId: KEY_ACCOUNTS_TEAM, type: "group" });
    expect(await column(t, `/groups/${KEY_ACCOUNTS_TEAM}/planner/plans`, "id")).toEqual([id]);
  });

  test("is seen by people of its group only", async () => {
    const { plan } = await planned(t);
    expect((await t.graph(t.asUser("pavel.orlov"), "GET", `/planner/plans/${plan.id}`)).status).toBe(200);
    expect((await t.graph(t.asUser("helen.carter"), "GET", `/planner/plans/${plan.id}`)).status).toBe(403);
    expect((await t.graph(t.asUser("helen.carter"), "GET", `/planner/plans/${plan.id}/tasks`)).status).toBe(
      403,
    );
  });

  test("goes away with its buckets and tasks, when the version that was read is still the one there", async () => {
    const { plan, task } = await planned(t);
    const other = await planned(t);
    const remove = (headers: Record<string, string>) =>
      t.graph(t.asApp, "DELETE", `/planner/plans/${plan.id}`, { headers });
    expect((await remove({})).status).toBe(412);
    expect((await remove({ "If-Match": task.etag })).status).toBe(400);
    expect((await remove({ "If-Match": plan.etag })).status).toBe(204);
    for (const path of [`/planner/plans/${plan.id}`, `/planner/tasks/${task.id}`])
      expect((await t.graph(t.asApp, "GET", path)).status).toBe(404);
    expect((await t.graph(t.asApp, "GET", `/planner/tasks/${other.task.id}`)).status).toBe(200);
  });

  test("has details with a version of their own", async () => {
    const { plan } = await planned(t);
    const path = `/planner/plans/${plan.id}/details`;
    const body = { categoryDescriptions: { category3: "Visas" } };
    expect((await patch(path, body, plan.etag)).status).toBe(400);
    expect((await patch(path, body, await etagAt(t, path))).status).toBe(204);
    expect((await t.graph(t.asApp, "GET", path)).body).toMatchObject(body);
    expect(
      (await patch(path, { categoryDescriptions: { category26: "x" } }, await etagAt(t, path))).status,
    ).toBe(400);
  });
});

describe("changing a task", () => {
  test("needs the version that was read: none or an old one is 412, and after reading again it works", async () => {
    const { task } = await planned(t);
    const path = `/planner/tasks/${task.id}`;
    expect((await patch(path, { percentComplete: 50 })).status).toBe(412);
    expect((await patch(path, { percentComplete: 50 }, task.etag)).status).toBe(204);
    expect((await patch(path, { percentComplete: 60 }, task.etag)).status).toBe(412);
    expect((await t.graph(t.asApp, "GET", path)).body["percentComplete"]).toBe(50);
    expect((await patch(path, { percentComplete: 60 }, await etagAt(t, path))).status).toBe(204);
  });

  test("the version of something else does not do, nor does one that is none", async () => {
    const { task } = await planned(t);
    const path = `/planner/tasks/${task.id}`;
    expect((await patch(path, { title: "X" }, await etagAt(t, `${path}/details`))).status).toBe(400);
    expect((await patch(`${path}/details`, { description: "X" }, task.etag)).status).toBe(400);
    expect((await patch(path, { title: "X" }, "*")).status).toBe(400);
    expect((await patch(path, { title: "X" }, '"abc"')).status).toBe(400);
  });

  test("deleting one needs it too", async () => {
    const { task } = await planned(t);
    const path = `/planner/tasks/${task.id}`;
    const remove = (etag?: string) =>
      t.graph(t.asApp, "DELETE", path, { ...(etag !== undefined && { headers: { "If-Match": etag } }) });
    expect((await remove()).status).toBe(412);
    await patch(path, { title: "Book two rooms" }, task.etag);
    expect((await remove(task.etag)).status).toBe(412);
    expect((await remove(await etagAt(t, path))).status).toBe(204);
    expect((await remove(task.etag)).status).toBe(404);
  });

  test("answers with the changed task where that is preferred", async () => {
    const { task } = await planned(t);
    const { status, body, headers } = await t.graph(t.asApp, "PATCH", `/planner/tasks/${task.id}`, {
      body: { percentComplete: 100 },
      headers: { "If-Match": task.etag },
      prefer: "return=representation",
    });
    expect([status, body["percentComplete"], headers["preference-applied"]]).toEqual([
      200,
      100,
      "return=representation",
    ]);
    expect(body["completedDateTime"]).toMatch(/^2026-03-02T/);
    expect(body["@odata.etag"]).not.toBe(task.etag);
  });

  test.each([
    ["a bucket of another plan", { bucketId: "nothing" }],
    ["an order hint of its own making", { orderHint: "first!!" }],
    ["101 %", { percentComplete: 101 }],
    ["a priority of 11", { priority: 11 }],
    ["a category of 26", { appliedCategories: { category26: true } }],
    ["a day without time", { dueDateTime: "2026-03-20" }],
    ["a description, which belongs to its details", { description: "Two rooms" }],
  ])("to %s is refused", async (_story, body) => {
    const { task } = await planned(t);
    expect((await patch(`/planner/tasks/${task.id}`, body, task.etag)).status).toBe(400);
  });
});

describe("who shall do a task", () => {
  test("is a map by user id: each one is added, and taken away by null, without touching the others", async () => {
    const { task } = await planned(t);
    const [anna, pavel] = await peopleIds(t, "anna.kern", "pavel.orlov");
    const path = `/planner/tasks/${task.id}`;
    const assign = async (assignments: object) => {
      const { status } = await patch(path, { assignments }, await etagAt(t, path));
      const { body } = await t.graph(t.asApp, "GET", path);
      return [status, Object.keys(body["assignments"]!)];
    };
    expect(await assign({ [anna]: assignment })).toEqual([204, [anna]]);
    expect(await assign({ [pavel]: assignment })).toEqual([204, [anna, pavel]]);
    expect(await assign({ [anna]: null })).toEqual([204, [pavel]]);
    expect((await assign({ "00000000-1111-4000-8000-000000000000": assignment }))[0]).toBe(404);
    expect((await assign({ [anna]: { "@odata.type": assignment["@odata.type"], orderHint: "!!" } }))[0]).toBe(
      400,
    );
  });

  test("finds it among their own tasks, and may see it even outside of the group", async () => {
    const { plan } = await planned(t);
    const [helen] = await peopleIds(t, "helen.carter");
    const task = await make(t, "/planner/tasks", {
      planId: plan.id,
      title: "A poster",
      assignments: { [helen]: assignment },
    });
    const asHelen = t.asUser("helen.carter");
    expect(await column(t, "/me/planner/tasks", "id", asHelen)).toEqual([task.id]);
    expect((await t.graph(asHelen, "GET", `/planner/tasks/${task.id}`)).status).toBe(200);
    expect((await t.graph(t.asUser("anna.kern"), "GET", `/users/${helen}/planner/tasks`)).status).toBe(403);
  });
});

describe("details of a task", () => {
  test("hold description, checklist and links, of which the task itself shows the numbers", async () => {
    const { task } = await planned(t);
    const path = `/planner/tasks/${task.id}/details`;
    const item = (title: string) => ({ "@odata.type": "#microsoft.graph.plannerChecklistItem", title });
    const reference = { "@odata.type": "#microsoft.graph.plannerExternalReference", alias: "Hotel" };
    const body = {
      description: "Three nights",
      checklist: { a: item("Ask"), b: { ...item("Pay"), isChecked: true } },
      references: { "https%3A//hotel%2Eexample": reference },
    };
    expect((await patch(path, body, await etagAt(t, path))).status).toBe(204);
    expect((await t.graph(t.asApp, "GET", `/planner/tasks/${task.id}`)).body).toMatchObject({
      hasDescription: true,
      checklistItemCount: 2,
      activeChecklistItemCount: 1,
      referenceCount: 1,
    });
    expect((await patch(path, { checklist: { a: null } }, await etagAt(t, path))).status).toBe(204);
    expect(Object.keys((await t.graph(t.asApp, "GET", path)).body["checklist"]!)).toEqual(["b"]);
  });

  test("a link's address must be encoded, since it is a name there", async () => {
    const { task } = await planned(t);
    const path = `/planner/tasks/${task.id}/details`;
    const references = { "https://hotel.example": { alias: "Hotel" } };
    expect((await patch(path, { references }, await etagAt(t, path))).status).toBe(400);
  });
});
