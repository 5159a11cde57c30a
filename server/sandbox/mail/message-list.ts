import { GraphError } from "../core/graph-error.ts";
import { collection } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import { applied, enter, enterFolder } from "./access.ts";
import type { ByDate } from "./by-date.ts";
import type { Message } from "./message.ts";
import type { View } from "./message-entity.ts";
import { messageOptions } from "./message-type.ts";
import { parseSearch } from "./search.ts";

const BOUND = /\breceivedDateTime\s+(ge|gt|le|lt)\s+(\d{4}-\d{2}-\d{2}T[\d:.]+Z)/g;

/** The part of the mail that a filter's bounds on the received time leave to look at; all of it where in doubt. */
function within(messages: ByDate<Message>, filter: string): Message[] {
  const isConjunction = !/\b(or|not)\b/i.test(filter.replace(/'[^']*'/g, "''"));
  const bounds = isConjunction ? [...filter.matchAll(BOUND)] : [];
  const limit = (sign: string) =>
    bounds.filter(([, name]) => name!.startsWith(sign)).map(([, , at]) => Date.parse(at!));
  return messages.between(Math.max(...limit("g")), Math.min(...limit("l")));
}

function list(call: Call, messages: ByDate<Message>, view: View): Reply {
  const { query } = call;
  if (
    query.option("$search") !== undefined &&
    (query.option("$filter") ?? query.option("$orderby")) !== undefined
  ) {
    throw new GraphError(
      400,
      "SearchWithFilter",
      "The query parameter '$search' cannot be used with '$filter' or '$orderby'.",
    );
  }
  const oldestFirst = /^\s*receivedDateTime(\s+asc)?\s*$/i.test(query.option("$orderby") ?? "");
  const reply = collection(
    call,
    oldestFirst ? messages.oldestFirst() : within(messages, query.option("$filter") ?? ""),
    {
      ...messageOptions(view),
      ordered: oldestFirst ? "receivedDateTime asc" : "receivedDateTime desc",
      total: messages.size,
      defaultTop: 10,
      maxTop: 1000,
      paging: "$skip",
      ordersAsFiltered: true,
      search: parseSearch,
    },
  );
  return { ...reply, headers: { ...reply.headers, ...applied(call) } };
}

/** GET /users/{id}/messages: the whole mailbox, newest first. */
export function listMailbox(call: Call): Reply {
  const { box, view } = enter(call);
  return list(call, box.all, view);
}

/** GET /users/{id}/mailFolders/{id}/messages: one folder, newest first; what lies in its child folders is not in it. */
export function listFolder(call: Call): Reply {
  const { folder, view } = enterFolder(call);
  return list(call, folder.messages, view);
}
