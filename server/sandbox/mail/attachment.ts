import { GraphError } from "../core/graph-error.ts";
import type { Attachment, Message } from "./message.ts";
import { idFor, type View } from "./message-entity.ts";
import type { AttachmentInput } from "./message-schema.ts";

/** Larger ones need an upload session, which Graph has and this tenant has not. */
const LARGEST_BYTES = 3 * 1024 * 1024;

/** The attachment that a body describes. Throws 400 for one without content or of an unknown kind, 413 beyond 3 MB. */
export function attachmentFrom(input: AttachmentInput, key: string, now: string): Attachment {
  const kind = (input["@odata.type"] ?? "").replace(/^#?microsoft\.graph\./i, "").toLowerCase();
  if (kind === "itemattachment" || kind === "referenceattachment") {
    throw new GraphError(501, "notSupported", `This sandbox takes file attachments only, not ${kind}.`);
  }
  if (kind !== "fileattachment") {
    throw new GraphError(
      400,
      "RequestBodyRead",
      "An attachment needs '@odata.type', e.g. '#microsoft.graph.fileAttachment'.",
    );
  }
  if (input.contentBytes === undefined || input.contentBytes === null) {
    throw new GraphError(400, "ErrorRequiredPropertyMissing", "Required property 'contentBytes' is missing.");
  }
  const content = Buffer.from(input.contentBytes, "base64");
  if (content.length > LARGEST_BYTES) {
    throw new GraphError(
      413,
      "RequestEntityTooLarge",
      "The attachment is too large; larger ones need an upload session.",
    );
  }
  return {
    key,
    kind: "file",
    name: input.name,
    contentType: input.contentType ?? "application/octet-stream",
    content,
    isInline: input.isInline ?? false,
    contentId: input.contentId ?? null,
    lastModifiedDateTime: now,
  };
}

/** A key that no attachment of the message has. */
export function nextAttachmentKey(attachments: readonly Attachment[]): string {
  return String(1 + Math.max(0, ...attachments.map(({ key }) => Number(key))));
}

/** The attachment's id: it holds as long as the message's id of that kind. */
export function attachmentId(
  message: Message,
  attachment: Attachment,
  view: Pick<View, "immutable">,
): string {
  const tail = Buffer.from(`att${attachment.key.padStart(4, "0")}`).toString("base64url");
  return `${idFor(message, view).replace(/=+$/, "")}ABEgAQ${tail}=`;
}

/** Finds an attachment by either kind of id. */
export function findAttachment(message: Message, id: string): Attachment | undefined {
  return message.attachments.find((one) =>
    [true, false].some((immutable) => attachmentId(message, one, { immutable }) === id),
  );
}

/** An attachment as Graph shows it. `content` false leaves the bytes out. */
export function attachmentEntity(
  message: Message,
  one: Attachment,
  view: View,
  content = true,
): Record<string, unknown> {
  const common = {
    id: attachmentId(message, one, view),
    lastModifiedDateTime: one.lastModifiedDateTime,
    name: one.name,
    contentType: one.kind === "item" ? null : one.contentType,
    size: one.content.length,
    isInline: one.isInline,
  };
  if (one.kind !== "file") return { "@odata.type": `#microsoft.graph.${one.kind}Attachment`, ...common };
  const bytes = content ? { contentBytes: Buffer.from(one.content).toString("base64") } : {};
  return {
    "@odata.type": "#microsoft.graph.fileAttachment",
    "@odata.mediaContentType": one.contentType,
    ...common,
    contentId: one.contentId,
    contentLocation: null,
    ...bytes,
  };
}
