import { KEY_ACCOUNTS_TEAM } from "../../../server/sandbox/seed/company.ts";
import { etagAt, make, newPlan, planned } from "../planner/plan.ts";
import { peopleIds } from "../teams/setting.ts";
import type { Example, ExampleRequest } from "./example.ts";

const ofPlan = (tail: string): Example => ({
  operation: `GET /planner/plans/{plannerPlan-id}${tail}`,
  request: async (t) => ({ path: `/planner/plans/${(await planned(t)).plan.id}${tail}` }),
});

/** A change to what is at a path of the plan or the task, which has a version of its own. */
const change = (
  operation: string,
  which: "plan" | "task",
  tail: string,
  more: Omit<ExampleRequest, "path">,
): Example => ({
  operation,
  async request(t) {
    const path = `/planner/${which}s/${(await planned(t))[which].id}${tail}`;
    return { path, ...more, headers: { "If-Match": await etagAt(t, path) } };
  },
});

/** Requests to plans and their tasks. */
export const plannerExamples: readonly Example[] = [
  { operation: "POST /planner/plans", request: () => ({ path: "/planner/plans", body: newPlan }) },
  ofPlan(""),
  ofPlan("/details"),
  ofPlan("/buckets"),
  ofPlan("/tasks"),
  change("PATCH /planner/plans/{plannerPlan-id}/details", "plan", "/details", {
    body: { categoryDescriptions: { category1: "Visas" } },
    prefer: "return=representation",
  }),
  {
    operation: "POST /planner/buckets",
    async request(t) {
      const plan = await make(t, "/planner/plans", newPlan);
      return { path: "/planner/buckets", body: { name: "Later", planId: plan.id, orderHint: " !" } };
    },
  },
  {
    operation: "GET /groups/{group-id}/planner/plans",
    async request(t) {
      await planned(t);
      return { path: `/groups/${KEY_ACCOUNTS_TEAM}/planner/plans` };
    },
  },
  {
    operation: "POST /planner/tasks",
    async request(t) {
      const { plan, bucket } = await planned(t);
      const [anna] = await peopleIds(t, "anna.kern");
      const assigned = { "@odata.type": "#microsoft.graph.plannerAssignment", orderHint: " !" };
      return {
        path: "/planner/tasks",
        body: {
          planId: plan.id,
          bucketId: bucket.id,
          title: "Get visas",
          dueDateTime: "2026-03-20T12:00:00Z",
          assignments: { [anna]: assigned },
        },
      };
    },
  },
  {
    operation: "GET /planner/tasks/{plannerTask-id}",
    request: async (t) => ({ path: `/planner/tasks/${(await planned(t)).task.id}` }),
  },
  change("PATCH /planner/tasks/{plannerTask-id}", "task", "", {
    body: { percentComplete: 50 },
    prefer: "return=representation",
  }),
  change("DELETE /planner/tasks/{plannerTask-id}", "task", "", {}),
  change("DELETE /planner/plans/{plannerPlan-id}", "plan", "", {}),
  {
    operation: "GET /planner/tasks/{plannerTask-id}/details",
    request: async (t) => ({ path: `/planner/tasks/${(await planned(t)).task.id}/details` }),
  },
  change("PATCH /planner/tasks/{plannerTask-id}/details", "task", "/details", {
    body: {
      description: "Two rooms, three nights",
      checklist: {
        "7b4e6f3a-0001": { "@odata.type": "#microsoft.graph.plannerChecklistItem", title: "Ask the hotel" },
      },
      references: {
        "https%3A//hotel%2Eexample": {
          "@odata.type": "#microsoft.graph.plannerExternalReference",
          alias: "Hotel",
          type: "Other",
        },
      },
    },
    prefer: "return=representation",
  }),
  {
    operation: "GET /users/{user-id}/planner/tasks",
    async request(t) {
      const { plan } = await planned(t);
      const [anna] = await peopleIds(t, "anna.kern");
      const assignments = {
        [anna]: { "@odata.type": "#microsoft.graph.plannerAssignment", orderHint: " !" },
      };
      await make(t, "/planner/tasks", { planId: plan.id, title: "Get visas", assignments });
      return { path: `/users/${anna}/planner/tasks` };
    },
  },
];
