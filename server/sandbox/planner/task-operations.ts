import { readBody } from "../core/body.ts";
import type { EntityType } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { requireUser } from "../directory/users.ts";
import { doerOf, orderFor, plannerId, requirePlan, requireTask } from "./access.ts";
import { requireMatch } from "./etag.ts";
import { changed, row } from "./row.ts";
import { plannerOf, type Task } from "./state.ts";
import { applyDetails, applyTask, presentDetails, presentTask } from "./task.ts";
import { changedDetails, changedTask, newTask } from "./task-input.ts";

const taskType: EntityType = {
  name: "microsoft.graph.plannerTask",
  family: "teams",
  shape: {
    id: "string",
    planId: "string",
    bucketId: "string",
    title: "string",
    orderHint: "string",
    assigneePriority: "string",
    percentComplete: "number",
    priority: "number",
    startDateTime: "instant",
    dueDateTime: "instant",
    completedDateTime: "instant",
    completedBy: "any",
    createdDateTime: "instant",
    createdBy: "any",
    conversationThreadId: "string",
    assignments: "any",
    appliedCategories: "any",
    previewType: "string",
    hasDescription: "boolean",
    checklistItemCount: "number",
    activeChecklistItemCount: "number",
    referenceCount: "number",
  },
};
const detailsType: EntityType = {
  name: "microsoft.graph.plannerTaskDetails",
  family: "teams",
  shape: { id: "string", description: "string", previewType: "string", checklist: "any", references: "any" },
};

const one = "/planner/tasks/{plannerTask-id}";

/** Tasks of plans. */
export const taskOperations: readonly Operation[] = [
  row("GET /planner/plans/{plannerPlan-id}/tasks", (call) => {
    const plan = requirePlan(call, call.params["plannerPlan-id"]!);
    return taskList(call, ({ planId }) => planId === plan.id);
  }),
  row("POST /planner/tasks", createTask),
  row(`GET ${one}`, (call) => entity(call, presentTask(taskOf(call)), { type: taskType })),
  row(`PATCH ${one}`, (call) => {
    const task = taskOf(call);
    requireMatch(call, "Task", task.version);
    applyTask(call, task, readBody(call, changedTask, { type: "microsoft.graph.plannerTask", code: "" }));
    task.version += 1;
    return changed(call, presentTask(task));
  }),
  row(`DELETE ${one}`, (call) => {
    const task = taskOf(call);
    requireMatch(call, "Task", task.version);
    plannerOf(call.tenant).tasks.delete(task.id);
    return { status: 204 };
  }),
  row(`GET ${one}/details`, (call) => entity(call, presentDetails(taskOf(call)), { type: detailsType })),
  row(`PATCH ${one}/details`, changeDetails),
  row("GET /users/{user-id}/planner/tasks", (call) => {
    const { tenant, caller } = call;
    const user = requireUser(tenant, call.params["user-id"]!);
    if (caller.kind === "user" && caller.userId !== user.id) {
      throw new GraphError(
        403,
        "",
        "You do not have the required permissions to access this item, or the item may not exist.",
      );
    }
    return taskList(call, ({ assignments }) => user.id in assignments);
  }),
];

function taskOf(call: Call): Task {
  return requireTask(call, call.params["plannerTask-id"]!);
}

/** Planner answers none of $filter, $orderby and $top. */
function taskList(call: Call, belongs: (task: Task) => boolean): Reply {
  const tasks = [...plannerOf(call.tenant).tasks.values()].filter(belongs);
  return collection(call, tasks.map(presentTask), {
    type: taskType,
    defaultTop: 400,
    refuse: ["$filter", "$orderby", "$skip"],
  });
}

function createTask(call: Call): Reply {
  const { tenant } = call;
  const input = readBody(call, newTask, { type: "microsoft.graph.plannerTask", code: "" });
  const plan = requirePlan(call, input.planId);
  const task: Task = {
    id: plannerId(call),
    planId: plan.id,
    bucketId: null,
    title: input.title,
    orderHint: orderFor(call, input.orderHint),
    assigneePriority: orderFor(call, input.assigneePriority),
    percentComplete: 0,
    priority: 5,
    startDateTime: null,
    dueDateTime: null,
    completedDateTime: null,
    completedBy: null,
    createdDateTime: tenant.clock.now().toString(),
    createdBy: doerOf(call),
    conversationThreadId: null,
    assignments: {},
    appliedCategories: {},
    previewType: "automatic",
    version: 1,
    details: { description: "", checklist: {}, references: {}, version: 1 },
  };
  applyTask(call, task, input);
  plannerOf(tenant).tasks.set(task.id, task);
  return { status: 201, body: presentTask(task) };
}

function changeDetails(call: Call): Reply {
  const task = taskOf(call);
  requireMatch(call, "TaskDetails", task.details.version);
  const input = readBody(call, changedDetails, { type: "microsoft.graph.plannerTaskDetails", code: "" });
  const after = applyDetails(call, structuredClone(task), input);
  after.details.version += 1;
  // What the board shows of the details (a count, a tick) is part of the task itself.
  after.version += 1;
  plannerOf(call.tenant).tasks.set(task.id, after);
  return changed(call, presentDetails(after));
}
