import { z } from "zod";
import { graphObject, readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { requireGroup } from "../directory/groups.ts";
import { requireUser } from "../directory/users.ts";
import { doerOf, orderFor, plannerId, requireInGroup, requirePlan } from "./access.ts";
import { requireMatch } from "./etag.ts";
import {
  bucketType,
  planDetailsType,
  planType,
  presentBucket,
  presentDetails,
  presentPlan,
} from "./plan-view.ts";
import { changed, row } from "./row.ts";
import { type Bucket, type Plan, plannerOf } from "./state.ts";

const newPlan = graphObject({
  title: z.string().min(1).max(255),
  owner: z.string().nullish(),
  container: graphObject({
    url: z.string().nullish(),
    containerId: z.string().nullish(),
    type: z.string().nullish(),
  }).nullish(),
});

const planDetails = graphObject({
  categoryDescriptions: z
    .record(z.string().regex(/^category(?:[1-9]|1\d|2[0-5])$/), z.string().nullable())
    .nullish(),
  sharedWith: z.record(z.string(), z.unknown()).nullish(),
});

const newBucket = graphObject({
  name: z.string().min(1).max(255),
  planId: z.string(),
  orderHint: z.string().nullish(),
});

/** Plans, their details and buckets. */
export const planOperations: readonly Operation[] = [
  row("POST /planner/plans", createPlan, "Plans of groups only, no rosters."),
  row("GET /planner/plans/{plannerPlan-id}", (call) =>
    entity(call, presentPlan(planOf(call)), { type: planType }),
  ),
  row("DELETE /planner/plans/{plannerPlan-id}", deletePlan),
  row("GET /planner/plans/{plannerPlan-id}/details", (call) =>
    entity(call, presentDetails(planOf(call)), { type: planDetailsType }),
  ),
  row("PATCH /planner/plans/{plannerPlan-id}/details", changeDetails),
  row("GET /planner/plans/{plannerPlan-id}/buckets", (call) => {
    const plan = planOf(call);
    const buckets = [...plannerOf(call.tenant).buckets.values()].filter(({ planId }) => planId === plan.id);
    return collection(call, buckets.map(presentBucket), { type: bucketType });
  }),
  row("POST /planner/buckets", createBucket),
  row("GET /groups/{group-id}/planner/plans", (call) => {
    const group = requireGroup(call.tenant, call.params["group-id"]!);
    requireInGroup(call, group.id);
    const plans = [...plannerOf(call.tenant).plans.values()].filter(({ groupId }) => groupId === group.id);
    return collection(call, plans.map(presentPlan), { type: planType });
  }),
];

function planOf(call: Call): Plan {
  return requirePlan(call, call.params["plannerPlan-id"]!);
}

function createPlan(call: Call): Reply {
  const { tenant } = call;
  const input = readBody(call, newPlan, { type: "microsoft.graph.plannerPlan", code: "" });
  const group = requireGroup(tenant, groupIdOf(input));
  if (!group.groupTypes.includes("Unified"))
    throw new GraphError(400, "", "The container of a plan must be a Microsoft 365 group.");
  requireInGroup(call, group.id);
  const plan: Plan = {
    id: plannerId(call),
    title: input.title,
    groupId: group.id,
    createdBy: doerOf(call),
    createdDateTime: tenant.clock.now().toString(),
    version: 1,
    details: { categoryDescriptions: {}, sharedWith: {}, version: 1 },
  };
  plannerOf(tenant).plans.set(plan.id, plan);
  return { status: 201, body: presentPlan(plan) };
}

/** Takes a plan away with its buckets and tasks. */
function deletePlan(call: Call): Reply {
  const plan = planOf(call);
  requireMatch(call, "Plan", plan.version);
  const { plans, buckets, tasks } = plannerOf(call.tenant);
  plans.delete(plan.id);
  for (const things of [buckets, tasks])
    for (const { id, planId } of things.values()) if (planId === plan.id) things.delete(id);
  return { status: 204 };
}

function groupIdOf({ owner, container }: z.output<typeof newPlan>): string {
  const type = container?.type?.toLowerCase() ?? "group";
  if (type !== "group")
    throw new GraphError(400, "", `Plans in a container of type '${type}' are not supported.`);
  const fromUrl = /\/groups\/([\da-f-]{36})$/i.exec(container?.url ?? "")?.[1];
  const id = fromUrl ?? container?.containerId ?? owner;
  if (id == null) throw new GraphError(400, "", "The container of the plan must be specified.");
  return id;
}

function changeDetails(call: Call): Reply {
  const plan = planOf(call);
  requireMatch(call, "PlanDetails", plan.details.version);
  const input = readBody(call, planDetails, { type: "microsoft.graph.plannerPlanDetails", code: "" });
  Object.assign(plan.details.categoryDescriptions, input.categoryDescriptions);
  for (const [userId, isShared] of Object.entries(input.sharedWith ?? {})) {
    if (isShared === true) plan.details.sharedWith[requireUser(call.tenant, userId).id] = true;
    else delete plan.details.sharedWith[userId];
  }
  plan.details.version += 1;
  return changed(call, presentDetails(plan));
}

function createBucket(call: Call): Reply {
  const input = readBody(call, newBucket, { type: "microsoft.graph.plannerBucket", code: "" });
  const plan = requirePlan(call, input.planId);
  const bucket: Bucket = {
    id: plannerId(call),
    planId: plan.id,
    name: input.name,
    orderHint: orderFor(call, input.orderHint),
    version: 1,
  };
  plannerOf(call.tenant).buckets.set(bucket.id, bucket);
  return { status: 201, body: presentBucket(bucket) };
}
