import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import { requireUser } from "../directory/users.ts";
import { doerOf, orderFor } from "./access.ts";
import { etag } from "./etag.ts";
import { plannerOf, type Task } from "./state.ts";
import type { DetailsInput, TaskInput } from "./task-input.ts";

/** Changes a task as the input says. Throws 400 for a bucket of another plan and bad hints, 404 for unknown people. */
export function applyTask(call: Call, task: Task, input: TaskInput): void {
  const { bucketId, percentComplete } = input;
  if (bucketId != null && plannerOf(call.tenant).buckets.get(bucketId)?.planId !== task.planId) {
    throw new GraphError(400, "", "The bucket does not belong to the plan of the task.");
  }
  const assignments = assignmentsAfter(call, task, input.assignments ?? {});
  if (input.orderHint != null) task.orderHint = orderFor(call, input.orderHint);
  if (input.assigneePriority != null) task.assigneePriority = orderFor(call, input.assigneePriority);
  task.assignments = assignments;
  task.title = input.title ?? task.title;
  if (bucketId !== undefined) task.bucketId = bucketId;
  task.priority = input.priority ?? task.priority;
  if (input.startDateTime !== undefined) task.startDateTime = input.startDateTime;
  if (input.dueDateTime !== undefined) task.dueDateTime = input.dueDateTime;
  if (input.conversationThreadId !== undefined) task.conversationThreadId = input.conversationThreadId;
  for (const [category, isOn] of Object.entries(input.appliedCategories ?? {})) {
    if (isOn === true) task.appliedCategories[category] = true;
    else delete task.appliedCategories[category];
  }
  if (percentComplete != null) complete(call, task, percentComplete);
}

/** Changes a task's details as the input says. */
export function applyDetails(call: Call, { details, ...task }: Task, input: DetailsInput): Task {
  const stamp = { lastModifiedBy: doerOf(call), lastModifiedDateTime: call.tenant.clock.now().toString() };
  for (const [id, item] of Object.entries(input.checklist ?? {})) {
    const before = details.checklist[id];
    if (item === null) delete details.checklist[id];
    else
      details.checklist[id] = {
        "@odata.type": "#microsoft.graph.plannerChecklistItem",
        title: item.title ?? before?.title ?? "",
        isChecked: item.isChecked ?? before?.isChecked ?? false,
        orderHint:
          item.orderHint === undefined
            ? (before?.orderHint ?? orderFor(call, " !"))
            : orderFor(call, item.orderHint),
        ...stamp,
      };
  }
  for (const [address, reference] of Object.entries(input.references ?? {})) {
    const before = details.references[address];
    if (reference === null) delete details.references[address];
    else
      details.references[address] = {
        "@odata.type": "#microsoft.graph.plannerExternalReference",
        alias: reference.alias ?? before?.alias ?? null,
        type: reference.type ?? before?.type ?? null,
        previewPriority: orderFor(call, reference.previewPriority ?? before?.previewPriority),
        ...stamp,
      };
  }
  return {
    ...task,
    previewType: input.previewType ?? task.previewType,
    details: {
      ...details,
      description: input.description === undefined ? details.description : (input.description ?? ""),
    },
  };
}

/** A task as Graph gives it. */
export function presentTask(task: Task): Record<string, unknown> {
  const { details, version, ...plain } = task;
  const checklist = Object.values(details.checklist);
  return {
    "@odata.etag": etag("Task", version),
    ...plain,
    hasDescription: details.description !== "",
    checklistItemCount: checklist.length,
    activeChecklistItemCount: checklist.filter(({ isChecked }) => !isChecked).length,
    referenceCount: Object.keys(details.references).length,
  };
}

/** A task's details as Graph gives them. */
export function presentDetails({ id, previewType, details }: Task): Record<string, unknown> {
  const { version, ...plain } = details;
  return { "@odata.etag": etag("TaskDetails", version), id, previewType, ...plain };
}

function assignmentsAfter(
  call: Call,
  task: Task,
  wanted: NonNullable<TaskInput["assignments"]>,
): Task["assignments"] {
  const after = { ...task.assignments };
  for (const [key, value] of Object.entries(wanted)) {
    if (value === null) {
      delete after[key];
      continue;
    }
    const { id } = requireUser(call.tenant, key);
    after[id] = {
      "@odata.type": "#microsoft.graph.plannerAssignment",
      assignedBy: doerOf(call),
      assignedDateTime: call.tenant.clock.now().toString(),
      ...after[id],
      orderHint: orderFor(call, value.orderHint),
    };
  }
  return after;
}

function complete(call: Call, task: Task, percentComplete: number): void {
  const wasDone = task.percentComplete === 100;
  task.percentComplete = percentComplete;
  if (percentComplete < 100) Object.assign(task, { completedDateTime: null, completedBy: null });
  else if (!wasDone) {
    Object.assign(task, { completedDateTime: call.tenant.clock.now().toString(), completedBy: doerOf(call) });
  }
}
