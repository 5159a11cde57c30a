import { GraphError } from "../core/graph-error.ts";
import type { User } from "../directory/state.ts";
import type { Entered } from "./access.ts";
import { personAt, recipientOf } from "./addresses.ts";
import { distribute } from "./deliver.ts";
import type { Message, MessageContent, Recipient } from "./message.ts";
import { readMime } from "./mime-in.ts";
import { writeMime } from "./mime-out.ts";
import { hasMailboxRight } from "./state.ts";
import { addMessage, isoSecond, moveMessage, removeMessage, wellKnownFolder } from "./store.ts";

const ADDRESS = /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+$/;

function requireRecipients(content: Pick<MessageContent, "properties">): string[] {
  const { toRecipients, ccRecipients, bccRecipients } = content.properties;
  const addresses = [...toRecipients, ...ccRecipients, ...bccRecipients].map(
    (one) => one.emailAddress.address,
  );
  if (addresses.length === 0)
    throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient must be specified.");
  if (!addresses.every((address) => ADDRESS.test(address))) {
    throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.");
  }
  return addresses;
}

function sendAsDenied(): GraphError {
  return new GraphError(
    403,
    "ErrorSendAsDenied",
    "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.",
  );
}

/** Who a mail is from, and who sent it for them: the same person unless only "on behalf" was granted. Throws 403. */
function identity(
  { tenant, owner, actor }: Entered,
  wanted: Recipient | null,
): { from: Recipient; sender: Recipient } {
  const author: User | undefined = wanted === null ? owner : personAt(tenant, wanted.emailAddress.address);
  if (author === undefined) throw sendAsDenied();
  const from = recipientOf(author);
  if (author.id === actor.id || hasMailboxRight(tenant, author.id, actor.id, "SendAs"))
    return { from, sender: from };
  if (hasMailboxRight(tenant, author.id, actor.id, "SendOnBehalf"))
    return { from, sender: recipientOf(actor) };
  throw sendAsDenied();
}

type Ready = { content: MessageContent; recipients: string[]; wire: Uint8Array };

async function prepare(entered: Entered, draft: MessageContent): Promise<Ready> {
  const recipients = requireRecipients(draft);
  const now = isoSecond(entered.tenant.clock.now());
  const content: MessageContent = {
    ...draft,
    properties: {
      ...draft.properties,
      ...identity(entered, draft.properties.from),
      sentDateTime: now,
      receivedDateTime: now,
      isDraft: false,
      isRead: true,
    },
  };
  return { content, recipients, wire: await writeMime(content, { withBcc: false }) };
}

/** Sends a new message. It lies in Sent Items afterwards, unless that is not wanted. */
export async function sendNew(entered: Entered, draft: MessageContent, save = true): Promise<void> {
  const { tenant, box } = entered;
  const { content, recipients, wire } = await prepare(entered, draft);
  if (save) addMessage(tenant, box, wellKnownFolder(box, "sentitems"), content);
  await distribute(tenant, await readMime(wire), wire, recipients);
}

/** Sends a draft of the mailbox, which moves to Sent Items and keeps its immutable id. */
export async function sendDraft(entered: Entered, message: Message): Promise<void> {
  const { tenant, box } = entered;
  if (!message.properties.isDraft) {
    throw new GraphError(
      400,
      "ErrorInvalidOperation",
      "Only a draft can be sent; this message was sent or received before.",
    );
  }
  const { content, recipients, wire } = await prepare(entered, message);
  const { sentDateTime, receivedDateTime, from, sender } = content.properties;
  moveMessage(tenant, box, message, wellKnownFolder(box, "sentitems"), ({ properties }) => {
    Object.assign(properties, { sentDateTime, receivedDateTime, from, sender, isDraft: false });
  });
  await distribute(tenant, await readMime(wire), wire, recipients);
}

/** Deletes as Outlook does: to Deleted Items first, and from there for good. */
export function deleteMessage({ tenant, box }: Entered, message: Message): void {
  const bin = wellKnownFolder(box, "deleteditems");
  if (message.properties.parentFolderId === bin.id) removeMessage(tenant, box, message);
  else moveMessage(tenant, box, message, bin);
}
