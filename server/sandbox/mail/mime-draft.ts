import { GraphError } from "../core/graph-error.ts";
import type { Call } from "../core/operation.ts";
import type { Entered } from "./access.ts";
import { recipientOf } from "./addresses.ts";
import { contentOf } from "./incoming.ts";
import type { MessageContent } from "./message.ts";
import { readMime } from "./mime-in.ts";

/** True when the body is a message in MIME format: text/plain, the whole of it in base64. */
export function isMime(call: Call): boolean {
  return typeof call.body === "string";
}

/** The draft that a MIME body describes. Throws 400 for anything but base64. */
export async function draftFromMime(call: Call, { tenant, box, owner }: Entered): Promise<MessageContent> {
  const text = String(call.body).replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw new GraphError(
      400,
      "ErrorMimeContentInvalidBase64String",
      "Invalid base64 string for MIME content.",
    );
  }
  const raw = Buffer.from(text, "base64");
  const content = contentOf(tenant, box, await readMime(raw), raw, "sent");
  const { from, sender } = content.properties;
  return {
    ...content,
    raw: null,
    properties: {
      ...content.properties,
      isDraft: true,
      isRead: true,
      from: from ?? recipientOf(owner),
      sender: sender ?? recipientOf(owner),
    },
  };
}
