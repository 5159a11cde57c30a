import { z } from "zod";
import type { Answer } from "../core/exchange.ts";
import { requireMailbox } from "../directory/users.ts";
import { deliver } from "../mail/deliver.ts";
import { sentOutside } from "../mail/state.ts";
import { badRequest, type OutsideAction, type OutsideCall } from "./context.ts";
import { lookInto } from "./look.ts";

const addresses = z.array(z.email()).min(1).max(500);

/** The page of GET /mailboxes/{user}/messages. */
const SHOWN_MESSAGES = 50;

/** Mail that comes from outside, and what of it can be seen from there. */
export const mailActions: readonly OutsideAction[] = [
  {
    method: "POST",
    path: /^\/mail$/,
    title: "POST /_outside/mail?to=a@x,b@y",
    purpose:
      "Delivers the raw message/rfc822 in the body to every recipient inside (`to`, else To, Cc and Bcc); 202 with the ids by mailbox",
    handle: post,
  },
  {
    method: "GET",
    path: /^\/mail$/,
    title: "GET /_outside/mail",
    purpose: "Mail that left the tenant: what clients received, oldest first",
    handle: ({ tenant }) => ({
      status: 200,
      body: {
        value: sentOutside(tenant).map(({ raw, ...mail }) => ({ ...mail, raw: Buffer.from(raw).toString() })),
      },
    }),
  },
  {
    method: "GET",
    path: /^\/mailboxes\/([^/]+)\/messages$/,
    title: "GET /_outside/mailboxes/{user}/messages",
    purpose: "The newest 50 messages of a person's mailbox without their bodies, for a demonstration page",
    handle: mailbox,
  },
];

async function post({ tenant, query, exchange }: OutsideCall): Promise<Answer> {
  if (exchange.body.length === 0) throw badRequest("The body must be a message/rfc822.");
  const delivered = await deliver(tenant, new Uint8Array(exchange.body), envelopeOf(query.argument("to")));
  const messages: Record<string, string[]> = {};
  for (const { mailbox: address, id } of delivered) messages[address] = [...(messages[address] ?? []), id];
  return { status: 202, body: { messages } };
}

function envelopeOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const read = addresses.safeParse(text.split(",").map((address) => address.trim()));
  if (read.success) return read.data;
  throw badRequest('"to" must be addresses with commas between them.');
}

async function mailbox(call: OutsideCall): Promise<Answer> {
  const user = requireMailbox(call.tenant, call.params[0]!);
  const select =
    "id,subject,from,toRecipients,ccRecipients,receivedDateTime,bodyPreview,categories,flag,isRead,isDraft,hasAttachments,parentFolderId,conversationId,internetMessageId";
  return lookInto(
    call,
    `/users/${user.id}/messages?$top=${SHOWN_MESSAGES}&$orderby=receivedDateTime desc&$select=${select}`,
  );
}
