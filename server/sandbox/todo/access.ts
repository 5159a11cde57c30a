import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import type { User } from "../directory/state.ts";
import { requireMailbox } from "../directory/users.ts";
import { listsOf, type Task, type TaskList } from "./state.ts";

/** Whose lists the path names, if the caller may use them. Throws 404 and 403. */
export function ownerOf({ tenant, caller, params }: Call): User {
  const user = requireMailbox(tenant, params["user-id"]!);
  if (caller.kind === "app" || caller.userId === user.id) return user;
  throw new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
}

/** The list that the path names. Throws 404. */
export function listOf(call: Call): TaskList {
  const found = listsOf(call.tenant, ownerOf(call).id).get(call.params["todoTaskList-id"]!);
  if (found !== undefined) return found;
  throw new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}

/** The task that the path names, and its list. Throws 404. */
export function taskOf(call: Call): { list: TaskList; task: Task } {
  const list = listOf(call);
  const task = list.tasks.get(call.params["todoTask-id"]!);
  if (task !== undefined) return { list, task };
  throw new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}
