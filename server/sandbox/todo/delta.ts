import type { EntityType } from "../core/entity-type.ts";
import { type Expansions, expandAll } from "../core/expand.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import { linkTo, pageSize } from "../core/page.ts";
import { refuseOptions } from "../core/refuse-options.ts";
import { parseSelect } from "../core/select.ts";
import type { Task, TaskList } from "./state.ts";
import { presentTask } from "./task.ts";

type News = { change: number; task: Task } | { change: number; removedId: string };

/**
 * Answers a delta over a list: tasks changed or deleted after the token's mark, a page at a time, then a deltaLink.
 * Throws 400 for a token that is none, 410 for one of another life of this list.
 */
export function taskDelta(call: Call, list: TaskList, type: EntityType, expand: Expansions<Task>): Reply {
  const { query } = call;
  refuseOptions(query, type, ["$filter", "$orderby", "$search", "$skip", "$count"]);
  const token = query.option("$skiptoken") ?? query.option("$deltatoken");
  const after = token === undefined ? 0 : markOf(list, token);
  const news = newsOf(list, after, token === undefined);
  const page = news.slice(0, pageSize(call));
  const hasMore = page.length < news.length;
  const mark = hasMore ? (page.at(-1)?.change ?? after) : list.lastChange;
  const kept = query.entries().filter(([name]) => !/^\$?(?:skiptoken|deltatoken)$/i.test(name));
  const next = Buffer.from(`after:${mark}`).toString("base64url");
  const link = linkTo(call, [...kept, [hasMore ? "$skiptoken" : "$deltatoken", next]]);
  const pick = parseSelect(query.option("$select"), type);
  const value = page.map((one) =>
    "task" in one
      ? expandAll(query, { type, expand }, one.task, pick(presentTask(one.task)), call)
      : { id: one.removedId, "@removed": { reason: "deleted" } },
  );
  return { status: 200, body: { [hasMore ? "@odata.nextLink" : "@odata.deltaLink"]: link, value } };
}

/** Whoever asks for the first time is not told of what they never saw. */
function newsOf(list: TaskList, after: number, isFirst: boolean): News[] {
  const tasks: News[] = [...list.tasks.values()].map((task) => ({ change: task.change, task }));
  const removed: News[] = isFirst
    ? []
    : [...list.removed].map(([removedId, change]) => ({ change, removedId }));
  return [...tasks, ...removed]
    .filter(({ change }) => change > after)
    .toSorted((a, b) => a.change - b.change);
}

function markOf(list: TaskList, token: string): number {
  const found = /^after:(\d{1,12})$/.exec(Buffer.from(token, "base64url").toString());
  if (found === null) throw new GraphError(400, "invalidRequest", "The delta token is not valid.");
  const mark = Number(found[1]);
  if (mark <= list.lastChange) return mark;
  throw new GraphError(410, "syncStateNotFound", "The sync state was not found: start over without a token.");
}
