import type { Tenant } from "../core/tenant.ts";
import { named } from "./addresses.ts";
import { blankMessage } from "./blank-message.ts";
import { textOfHtml } from "./html-text.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Attachment, MessageContent, Recipient } from "./message.ts";
import { previewOf } from "./message-entity.ts";
import type { ParsedMail } from "./mime-in.ts";
import { isoSecond } from "./store.ts";
import { joinThread } from "./thread.ts";

/** Whose copy of a mail is made: a recipient's, or the sender's own. */
export type Copy = "received" | "sent";

/** The lower-case value of the first header of that name, or "". */
export function headerOf(mail: Pick<ParsedMail, "headers">, name: string): string {
  return mail.headers.find((line) => line.name.toLowerCase() === name)?.value.toLowerCase() ?? "";
}

/** Whether a machine wrote it to many: such mail is not Focused and gets no automatic answer. */
export function isBulk(mail: Pick<ParsedMail, "headers">): boolean {
  const precedence = headerOf(mail, "precedence");
  return (
    /bulk|list|junk/.test(precedence) ||
    headerOf(mail, "list-id") !== "" ||
    headerOf(mail, "list-unsubscribe") !== ""
  );
}

/** Whether it says that a machine answered by itself. */
export function isAutomatic(mail: Pick<ParsedMail, "headers">): boolean {
  const submitted = headerOf(mail, "auto-submitted");
  return submitted !== "" && submitted !== "no";
}

function attachmentsOf(mail: ParsedMail, now: string): Attachment[] {
  return mail.attachments.map((part, index) => ({
    ...part,
    key: String(index + 1),
    lastModifiedDateTime: now,
  }));
}

/** What one mailbox keeps of a mail that came over the wire. Recipients never see the Bcc line. */
export function contentOf(
  tenant: Tenant,
  box: Mailbox,
  mail: ParsedMail,
  raw: Uint8Array,
  copy: Copy,
): MessageContent {
  const now = isoSecond(tenant.clock.now());
  const blank = blankMessage(now);
  const isReceived = copy === "received";
  const internetMessageId = mail.internetMessageId ?? `<${tenant.newId()}@sandbox.invalid>`;
  return {
    ...blank,
    properties: {
      ...blank.properties,
      ...joinThread(box, { ...mail, internetMessageId }),
      ...peopleOf(tenant, mail, copy),
      internetMessageId,
      sentDateTime: mail.sentAt === null ? now : isoSecond(mail.sentAt),
      hasAttachments: mail.attachments.some((part) => !part.isInline),
      subject: mail.subject,
      body: mail.body,
      bodyPreview: previewOf(mail.body),
      importance: mail.importance,
      isReadReceiptRequested: mail.wantsReadReceipt,
      isRead: !isReceived,
      inferenceClassification: isReceived && isBulk(mail) ? "other" : "focused",
    },
    headers: mail.headers.filter(({ name }) => (isReceived ? !/^bcc$/i.test(name) : /^x-/i.test(name))),
    references: mail.references,
    attachments: attachmentsOf(mail, now),
    meeting: isReceived ? mail.meeting : null,
    raw,
  };
}

function peopleOf(tenant: Tenant, mail: ParsedMail, copy: Copy) {
  const known = (list: readonly Recipient[]) => list.map((one) => withName(tenant, one));
  return {
    sender: mail.sender && withName(tenant, mail.sender),
    from: mail.from && withName(tenant, mail.from),
    toRecipients: known(mail.to),
    ccRecipients: known(mail.cc),
    bccRecipients: copy === "sent" ? known(mail.bcc) : [],
    replyTo: known(mail.replyTo),
  };
}

/** Exchange shows its own people under the address book's names where the mail gave none. */
function withName(tenant: Tenant, { emailAddress: { name, address } }: Recipient): Recipient {
  return named(tenant, address, name === address ? null : name);
}

/** The text of a mail's body, for rules and search. */
export function bodyText({ body }: Pick<ParsedMail, "body">): string {
  return body.contentType === "html" ? textOfHtml(body.content) : body.content;
}
