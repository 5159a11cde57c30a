import type { Tenant } from "../core/tenant.ts";
import type { LinkedResource, Task, TaskList } from "./state.ts";
import type { TaskInput } from "./task-input.ts";

/** A task with nothing but a title. */
export function blankTask(tenant: Tenant, title: string): Task {
  const now = tenant.clock.now().toString();
  return {
    id: Buffer.from(`task ${tenant.newId()}`).toString("base64url"),
    title,
    status: "notStarted",
    importance: "normal",
    isReminderOn: false,
    body: { contentType: "text", content: "" },
    categories: [],
    createdDateTime: now,
    lastModifiedDateTime: now,
    bodyLastModifiedDateTime: now,
    completedDateTime: null,
    dueDateTime: null,
    startDateTime: null,
    reminderDateTime: null,
    recurrence: null,
    linkedResources: new Map(),
    change: 0,
  };
}

/** Changes a task as the input says; completing and reopening it set and clear when it was completed. */
export function applyTask(tenant: Tenant, task: Task, input: TaskInput): void {
  const now = tenant.clock.now().toString();
  task.title = input.title ?? task.title;
  task.importance = input.importance ?? task.importance;
  task.categories = input.categories ?? task.categories;
  if (input.dueDateTime !== undefined) task.dueDateTime = input.dueDateTime;
  if (input.startDateTime !== undefined) task.startDateTime = input.startDateTime;
  if (input.reminderDateTime !== undefined) task.reminderDateTime = input.reminderDateTime;
  if (input.recurrence !== undefined) task.recurrence = input.recurrence;
  task.isReminderOn = input.isReminderOn ?? (input.reminderDateTime != null ? true : task.isReminderOn);
  if (input.body != null) {
    task.body = {
      contentType: input.body.contentType ?? task.body.contentType,
      content: input.body.content ?? "",
    };
    task.bodyLastModifiedDateTime = now;
  }
  if (input.status != null) {
    task.status = input.status;
    const done = task.completedDateTime ?? { dateTime: now.replace("Z", ""), timeZone: "UTC" };
    task.completedDateTime = input.status === "completed" ? (input.completedDateTime ?? done) : null;
  }
}

/** Marks a task as changed, so that delta gives it and its etag differs. */
export function touch(tenant: Tenant, list: TaskList, task: Task): void {
  list.lastChange += 1;
  task.change = list.lastChange;
  task.lastModifiedDateTime = tenant.clock.now().toString();
}

/** The version of a task as Graph writes it. */
export function etagOf({ id, change }: Task): string {
  return `W/"${Buffer.from(`${id}#${change}`).toString("base64")}"`;
}

/** A task as Graph gives it: dates that were never set are left out. */
export function presentTask(task: Task): Record<string, unknown> {
  const { change: _change, linkedResources: _links, ...rest } = task;
  const dates = ["completedDateTime", "dueDateTime", "startDateTime", "reminderDateTime", "recurrence"];
  const present = Object.entries(rest).filter(([name, value]) => value !== null || !dates.includes(name));
  return { "@odata.etag": etagOf(task), ...Object.fromEntries(present), hasAttachments: false };
}

/** A task's links as Graph gives them. */
export function linksOf({ linkedResources }: Task): LinkedResource[] {
  return [...linkedResources.values()];
}
