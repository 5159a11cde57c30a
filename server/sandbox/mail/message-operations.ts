import { z } from "zod";
import { graphAction, readBody } from "../core/body.ts";
import { entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { applied, enter, enterMessage, requireMatch } from "./access.ts";
import { messagesDelta } from "./delta.ts";
import { draftFrom } from "./draft.ts";
import { requireFolder } from "./folders.ts";
import type { Message } from "./message.ts";
import { listFolder, listMailbox } from "./message-list.ts";
import { messageSchema } from "./message-schema.ts";
import { messageOptions } from "./message-type.ts";
import { draftFromMime, isMime } from "./mime-draft.ts";
import { writeMime } from "./mime-out.ts";
import { newInternetMessageId } from "./notice.ts";
import { patchMessage } from "./patch.ts";
import { deleteMessage } from "./send.ts";
import { addMessage, isoSecond, moveMessage } from "./store.ts";

function shown(call: Call, message: Message, status: number): Reply {
  const { view } = enter(call);
  return entity(call, message, { ...messageOptions(view), status, headers: applied(call) });
}

const get = (call: Call): Reply => shown(call, enterMessage(call).message, 200);

async function createDraft(call: Call): Promise<Reply> {
  const entered = enter(call);
  const { tenant, box, owner } = entered;
  const folder = requireFolder(box, call.params["mailFolder-id"] ?? "drafts");
  const draft = isMime(call)
    ? await draftFromMime(call, entered)
    : draftFrom(tenant, box, owner, readBody(call, messageSchema, { type: "microsoft.graph.message" }));
  return shown(call, addMessage(tenant, box, folder, draft), 201);
}

function remove(call: Call): Reply {
  const entered = enterMessage(call);
  requireMatch(call, entered.message);
  deleteMessage(entered, entered.message);
  return { status: 204 };
}

async function mimeOf(call: Call): Promise<Reply> {
  const { message } = enterMessage(call);
  const body = message.raw ?? (await writeMime(message, { withBcc: true }));
  return { status: 200, body: Buffer.from(body), headers: { "Content-Type": "text/plain" } };
}

const destination = graphAction({ DestinationId: z.string().min(1) });

function move(call: Call): Reply {
  const { tenant, box, message } = enterMessage(call);
  const to = requireFolder(box, readBody(call, destination).DestinationId);
  moveMessage(tenant, box, message, to);
  return shown(call, message, 201);
}

function copy(call: Call): Reply {
  const { tenant, box, message } = enterMessage(call);
  const to = requireFolder(box, readBody(call, destination).DestinationId);
  const { properties, ...rest } = message;
  const twin = addMessage(tenant, box, to, {
    ...rest,
    attachments: [...rest.attachments],
    extensions: new Map(rest.extensions),
    extended: new Map(rest.extended),
    properties: {
      ...properties,
      ...(properties.isDraft && {
        internetMessageId: newInternetMessageId(tenant),
        receivedDateTime: isoSecond(tenant.clock.now()),
      }),
    },
  });
  return shown(call, twin, 201);
}

const inMailbox = "/users/{user-id}/messages";
const one = `${inMailbox}/{message-id}`;
const inFolder = "/users/{user-id}/mailFolders/{mailFolder-id}/messages";
const oneInFolder = `${inFolder}/{message-id}`;

type Row = [method: Operation["method"], path: string, handle: Operation["handle"]];

const rows: Row[] = [
  ["GET", inMailbox, listMailbox],
  ["POST", inMailbox, createDraft],
  ["GET", inFolder, listFolder],
  ["POST", inFolder, createDraft],
  ["GET", `${inFolder}/delta()`, messagesDelta],
  ["GET", one, get],
  ["PATCH", one, patchMessage],
  ["DELETE", one, remove],
  ["GET", oneInFolder, get],
  ["PATCH", oneInFolder, patchMessage],
  ["DELETE", oneInFolder, remove],
  ["GET", `${one}/$value`, mimeOf],
  ["POST", `${one}/move`, move],
  ["POST", `${one}/copy`, copy],
];

/** Reading, drafting, changing, moving and deleting messages. */
export const messageOperations: Operation[] = rows.map(([method, path, handle]) => ({
  method,
  path,
  permission: permissionOf(`${method} ${path}`),
  fidelity: "like",
  limit: "mailbox",
  handle,
}));
