import { GraphError } from "../core/graph-error.ts";
import { collection } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import { applied, enter, enterFolder } from "./access.ts";
import type { IndexedProperty } from "./by-value.ts";
import type { Folder, Mailbox } from "./mailbox.ts";
import type { Message } from "./message.ts";
import type { View } from "./message-entity.ts";
import { messageOptions } from "./message-type.ts";
import { parseSearch } from "./search.ts";

const BOUND = /(?<![\w/])receivedDateTime\s+(ge|gt|le|lt)\s+(\d{4}-\d{2}-\d{2}T[\d:.]+Z)/g;
/** Conditions that an index answers: a property has a value, or a list has it. */
const INDEXED: readonly RegExp[] = [
  /(?<![\w/])(?<property>internetMessageId|conversationId|from\/emailAddress\/address)\s+eq\s+'(?<text>\d+)'/,
  /(?<![\w/])(?<property>toRecipients|ccRecipients)\/any\(\s*(\w+)\s*:\s*\2\/emailAddress\/address\s+eq\s+'(?<text>\d+)'\s*\)/,
  /(?<![\w/])(?<property>categories)\/any\(\s*(\w+)\s*:\s*\2\s+eq\s+'(?<text>\d+)'\s*\)/,
];
/** What more than one letter in so many has, and more than a few, is found sooner by going through the newest. */
const RARE = 20;
const FEW = 100;

/** Where messages are listed: a whole mailbox, or one folder of it. */
type Shelf = { box: Mailbox; folder: Folder | null };

/** A filter's texts, and the filter with their numbers in their places, so that no text is taken for a condition. */
function withoutTexts(filter: string): { bare: string; texts: string[] } {
  const texts: string[] = [];
  const bare = filter.replace(/'(?:[^']|'')*'/g, (quoted) => {
    texts.push(quoted.slice(1, -1).replaceAll("''", "'"));
    return `'${texts.length - 1}'`;
  });
  return { bare, texts };
}

/** The mail that a filter leaves to look at, newest first: by its bounds on the received time, or by what has an index. */
function within({ box, folder }: Shelf, filter: string): Message[] {
  const messages = folder?.messages ?? box.all;
  const { bare, texts } = withoutTexts(filter);
  if (/\b(or|not)\b/i.test(bare)) return messages.between(-Infinity, Infinity);
  for (const condition of INDEXED) {
    const { property, text } = condition.exec(bare)?.groups ?? {};
    if (property === undefined) continue;
    const found = box.byValue.find(
      property as IndexedProperty,
      texts[Number(text)]!,
      Math.max(FEW, box.all.size / RARE),
    );
    const here = found?.filter(
      ({ properties }) => folder === null || properties.parentFolderId === folder.id,
    );
    if (here !== undefined) return here.sort((a, b) => b.receivedMs - a.receivedMs || b.order - a.order);
  }
  const bounds = [...bare.matchAll(BOUND)];
  const limit = (sign: string) =>
    bounds.filter(([, name]) => name!.startsWith(sign)).map(([, , at]) => Date.parse(at!));
  return messages.between(Math.max(...limit("g")), Math.min(...limit("l")));
}

function list(call: Call, shelf: Shelf, view: View): Reply {
  const { query } = call;
  const messages = shelf.folder?.messages ?? shelf.box.all;
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
    oldestFirst ? messages.oldestFirst() : within(shelf, query.option("$filter") ?? ""),
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
  return list(call, { box, folder: null }, view);
}

/** GET /users/{id}/mailFolders/{id}/messages: one folder, newest first; what lies in its child folders is not in it. */
export function listFolder(call: Call): Reply {
  const { box, folder, view } = enterFolder(call);
  return list(call, { box, folder }, view);
}
