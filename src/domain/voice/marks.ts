import { type Address, domainOf, parseAddress } from "../people/address.ts";
import { type Domain, normalDomain } from "../people/domain.ts";
import type { ExemptReason } from "./verdict.ts";

/** One header line, unfolded, as Graph's `internetMessageHeaders` and mail parsers give it. */
export type Header = { name: string; value: string };

/** What the headers say a mail is, when it is not a person's word. `lists`: where its mailing lists live, for "bulk". */
export type Mark = {
  reason: Exclude<ExemptReason, "no-reply" | "internal-forward">;
  lists: readonly Domain[];
};

/** Header on everything this product sends. Only believed on mail of ours, because anybody can write it. */
export const OWN_HEADER = "x-one-voice";

// The first that applies counts: the surer sign before the weaker.
const ORDER: readonly Mark["reason"][] = [
  "own-product",
  "bounce",
  "receipt",
  "calendar",
  "auto-reply",
  "automatic",
  "bulk",
];
const CALENDAR_CLASS = /^urn:content-classes:(?:calendarmessage|appointment)$/;
const LIST_HEADERS: ReadonlySet<string> = new Set(
  `list-archive list-help list-id list-owner list-post list-subscribe list-unsubscribe list-unsubscribe-post
  mailing-list x-mailing-list`.split(/\s+/),
);

/**
 * Reads the headers' signs of automatic, calendar and bulk mail; null when there are none. Neither the order nor the
 * letter case of headers matters. `isEvent`: Graph calls the message an eventMessage.
 */
export function markOf(headers: readonly Header[], isEvent = false): Mark | null {
  const signs = new Set<Mark["reason"]>(isEvent ? ["calendar"] : []);
  const lists = new Set<Domain>();
  for (const { name, value } of headers) {
    const key = name.trim().toLowerCase();
    const text = value.trim().toLowerCase();
    const sign = signOf(key, text);
    if (sign !== null) signs.add(sign);
    const list = listOf(key, text);
    if (list !== null) lists.add(list);
  }
  const reason = ORDER.find((one) => signs.has(one));
  return reason === undefined ? null : { reason, lists: [...lists].sort() };
}

/** Whether nobody reads answers sent there: no-reply and notification senders. */
export function isNoReply(who: Address): boolean {
  return NO_REPLY.test(who);
}

/** Whether the address is of what runs a mailing list, not of a person. */
export function isListRobot(who: Address): boolean {
  return LIST_ROBOT.test(who);
}

/** Whether a mail system itself speaks there. */
export function isMailSystem(who: Address): boolean {
  return MAIL_SYSTEM.test(who);
}

const NO_REPLY =
  /^(?:[^@]*[-_.+])?(?:no|do[-_.]?not|dont)[-_.]?reply(?:[-_.+\d][^@]*)?@|^(?:alerts?|news|newsletters?|nobody|notif(?:y|ications?)|receipts?)(?:[-_.+\d][^@]*)?@|@(?:mailings?|newsletters?|notifications?)\./;
const MAIL_SYSTEM = /^(?:mailer-daemon|postmaster|mail-daemon|bounces?)(?:[-_.+\d][^@]*)?@/;
// What runs a list, as Majordomo, Mailman and RFC 2142 call it.
const LIST_ROBOT =
  /^(?:owner-[^@]*|[^@]*-(?:bounces|owner|request)(?:[+=][^@]*)?|listserv|mailman|majordomo)@/;

function signOf(key: string, text: string): Mark["reason"] | null {
  if (LIST_HEADERS.has(key)) return text === "" ? null : "bulk";
  switch (key) {
    case OWN_HEADER:
      return "own-product";
    case "x-failed-recipients":
      return "bounce";
    case "content-class":
      return CALENDAR_CLASS.test(text) ? "calendar" : null;
    case "content-type":
      return contentSign(text);
    case "x-autoreply":
    case "x-autorespond":
    case "x-autoresponder":
      return text === "no" ? null : "auto-reply";
    case "auto-submitted":
      return automaticSign(text);
    case "precedence":
      return precedenceSign(text);
    case "return-path":
      return text === "<>" ? "automatic" : robotIn(text) && "bulk";
    case "sender":
      return robotIn(text) && "bulk";
    default:
      return null;
  }
}

function contentSign(text: string): Mark["reason"] | null {
  if (text.startsWith("text/calendar")) return "calendar";
  if (text.startsWith("message/delivery-status")) return "bounce";
  if (text.startsWith("message/disposition-notification")) return "receipt";
  if (text.startsWith("message/feedback-report")) return "automatic";
  if (!text.startsWith("multipart/report")) return null;
  if (/report-type\s*=\s*"?delivery-status/.test(text)) return "bounce";
  return /report-type\s*=\s*"?disposition-notification/.test(text) ? "receipt" : "automatic";
}

// RFC 3834: whatever is not "no" was not sent by a person; parameters and comments may follow.
function automaticSign(text: string): Mark["reason"] | null {
  const word = /^[a-z-]*/.exec(text)?.[0] ?? "";
  if (word === "no" || word === "") return null;
  return word === "auto-replied" ? "auto-reply" : "automatic";
}

function precedenceSign(text: string): Mark["reason"] | null {
  if (text === "auto_reply") return "auto-reply";
  return text === "bulk" || text === "list" || text === "junk" ? "bulk" : null;
}

function listOf(key: string, text: string): Domain | null {
  if (key === "list-id") return normalDomain(/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text);
  if (key === "sender" || key === "return-path") {
    const robot = robotIn(text);
    return robot && domainOf(robot);
  }
  if (key !== "list-post") return null;
  const posted = parseAddress(/<mailto:([^<>?]*)[^<>]*>/.exec(text)?.[1] ?? "");
  return posted === null ? null : domainOf(posted);
}

function robotIn(text: string): Address | null {
  const who = parseAddress(text);
  return who !== null && isListRobot(who) ? who : null;
}
