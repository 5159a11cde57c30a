import { type Expansions, expandAll } from "../core/expand.ts";
import { parseFilter } from "../core/filter.ts";
import { GraphError } from "../core/graph-error.ts";
import type { Call, Reply } from "../core/operation.ts";
import { linkTo, pageSize } from "../core/page.ts";
import { refuseOptions } from "../core/refuse-options.ts";
import { parseSelect } from "../core/select.ts";
import { messageType } from "./entity-types.ts";
import type { Message } from "./message.ts";
import { presentMessage } from "./message-view.ts";
import { teamsOf } from "./state.ts";

/**
 * Answers a delta over messages: what changed after the token's mark, a page at a time, then a deltaLink. Without a
 * token, everything. Throws 400 for a token that is none, 410 for one of another life of this tenant.
 */
export function messageDelta(call: Call, messages: readonly Message[], expand: Expansions<Message>): Reply {
  const { query, tenant } = call;
  refuseOptions(query, messageType, ["$orderby", "$search", "$skip", "$count"]);
  const after = markOf(call, query.option("$skiptoken") ?? query.option("$deltatoken"));
  const filterText = query.option("$filter");
  const filter =
    filterText === undefined
      ? undefined
      : parseFilter<Message>(
          filterText,
          messageType,
          (message, property) => presentMessage(message)[property],
        );
  const changed = messages
    .filter((message) => message.change > after && (filter?.test(message) ?? true))
    .toSorted((a, b) => a.change - b.change);
  const page = changed.slice(0, pageSize(call, { defaultTop: 20, maxTop: 50 }));
  const hasMore = page.length < changed.length;
  const kept = query.entries().filter(([name]) => !/^\$?(?:skiptoken|deltatoken)$/i.test(name));
  const mark = hasMore ? (page.at(-1)?.change ?? after) : Math.max(after, teamsOf(tenant).lastMessage);
  const link = linkTo(call, [...kept, [hasMore ? "$skiptoken" : "$deltatoken", tokenFor(mark)]]);
  const pick = parseSelect(query.option("$select"), messageType);
  const options = { type: messageType, expand };
  const value = page.map((message) =>
    expandAll(query, options, message, pick(presentMessage(message)), call),
  );
  return { status: 200, body: { [hasMore ? "@odata.nextLink" : "@odata.deltaLink"]: link, value } };
}

function tokenFor(mark: number): string {
  return Buffer.from(`after:${mark}`).toString("base64url");
}

function markOf({ tenant }: Call, token: string | undefined): number {
  if (token === undefined) return 0;
  const found = /^after:(\d{1,16})$/.exec(Buffer.from(token, "base64url").toString());
  if (found === null) throw new GraphError(400, "BadRequest", "The delta token is not valid.");
  const mark = Number(found[1]);
  if (mark <= teamsOf(tenant).lastMessage) return mark;
  throw new GraphError(410, "syncStateNotFound", "The sync state was not found: start over without a token.");
}
