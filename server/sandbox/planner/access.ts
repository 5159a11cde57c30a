import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import { requireGroup } from "../directory/groups.ts";
import { findUser } from "../directory/users.ts";
import { type Doer, type Plan, plannerOf, type Task } from "./state.ts";

/** The plan with this id, if the caller may see it. Throws 404, and 403 for people outside of its group. */
export function requirePlan(call: Call, id: string): Plan {
  const plan = plannerOf(call.tenant).plans.get(id);
  if (plan === undefined) throw missing("plan");
  requireInGroup(call, plan.groupId);
  return plan;
}

/** The task with this id, if the caller may see it. Throws 404 and 403. */
export function requireTask(call: Call, id: string): Task {
  const task = plannerOf(call.tenant).tasks.get(id);
  if (task === undefined) throw missing("task");
  const isAssigned = call.caller.kind === "user" && call.caller.userId in task.assignments;
  if (!isAssigned) requirePlan(call, task.planId);
  return task;
}

/** Throws 403 for a person who is not in the group. */
export function requireInGroup({ tenant, caller }: Call, groupId: string): void {
  if (caller.kind === "app") return;
  const { ownerIds, memberIds } = requireGroup(tenant, groupId);
  if (ownerIds.includes(caller.userId) || memberIds.includes(caller.userId)) return;
  throw new GraphError(
    403,
    "",
    "You do not have the required permissions to access this item, or the item may not exist.",
  );
}

/** The caller, as createdBy and its like name them. */
export function doerOf({ tenant, caller }: Call): Doer {
  if (caller.kind === "app") return { user: null, application: { id: caller.appId, displayName: null } };
  const displayName = findUser(tenant, caller.userId)?.displayName ?? null;
  return { user: { id: caller.userId, displayName }, application: { id: caller.appId, displayName: null } };
}

/** An id in Planner's manner: 28 characters. */
export function plannerId({ tenant }: Call): string {
  const hex = tenant.newId().replaceAll("-", "");
  return Buffer.from(hex, "hex").toString("base64url").padEnd(28, "A").slice(0, 28);
}

const HINT = /^[\u0020-\u007e]* [\u0020-\u007e]*!$/;

/** The order a hint asks for (" !" is: at the end). Throws 400 for text that is no hint. */
export function orderFor({ tenant }: Call, hint: string | null | undefined): string {
  const text = hint ?? " !";
  if (HINT.test(text))
    return `${String(9_999_999_999_999 - tenant.clock.now().epochMilliseconds).padStart(19, "8")}P_`;
  if (/^[\u0021-\u007e]+$/.test(text) && !text.includes("!")) return text;
  throw new GraphError(400, "", `Specified order hint is in an invalid format: ${text}`);
}

function missing(what: string): GraphError {
  return new GraphError(404, "", `The requested item is not found: ${what}.`);
}
