import { z } from "zod";
import { graphObject, readBody } from "../core/body.ts";
import type { Expansions } from "../core/expand.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import type { Change } from "../core/tenant.ts";
import { listOf, ownerOf, taskOf } from "./access.ts";
import { taskDelta } from "./delta.ts";
import { listType, taskType } from "./entity-types.ts";
import { addList, type LinkedResource, listsOf, type Task, type TaskList } from "./state.ts";
import { applyTask, blankTask, etagOf, linksOf, presentTask, touch } from "./task.ts";
import { changedTask, newLinkedResource, newTask } from "./task-input.ts";

const expand: Expansions<Task> = {
  linkedResources: linksOf,
  checklistItems: () => [],
  attachments: () => [],
};

const lists = "/users/{user-id}/todo/lists";

const tasks = `${lists}/{todoTaskList-id}/tasks`;

/** All that this tenant does with To Do. */
export const todoOperations: readonly Operation[] = [
  row(`GET ${lists}`, (call) => {
    const all = [...listsOf(call.tenant, ownerOf(call).id).values()];
    return collection(call, all.map(presentList), { type: listType });
  }),
  row(`POST ${lists}`, createList),
  row(`GET ${tasks}`, (call) =>
    collection<Task>(call, listOf(call).tasks.values(), {
      type: taskType,
      present: presentTask,
      read: (task, property) => presentTask(task)[property],
      expand,
    }),
  ),
  row(
    `POST ${tasks}`,
    createTask,
    "No checklists, attachments and extensions; a recurrence makes no further tasks.",
  ),
  row(`GET ${tasks}/delta()`, (call) => taskDelta(call, listOf(call), taskType, expand)),
  row(`GET ${tasks}/{todoTask-id}`, (call) =>
    entity(call, taskOf(call).task, { type: taskType, present: presentTask, expand }),
  ),
  row(`PATCH ${tasks}/{todoTask-id}`, (call) => {
    const { list, task } = taskOf(call);
    requireMatch(call, task);
    applyTask(call.tenant, task, readBody(call, changedTask, { type: "microsoft.graph.todoTask" }));
    touch(call.tenant, list, task);
    publish(call, list, task, "updated");
    return { status: 200, body: presentTask(task) };
  }),
  row(`DELETE ${tasks}/{todoTask-id}`, (call) => {
    const { list, task } = taskOf(call);
    requireMatch(call, task);
    list.tasks.delete(task.id);
    list.lastChange += 1;
    list.removed.set(task.id, list.lastChange);
    publish(call, list, task, "deleted");
    return { status: 204 };
  }),
  row(`POST ${tasks}/{todoTask-id}/linkedResources`, (call) => {
    const { list, task } = taskOf(call);
    const input = readBody(call, newLinkedResource, { type: "microsoft.graph.linkedResource" });
    const link = addLink(call, task, input);
    touch(call.tenant, list, task);
    publish(call, list, task, "updated");
    return { status: 201, body: { ...link } };
  }),
];

function row(key: `${Operation["method"]} ${string}`, handle: Operation["handle"], note?: string): Operation {
  const [method, path] = key.split(" ") as [Operation["method"], string];
  const fidelity = note === undefined ? "like" : "simpler";
  return {
    method,
    path,
    permission: permissionOf(key),
    fidelity,
    limit: "mailbox",
    handle,
    ...(note && { note }),
  };
}

const newList = graphObject({ displayName: z.string().min(1).max(255) });

function createList(call: Call): Reply {
  const all = listsOf(call.tenant, ownerOf(call).id);
  const input = readBody(call, newList, { type: "microsoft.graph.todoTaskList" });
  return { status: 201, body: presentList(addList(call.tenant, all, input.displayName)) };
}

function createTask(call: Call): Reply {
  const { tenant } = call;
  const list = listOf(call);
  if (list.wellknownListName === "flaggedEmails") {
    throw new GraphError(400, "invalidRequest", "Tasks of this list are made by flagging mails.");
  }
  const { linkedResources, ...input } = readBody(call, newTask, { type: "microsoft.graph.todoTask" });
  const task = blankTask(tenant, input.title);
  applyTask(tenant, task, input);
  for (const link of linkedResources ?? []) addLink(call, task, link);
  list.tasks.set(task.id, task);
  touch(tenant, list, task);
  publish(call, list, task, "created");
  return { status: 201, body: presentTask(task) };
}

function addLink({ tenant }: Call, task: Task, input: z.output<typeof newLinkedResource>): LinkedResource {
  const { webUrl = null, applicationName = null, displayName = null, externalId = null } = input;
  const link = { id: tenant.newId(), webUrl, applicationName, displayName, externalId };
  task.linkedResources.set(link.id, link);
  return link;
}

function requireMatch({ headers }: Call, task: Task): void {
  const wanted: string | undefined = headers["if-match"];
  if (wanted === undefined || wanted === "*" || wanted === etagOf(task)) return;
  throw new GraphError(
    412,
    "ErrorIrresolvableConflict",
    "The change key passed in the request does not match the current one.",
  );
}

function presentList(list: TaskList): Record<string, unknown> {
  const { id, displayName, wellknownListName, version } = list;
  const mark = Buffer.from(`${id}#${version}`).toString("base64");
  return { "@odata.etag": `W/"${mark}"`, displayName, isOwner: true, isShared: false, wellknownListName, id };
}

function publish(call: Call, list: TaskList, task: Task, changeType: Change["changeType"]): void {
  const collection = `users/${ownerOf(call).id}/todo/lists/${list.id}/tasks`;
  call.tenant.publish("change", {
    collections: [collection],
    item: `${collection}/${task.id}`,
    type: "#Microsoft.Graph.todoTask",
    id: task.id,
    etag: etagOf(task),
    changeType,
  });
}
