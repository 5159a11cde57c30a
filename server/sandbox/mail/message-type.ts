import type { EntityType, Shape } from "../core/entity-type.ts";
import { GraphError } from "../core/graph-error.ts";
import type { CollectionOptions } from "../core/odata.ts";
import type { Query } from "../core/query.ts";
import { accessDenied } from "./access.ts";
import { attachmentEntity } from "./attachment.ts";
import { idsAsked, propertyId } from "./extended-property.ts";
import { extensionEntity, requireExtension } from "./extension.ts";
import type { Message } from "./message.ts";
import { messageEntity, type View } from "./message-entity.ts";

const recipient: Shape = { emailAddress: { name: "string", address: "string" } };
const moment: Shape = { dateTime: "string", timeZone: "string" };
const body: Shape = { contentType: "string", content: "string" };

const shape: Shape = {
  id: "string",
  createdDateTime: "instant",
  lastModifiedDateTime: "instant",
  changeKey: "string",
  categories: ["string"],
  receivedDateTime: "instant",
  sentDateTime: "instant",
  hasAttachments: "boolean",
  internetMessageId: "string",
  internetMessageHeaders: [{ name: "string", value: "string" }],
  subject: "string",
  body,
  bodyPreview: "string",
  uniqueBody: body,
  importance: "string",
  parentFolderId: "string",
  sender: recipient,
  from: recipient,
  toRecipients: [recipient],
  ccRecipients: [recipient],
  bccRecipients: [recipient],
  replyTo: [recipient],
  conversationId: "string",
  conversationIndex: "any",
  isDeliveryReceiptRequested: "boolean",
  isReadReceiptRequested: "boolean",
  isRead: "boolean",
  isDraft: "boolean",
  webLink: "string",
  inferenceClassification: "string",
  flag: { flagStatus: "string", startDateTime: moment, dueDateTime: moment, completedDateTime: moment },
  meetingMessageType: "string",
  singleValueExtendedProperties: [{ id: "string", value: "string" }],
};

/** What may be asked about messages. Open extensions cannot be filtered by, as on the real service. */
export const messageType: EntityType = {
  name: "microsoft.graph.message",
  family: "outlook",
  shape,
  onSelect: ["internetMessageHeaders", "uniqueBody"],
  always: ["id"],
  filterable: Object.keys(shape).filter(
    (name) => !["id", "webLink", "uniqueBody", "internetMessageHeaders"].includes(name),
  ),
};

/** A property of a message as filters and orders see it. */
export function readProperty(message: Message, property: string): unknown {
  const { properties } = message;
  // Asked of each of many letters: written out, since V8 takes far longer where the name is a variable.
  switch (property) {
    case "subject":
      return properties.subject;
    case "isRead":
      return properties.isRead;
    case "isDraft":
      return properties.isDraft;
    case "from":
      return properties.from;
    case "toRecipients":
      return properties.toRecipients;
    case "receivedDateTime":
      return properties.receivedDateTime;
    case "hasAttachments":
      return properties.hasAttachments;
    case "importance":
      return properties.importance;
    case "flag":
      return properties.flag;
    case "singleValueExtendedProperties":
      return [...message.extended].map(([id, value]) => ({ id, value }));
    case "meetingMessageType":
      return message.meeting?.meetingMessageType ?? null;
    default:
      return properties[property as keyof Message["properties"]];
  }
}

function extensionsAsked(message: Message, inner: Query): Record<string, unknown>[] {
  const filter = inner.option("$filter");
  const all = [...message.extensions].map(([name, data]) => extensionEntity(name, data));
  if (filter === undefined) return all;
  return idsAsked(filter)
    .filter((id) => message.extensions.has(id))
    .map((id) => extensionEntity(...requireExtension(message, id)));
}

function extendedAsked(message: Message, inner: Query): { id: string; value: string }[] {
  const filter = inner.option("$filter");
  if (filter === undefined) {
    throw new GraphError(
      400,
      "ErrorInvalidProperty",
      "An expansion of singleValueExtendedProperties needs a $filter that names the ids.",
    );
  }
  return idsAsked(filter).flatMap((asked) => {
    const value = message.extended.get(propertyId(asked));
    return value === undefined ? [] : [{ id: propertyId(asked), value }];
  });
}

/** How messages answer $select and $expand to this reader. A basic reader may expand nothing (403). */
export function messageOptions(
  view: View,
): Pick<CollectionOptions<Message>, "type" | "present" | "expand" | "read"> {
  const guarded =
    <R>(give: (message: Message, inner: Query) => R) =>
    (message: Message, inner: Query): R => {
      if (view.basic) throw accessDenied();
      return give(message, inner);
    };
  return {
    type: messageType,
    present: (message) => messageEntity(message, view),
    read: readProperty,
    expand: {
      attachments: guarded((message) =>
        message.attachments.map((one) => attachmentEntity(message, one, view)),
      ),
      extensions: guarded(extensionsAsked),
      singleValueExtendedProperties: guarded(extendedAsked),
    },
  };
}
