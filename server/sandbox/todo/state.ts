import { slot, type Tenant } from "../core/tenant.ts";
import type { DateTimeTimeZone } from "../directory/state.ts";

/** What a task points at, e.g. the mail it came from. */
export type LinkedResource = {
  id: string;
  webUrl: string | null;
  applicationName: string | null;
  displayName: string | null;
  externalId: string | null;
};

/** One task. Names are Graph's. */
export type Task = {
  id: string;
  title: string;
  status: "notStarted" | "inProgress" | "completed" | "waitingOnOthers" | "deferred";
  importance: "low" | "normal" | "high";
  isReminderOn: boolean;
  body: { contentType: "text" | "html"; content: string };
  categories: readonly string[];
  createdDateTime: string;
  lastModifiedDateTime: string;
  bodyLastModifiedDateTime: string;
  completedDateTime: DateTimeTimeZone | null;
  dueDateTime: DateTimeTimeZone | null;
  startDateTime: DateTimeTimeZone | null;
  reminderDateTime: DateTimeTimeZone | null;
  recurrence: Record<string, unknown> | null;
  linkedResources: Map<string, LinkedResource>;
  /** When it was last touched, counted in its list: delta asks for all above a number. Never sent. */
  change: number;
};

/** A list of tasks. */
export type TaskList = {
  id: string;
  displayName: string;
  wellknownListName: "none" | "defaultList" | "flaggedEmails";
  version: number;
  tasks: Map<string, Task>;
  /** Ids of deleted tasks, with when they were deleted. */
  removed: Map<string, number>;
  lastChange: number;
};

/** Lists by user id, then by list id. */
export type Todo = Map<string, Map<string, TaskList>>;

const todoSlot = slot<Todo>("todo", () => new Map());

/** Someone's lists. Everyone has two that nobody made. */
export function listsOf(tenant: Tenant, userId: string): Map<string, TaskList> {
  const all = tenant.state(todoSlot);
  const known = all.get(userId);
  if (known !== undefined) return known;
  const lists = new Map<string, TaskList>();
  all.set(userId, lists);
  for (const [displayName, wellknownListName] of [
    ["Tasks", "defaultList"],
    ["Flagged Emails", "flaggedEmails"],
  ] as const) {
    addList(tenant, lists, displayName, wellknownListName);
  }
  return lists;
}

/** Makes an empty list among someone's lists. */
export function addList(
  tenant: Tenant,
  lists: Map<string, TaskList>,
  displayName: string,
  wellknownListName: TaskList["wellknownListName"] = "none",
): TaskList {
  const id = Buffer.from(`list ${tenant.newId()}`).toString("base64url");
  const list: TaskList = {
    id,
    displayName,
    wellknownListName,
    version: 1,
    tasks: new Map(),
    removed: new Map(),
    lastChange: 0,
  };
  lists.set(id, list);
  return list;
}
