import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { recipientOf } from "./addresses.ts";
import type { Header, Recipient } from "./message.ts";
import type { ParsedMail } from "./mime-in.ts";
import { writeMime } from "./mime-out.ts";
import { notice } from "./notice.ts";

/** The header line by which mail that a rule passed on is known, so that no rule passes it on again. */
export function loopMark(user: User): Header {
  return { name: "X-MS-Exchange-Inbox-Rules-Loop", value: user.mail ?? user.userPrincipalName };
}

/** What a rule forwards: the mail's text in the name of the mailbox's owner, as raw mail. */
export function forwardOf(tenant: Tenant, user: User, mail: ParsedMail, to: Recipient): Promise<Uint8Array> {
  const content = notice(tenant, {
    from: recipientOf(user),
    to,
    subject: `FW: ${mail.subject}`,
    text: mail.body.content,
    answers: mail.internetMessageId,
    headers: [loopMark(user)],
  });
  return writeMime(
    { ...content, properties: { ...content.properties, body: mail.body } },
    { withBcc: false },
  );
}

/** The report to a sender that nobody in this tenant has these addresses, as raw mail. */
export function bounceOf(
  tenant: Tenant,
  to: Recipient,
  mail: ParsedMail,
  unknown: readonly string[],
): Promise<Uint8Array> {
  const domain = unknown[0]!.split("@")[1]!;
  const from = { emailAddress: { name: "Microsoft Outlook", address: `postmaster@${domain}` } };
  const content = notice(tenant, {
    from,
    to,
    subject: `Undeliverable: ${mail.subject}`,
    text: `Your message to ${unknown.join(", ")} couldn't be delivered.\r\nThe recipient wasn't found at ${domain}.`,
    answers: mail.internetMessageId,
    headers: [{ name: "Auto-Submitted", value: "auto-replied" }],
  });
  return writeMime(content, { withBcc: false });
}
