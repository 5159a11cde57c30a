import type { Tenant } from "../core/tenant.ts";
import type { User } from "../directory/state.ts";
import { addressesOf } from "../directory/users.ts";
import { destinationsOf, personAt } from "./addresses.ts";
import { automaticReply } from "./automatic-replies.ts";
import { contentOf, isAutomatic } from "./incoming.ts";
import { type Folder, type Mailbox, type WellKnownName, wellKnownFolders } from "./mailbox.ts";
import type { Message, MessageContent, Recipient } from "./message.ts";
import { type ParsedMail, readMime } from "./mime-in.ts";
import { asReceived, withoutBcc } from "./mime-out.ts";
import { type Outcome, runRules } from "./rules.ts";
import { bounceOf, forwardOf, loopMark } from "./server-mail.ts";
import { mailboxOf, mailSlot } from "./state.ts";
import { addMessage, isoSecond, wellKnownFolder } from "./store.ts";

/** One copy of a mail: whose mailbox (primary address) and the ids it has there. */
export type Delivered = { mailbox: string; id: string; immutableId: string };

/**
 * Takes in a raw message/rfc822 as a mail server would: a copy for every recipient inside (aliases, tags after "+" and
 * mail lists understood), one in Sent Items when someone inside wrote it, and what is meant for others into
 * `sentOutside`. `to` is the envelope; without it To, Cc and Bcc count. Rules and absence notices act on the way.
 */
export async function deliver(tenant: Tenant, raw: Uint8Array, to?: readonly string[]): Promise<Delivered[]> {
  const mail = await readMime(raw);
  const recipients =
    to ?? [...mail.to, ...mail.cc, ...mail.bcc].map(({ emailAddress }) => emailAddress.address);
  const author = mail.from === null ? undefined : personAt(tenant, mail.from.emailAddress.address);
  const filed = author?.hasMailbox && !isAutomatic(mail) ? [fileSent(tenant, author, mail, raw)] : [];
  return [...filed, ...(await distribute(tenant, mail, raw, recipients))];
}

function fileSent(tenant: Tenant, author: User, mail: ParsedMail, raw: Uint8Array): Delivered {
  const box = mailboxOf(tenant, author.id);
  const content = contentOf(tenant, box, mail, raw, "sent");
  return delivered(author, addMessage(tenant, box, wellKnownFolder(box, "sentitems"), content));
}

/** Brings a mail to its recipients alone: nothing is filed for its author. */
export async function distribute(
  tenant: Tenant,
  mail: ParsedMail,
  raw: Uint8Array,
  recipients: readonly string[],
): Promise<Delivered[]> {
  const { inside, outside, unknown } = destinationsOf(tenant, recipients);
  const isOurs = mail.from !== null && personAt(tenant, mail.from.emailAddress.address) !== undefined;
  if (isOurs && outside.length > 0) sendOut(tenant, mail, raw, outside);
  const copies: Delivered[] = [];
  for (const { user, address } of inside) copies.push(...(await receive(tenant, user, address, mail, raw)));
  if (unknown.length > 0 && mail.from !== null && !isAutomatic(mail))
    await bounce(tenant, mail.from, mail, unknown);
  return copies;
}

function sendOut(tenant: Tenant, mail: ParsedMail, raw: Uint8Array, to: string[]): void {
  tenant.state(mailSlot).outside.push({
    id: tenant.newId(),
    from: mail.from,
    to,
    subject: mail.subject,
    internetMessageId: mail.internetMessageId ?? "",
    sentDateTime: isoSecond(tenant.clock.now()),
    raw: withoutBcc(raw),
  });
}

function folderNamed(box: Mailbox, name: string): Folder {
  const wellKnown = name.toLowerCase();
  if (wellKnown in wellKnownFolders) return wellKnownFolder(box, wellKnown as WellKnownName);
  return box.folders.get(name) ?? wellKnownFolder(box, "inbox");
}

function delivered(user: User, { id, key }: Message): Delivered {
  return { mailbox: user.mail ?? user.userPrincipalName, id, immutableId: key };
}

function decided(content: MessageContent, outcome: Outcome): MessageContent {
  const { properties } = content;
  return {
    ...content,
    properties: {
      ...properties,
      isRead: properties.isRead || outcome.isRead,
      importance: outcome.importance ?? properties.importance,
      categories: outcome.categories,
    },
  };
}

async function receive(
  tenant: Tenant,
  user: User,
  address: string | null,
  mail: ParsedMail,
  raw: Uint8Array,
): Promise<Delivered[]> {
  const box = mailboxOf(tenant, user.id);
  const outcome = runRules(box.rules, { mail, size: raw.length, own: new Set(addressesOf(user)) });
  const line = `from outside by mailbox.${(user.mail ?? user.userPrincipalName).split("@")[1]}; ${isoSecond(tenant.clock.now())}`;
  const wire = asReceived(raw, line);
  const withLine = { ...mail, headers: [{ name: "Received", value: line }, ...mail.headers] };
  const content = () => decided(contentOf(tenant, box, withLine, wire, "received"), outcome);
  const copies: Delivered[] = [];
  if (outcome.delete !== "hard" && outcome.redirectTo.length === 0) {
    const folder = outcome.delete === "soft" ? "deleteditems" : (outcome.moveTo ?? "inbox");
    copies.push(delivered(user, addMessage(tenant, box, folderNamed(box, folder), content())));
  }
  for (const folder of outcome.copyTo) addMessage(tenant, box, folderNamed(box, folder), content());
  await passOn(tenant, user, mail, raw, outcome);
  const reply = await automaticReply(tenant, user, mail, address);
  if (reply !== null) await deliver(tenant, reply.raw, [reply.to]);
  return copies;
}

/** Forwards and redirects what the rules say. */
async function passOn(
  tenant: Tenant,
  user: User,
  mail: ParsedMail,
  raw: Uint8Array,
  outcome: Outcome,
): Promise<void> {
  for (const to of outcome.forwardTo) {
    const forwarded = await forwardOf(tenant, user, mail, to);
    await distribute(tenant, await readMime(forwarded), forwarded, [to.emailAddress.address]);
  }
  const to = outcome.redirectTo.map(({ emailAddress }) => emailAddress.address);
  const marked = { ...mail, headers: [...mail.headers, loopMark(user)] };
  if (to.length > 0) await distribute(tenant, marked, raw, to);
}

async function bounce(
  tenant: Tenant,
  to: Recipient,
  mail: ParsedMail,
  unknown: readonly string[],
): Promise<void> {
  const { address } = to.emailAddress;
  const raw = await bounceOf(tenant, to, mail, unknown);
  const report = await readMime(raw);
  if (personAt(tenant, address) === undefined) sendOut(tenant, report, raw, [address.toLowerCase()]);
  else await distribute(tenant, report, raw, [address]);
}
