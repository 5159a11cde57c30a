import { GraphError } from "../core/graph-error.ts";
import { addressesOf } from "../directory/users.ts";
import type { Entered } from "./access.ts";
import { draftFrom, type Ground, recipientsFrom } from "./draft.ts";
import { escapeHtml } from "./html-text.ts";
import type { Message, MessageContent, Recipient } from "./message.ts";
import { bodyFor } from "./message-entity.ts";
import type { MessageInput } from "./message-schema.ts";

/** The three ways to answer a letter. */
export type AnswerKind = "reply" | "replyAll" | "forward";

/** The parameters of a reply or forward. */
export type AnswerInput = {
  message?: MessageInput | null | undefined;
  comment?: string | null | undefined;
  toRecipients?: MessageInput["toRecipients"];
};

/** Throws 400 for what Graph calls contradictory: two texts, or a forward with its recipients given twice or never. */
function requireConsistent(kind: AnswerKind, { message, comment, toRecipients }: AnswerInput): void {
  if (typeof comment === "string" && message?.body) {
    throw new GraphError(
      400,
      "ErrorInvalidArgument",
      "Only one of 'Comment' and 'Message.Body' may be given.",
    );
  }
  if (kind !== "forward") return;
  const isParameter = toRecipients !== undefined && toRecipients !== null;
  const isInMessage = message?.toRecipients !== undefined && message.toRecipients !== null;
  if (isParameter === isInMessage) {
    throw new GraphError(
      400,
      "ErrorInvalidArgument",
      "Exactly one of 'ToRecipients' and 'Message.ToRecipients' must be given.",
    );
  }
}

function line(label: string, value: string): string {
  return value === "" ? "" : `<b>${label}:</b> ${escapeHtml(value)}<br>\r\n`;
}

function shown(list: readonly (Recipient | null)[]): string {
  return list
    .flatMap((one) => (one === null ? [] : [`${one.emailAddress.name} <${one.emailAddress.address}>`]))
    .join("; ");
}

function quoted({ properties: p }: Message, comment: string): string {
  const head = [
    line("From", shown([p.from])),
    line("Sent", p.sentDateTime),
    line("To", shown(p.toRecipients)),
    line("Cc", shown(p.ccRecipients)),
    line("Subject", p.subject),
  ].join("");
  const older = bodyFor(p.body, { body: "html", unsafe: true }).content;
  return `<html><body><div>${escapeHtml(comment)}</div>\r\n<hr tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">${head}</div>\r\n${older}</body></html>`;
}

function prefixed(prefix: "RE" | "FW", subject: string): string {
  return new RegExp(`^${prefix}:`, "i").test(subject) ? subject : `${prefix}: ${subject}`;
}

function without(list: readonly Recipient[], own: ReadonlySet<string>): Recipient[] {
  return list.filter((one) => !own.has(one.emailAddress.address.toLowerCase()));
}

/** Who an answer goes to by itself: Reply-To before From, and for all also those who got it, without the owner. */
function audience(
  kind: AnswerKind,
  { owner }: Entered,
  { properties: p }: Message,
): Pick<MessageContent["properties"], "toRecipients" | "ccRecipients"> {
  if (kind === "forward") return { toRecipients: [], ccRecipients: [] };
  const back = p.replyTo.length > 0 ? p.replyTo : p.from === null ? [] : [p.from];
  if (kind === "reply") return { toRecipients: back, ccRecipients: [] };
  const own = new Set(addressesOf(owner));
  const others = without([...back, ...p.toRecipients], own);
  const seen = new Set<string>();
  const toRecipients = others.filter(
    ({ emailAddress: { address } }) => !seen.has(address.toLowerCase()) && seen.add(address.toLowerCase()),
  );
  return { toRecipients, ccRecipients: without(p.ccRecipients, new Set([...own, ...seen])) };
}

/** The draft of a reply or forward, with the older message quoted below the comment. Nothing is stored yet. */
export function answerTo(
  entered: Entered,
  message: Message,
  kind: AnswerKind,
  input: AnswerInput,
): MessageContent {
  requireConsistent(kind, input);
  const { tenant, box, owner } = entered;
  const { properties, references, attachments } = message;
  const ground: Ground = {
    subject: prefixed(kind === "forward" ? "FW" : "RE", properties.subject),
    body: { contentType: "html", content: quoted(message, input.comment ?? "") },
    references: [...references, properties.internetMessageId],
  };
  const given: MessageInput = input.message ?? {};
  const draft = draftFrom(tenant, box, owner, given, ground);
  const { toRecipients, ccRecipients } = audience(kind, entered, message);
  const kept = attachments.filter((one) => kind === "forward" || one.isInline);
  const all = [...kept, ...draft.attachments].map((one, index) => ({ ...one, key: String(index + 1) }));
  return {
    ...draft,
    attachments: all,
    properties: {
      ...draft.properties,
      hasAttachments: all.some((one) => !one.isInline),
      toRecipients: input.toRecipients
        ? recipientsFrom(tenant, input.toRecipients)
        : given.toRecipients
          ? draft.properties.toRecipients
          : toRecipients,
      ccRecipients: given.ccRecipients ? draft.properties.ccRecipients : ccRecipients,
    },
  };
}
