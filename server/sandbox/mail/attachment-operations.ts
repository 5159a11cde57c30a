import { readBody } from "../core/body.ts";
import type { EntityType } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import { collection, type EntityOptions, entity } from "../core/odata.ts";
import type { Call, Operation, Reply } from "../core/operation.ts";
import { permissionOf } from "../core/permission-table.ts";
import { type Entered, enterMessage, itemNotFound } from "./access.ts";
import { attachmentEntity, attachmentFrom, findAttachment, nextAttachmentKey } from "./attachment.ts";
import type { Attachment, Message } from "./message.ts";
import { attachmentSchema } from "./message-schema.ts";
import { readMime } from "./mime-in.ts";
import { changeMessage, isoSecond } from "./store.ts";

const attachmentType: EntityType = {
  name: "microsoft.graph.attachment",
  family: "outlook",
  always: ["id"],
  shape: {
    id: "string",
    name: "string",
    contentType: "string",
    size: "number",
    isInline: "boolean",
    lastModifiedDateTime: "instant",
    contentId: "string",
    contentLocation: "string",
    contentBytes: "string",
  },
};

function options({ view }: Entered, message: Message): EntityOptions<Attachment> {
  return { type: attachmentType, present: (one) => attachmentEntity(message, one, view) };
}

function list(call: Call): Reply {
  const entered = enterMessage(call);
  const { message, view } = entered;
  return collection(call, message.attachments, {
    ...options(entered, message),
    read: (one, property) => attachmentEntity(message, one, view, false)[property],
  });
}

/** The message inside an item attachment, as far as an expansion shows it. */
async function innerItem(one: Attachment): Promise<Record<string, unknown>> {
  const mail = await readMime(one.content);
  return {
    "@odata.type": "#microsoft.graph.message",
    subject: mail.subject,
    internetMessageId: mail.internetMessageId,
    from: mail.from,
    sender: mail.sender,
    toRecipients: mail.to,
    ccRecipients: mail.cc,
    body: mail.body,
    sentDateTime: mail.sentAt === null ? null : isoSecond(mail.sentAt),
    internetMessageHeaders: mail.headers,
  };
}

const ITEM = /^microsoft\.graph\.itemattachment\/item$/i;

async function get(call: Call): Promise<Reply> {
  const entered = enterMessage(call);
  const { message, view } = entered;
  const one = findAttachment(message, call.params["attachment-id"]!);
  if (one === undefined) throw itemNotFound();
  const expand = call.query.option("$expand");
  if (expand === undefined) return entity(call, one, options(entered, message));
  if (!ITEM.test(expand) || one.kind !== "item") {
    throw new GraphError(
      400,
      "RequestBroker--ParseUri",
      `'${expand}' cannot be expanded on this attachment.`,
    );
  }
  return { status: 200, body: { ...attachmentEntity(message, one, view), item: await innerItem(one) } };
}

function add(call: Call): Reply {
  const entered = enterMessage(call);
  const { tenant, box, message } = entered;
  const input = readBody(call, attachmentSchema, { type: "microsoft.graph.attachment" });
  const one = attachmentFrom(input, nextAttachmentKey(message.attachments), isoSecond(tenant.clock.now()));
  changeMessage(tenant, box, message, ({ attachments, properties }) => {
    attachments.push(one);
    properties.hasAttachments ||= !one.isInline;
  });
  return entity(call, one, { ...options(entered, message), status: 201 });
}

const all = "/users/{user-id}/messages/{message-id}/attachments";

const rows: [method: Operation["method"], path: string, handle: Operation["handle"]][] = [
  ["GET", all, list],
  ["POST", all, add],
  ["GET", `${all}/{attachment-id}`, get],
];

/** What hangs on a message. */
export const attachmentOperations: Operation[] = rows.map(([method, path, handle]) => ({
  method,
  path,
  permission: permissionOf(`${method} ${path}`),
  fidelity: method === "POST" ? "simpler" : "like",
  ...(method === "POST" && {
    note: "File attachments up to 3 MB; item and reference attachments are refused (501).",
  }),
  limit: "mailbox",
  handle,
}));
