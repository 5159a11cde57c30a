import { expandAll } from "../core/expand.ts";
import type { Call, Reply } from "../core/operation.ts";
import { linkTo, pageSize } from "../core/page.ts";
import { parseQuery } from "../core/query.ts";
import { parseSelect } from "../core/select.ts";
import { applied, enter, enterFolder, viewOf } from "./access.ts";
import { DEFAULT_SIZE, firstState, LARGEST_SIZE, refuse, stateOf } from "./delta-options.ts";
import { type DeltaState, writeToken } from "./delta-token.ts";
import { folderEntity, folderType } from "./folders.ts";
import type { Entry } from "./journal.ts";
import type { Folder } from "./mailbox.ts";
import type { Message } from "./message.ts";
import { messageEntity, type View } from "./message-entity.ts";
import { messageOptions, messageType } from "./message-type.ts";

/** Items of one page, and the state from which the next goes on; `done` when nothing is left to tell. */
type Round = { value: object[]; state: DeltaState; done: boolean };

/** How a message or its removal is shown. */
type Show = { message: (message: Message) => object; removed: (entry: Entry<Message>) => object };

/** The listing of the first round: newest first, as far as one page goes. */
function listed(folder: Folder, state: DeltaState, size: number, show: Show): Round {
  const value: object[] = [];
  let place = state.place ?? undefined;
  for (const message of folder.messages.newestFirst(place)) {
    if (message.receivedMs < (state.since ?? -Infinity)) break;
    if (value.length === size) return { value, state: { ...state, place: place ?? null }, done: false };
    value.push(show.message(message));
    place = { receivedMs: message.receivedMs, order: message.order };
  }
  const { place: _over, ...rest } = state;
  return { value, state: rest, done: true };
}

function isWanted(entry: Entry<Message>, { base, since, changeType }: DeltaState): boolean {
  const kind = entry.gone ? "deleted" : entry.added > base ? "created" : "updated";
  if (changeType !== undefined && changeType !== kind) return false;
  return entry.gone || since === undefined || entry.item.receivedMs >= since;
}

/** The changes after the state, oldest first, as far as `size` goes. */
function changed(folder: Folder, state: DeltaState, size: number, show: Show): Round {
  const value: object[] = [];
  let { seq } = state;
  for (const entry of folder.journal.after(seq)) {
    if (isWanted(entry, state)) {
      if (value.length === size) return { value, state: { ...state, seq }, done: false };
      value.push(entry.gone ? show.removed(entry) : show.message(entry.item));
    }
    seq = entry.seq;
  }
  const newest = folder.journal.newest();
  return { value, state: { ...state, base: newest, seq: newest }, done: true };
}

function turn(folder: Folder, state: DeltaState, size: number, show: Show): Round {
  if (state.place === undefined) return changed(folder, state, size, show);
  const first = listed(folder, state, size, show);
  if (!first.done) return first;
  const then = changed(folder, first.state, size - first.value.length, show);
  return { ...then, value: [...first.value, ...then.value] };
}

function showing(call: Call, state: DeltaState, view: View): Show {
  const pick = parseSelect(state.select, messageType);
  const query = parseQuery(state.expand === undefined ? "" : `$expand=${encodeURIComponent(state.expand)}`);
  const options = messageOptions(view);
  return {
    message: (message) => expandAll(query, options, message, pick(messageEntity(message, view)), call),
    removed: ({ key, item }) => ({
      "@odata.type": "#microsoft.graph.message",
      id: view.immutable ? item.key : key,
      "@removed": { reason: "deleted" },
    }),
  };
}

/** How many items this page may hold. $top went into the state; the Prefer header counts anew each time. */
function sizeOf(call: Call, state: DeltaState): number {
  return pageSize({ ...call, query: parseQuery("") }, { defaultTop: state.size, maxTop: LARGEST_SIZE });
}

function answer(call: Call, { value, state, done }: Round): Reply {
  const token = writeToken(call.tenant, state);
  const link = done
    ? { "@odata.deltaLink": linkTo(call, [["$deltatoken", token]]) }
    : { "@odata.nextLink": linkTo(call, [["$skiptoken", token]]) };
  return { status: 200, body: { ...link, value }, headers: applied(call) };
}

/**
 * GET …/mailFolders/{id}/messages/delta: first the folder as it is, newest first, then what changed since. A message
 * that moved away counts as removed. Options go into the token and are refused beside one.
 */
export function messagesDelta(call: Call): Reply {
  const { folder, owner } = enterFolder(call);
  const scope = `${owner.id}/${folder.id}`;
  const state = stateOf(call, scope, () => firstState(call, scope, folder.journal.newest()), "Messages");
  const size = sizeOf(call, state);
  const view = viewOf(call, state.select);
  return answer(call, turn(folder, state, size, showing(call, state, view)));
}

/** GET …/mailFolders/delta: every folder that is not hidden, at any depth, then those that changed. */
export function foldersDelta(call: Call): Reply {
  const { box, owner } = enter(call);
  const scope = `${owner.id}/folders`;
  const state = stateOf(
    call,
    scope,
    () => {
      refuse(call.query, ["$orderby", "$filter", "$search", "$top", "$skip", "$count", "$expand"], "Folders");
      return { scope, base: 0, seq: 0, select: call.query.option("$select"), size: DEFAULT_SIZE };
    },
    "Folders",
  );
  const pick = parseSelect(state.select, folderType);
  const size = sizeOf(call, state);
  const value: object[] = [];
  let { seq } = state;
  for (const entry of box.folderJournal.after(seq)) {
    if (value.length === size) return answer(call, { value, state: { ...state, seq }, done: false });
    value.push(pick(folderEntity(box, entry.item)));
    seq = entry.seq;
  }
  return answer(call, { value, state: { ...state, seq: box.folderJournal.newest() }, done: true });
}
