import { readBody } from "../core/body.ts";
import { GraphError } from "../core/graph-error.ts";
import { entity } from "../core/odata.ts";
import type { Call, Reply } from "../core/operation.ts";
import { applied, type Entered, enterMessage, requireMatch } from "./access.ts";
import { bodyFrom, recipientsFrom } from "./draft.ts";
import { propertyId } from "./extended-property.ts";
import { flagFrom } from "./flag.ts";
import type { Message } from "./message.ts";
import { previewOf } from "./message-entity.ts";
import { type MessageInput, messageSchema, readOnlyProperties } from "./message-schema.ts";
import { messageOptions } from "./message-type.ts";
import { changeMessage } from "./store.ts";
import { joinThread } from "./thread.ts";

const DRAFT_ONLY = [
  "subject",
  "body",
  "from",
  "sender",
  "toRecipients",
  "ccRecipients",
  "bccRecipients",
  "replyTo",
  "internetMessageId",
] as const;

/** What PATCH never takes: some of these belong to creation, some have operations of their own. */
const NEVER = new Set([...readOnlyProperties, "internetMessageHeaders", "attachments", "extensions"]);

function refuseReadOnly(message: Message, input: MessageInput): void {
  const named = Object.keys(input);
  const wrong = named.find((name) => NEVER.has(name)) ?? draftOnly(message, named);
  if (wrong === undefined) return;
  throw new GraphError(400, "ErrorInvalidPropertySet", `Set action is invalid for property '${wrong}'.`);
}

function draftOnly(message: Message, named: readonly string[]): string | undefined {
  return message.properties.isDraft ? undefined : DRAFT_ONLY.find((name) => named.includes(name));
}

function applyDraftPart(
  { tenant, box }: Entered,
  { properties, references }: Message,
  input: MessageInput,
): void {
  if (input.subject !== undefined) {
    properties.subject = (input.subject ?? "").replace(/[\r\n]+/g, " ");
    Object.assign(properties, joinThread(box, { ...properties, references }));
  }
  if (input.body) {
    properties.body = bodyFrom(input.body);
    properties.bodyPreview = previewOf(properties.body);
  }
  if (input.from) properties.from = recipientsFrom(tenant, [input.from])[0] ?? null;
  if (input.sender) properties.sender = recipientsFrom(tenant, [input.sender])[0] ?? null;
  for (const name of ["toRecipients", "ccRecipients", "bccRecipients", "replyTo"] as const) {
    if (input[name] !== undefined) properties[name] = recipientsFrom(tenant, input[name]);
  }
  if (input.internetMessageId) properties.internetMessageId = input.internetMessageId;
}

function applyOwnersPart({ tenant }: Entered, { properties, extended }: Message, input: MessageInput): void {
  // Null empties a list; the list given replaces the whole one.
  if (input.categories !== undefined) properties.categories = [...new Set(input.categories ?? [])];
  if (input.flag) properties.flag = flagFrom(input.flag, properties.flag, tenant.clock.now());
  properties.isRead = input.isRead ?? properties.isRead;
  properties.importance = input.importance ?? properties.importance;
  properties.inferenceClassification = input.inferenceClassification ?? properties.inferenceClassification;
  properties.isReadReceiptRequested = input.isReadReceiptRequested ?? properties.isReadReceiptRequested;
  properties.isDeliveryReceiptRequested =
    input.isDeliveryReceiptRequested ?? properties.isDeliveryReceiptRequested;
  for (const { id, value } of input.singleValueExtendedProperties ?? []) extended.set(propertyId(id), value);
}

/** PATCH …/messages/{id}: what the owner may set at any time, and the rest while it is a draft (else 400). */
export function patchMessage(call: Call): Reply {
  const entered = enterMessage(call);
  const { tenant, box, message, view } = entered;
  const input = readBody(call, messageSchema, { type: "microsoft.graph.message" });
  requireMatch(call, message);
  refuseReadOnly(message, input);
  // What may still be refused is tried before anything is changed.
  for (const { id } of input.singleValueExtendedProperties ?? []) propertyId(id);
  if (input.flag) flagFrom(input.flag, message.properties.flag, tenant.clock.now());
  changeMessage(tenant, box, message, () => {
    applyDraftPart(entered, message, input);
    applyOwnersPart(entered, message, input);
  });
  return entity(call, message, { ...messageOptions(view), headers: applied(call) });
}
