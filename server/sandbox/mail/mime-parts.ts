import type { Attachment as Part } from "postal-mime";
import type { Meeting } from "./message.ts";

/** An attachment as it came over the wire. */
export type ParsedPart = {
  kind: "file" | "item";
  name: string;
  contentType: string;
  content: Uint8Array;
  isInline: boolean;
  contentId: string | null;
};

function bytesOf(content: Part["content"]): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** True for an invitation or an answer to one. */
export function isCalendar(part: Part): boolean {
  return part.mimeType === "text/calendar" && part.method !== undefined;
}

/** A part of a mail, parsed. */
export function partOf(part: Part): ParsedPart {
  const isItem = part.mimeType === "message/rfc822";
  return {
    kind: isItem ? "item" : "file",
    name: part.filename ?? (isItem ? "attached message" : "attachment"),
    contentType: part.mimeType,
    content: bytesOf(part.content),
    isInline: part.disposition === "inline" || part.related === true,
    contentId: part.contentId?.replace(/^<|>$/g, "") ?? null,
  };
}

const ANSWERS: Readonly<Record<string, Meeting["meetingMessageType"]>> = {
  ACCEPTED: "meetingAccepted",
  TENTATIVE: "meetingTenativelyAccepted",
  DECLINED: "meetingDeclined",
};

/** What a calendar part says a mail is; null for another mail. */
export function meetingOf(part: Part | undefined): Meeting | null {
  if (part === undefined) return null;
  if (part.method === "CANCEL")
    return { odataType: "#microsoft.graph.eventMessage", meetingMessageType: "meetingCancelled" };
  if (part.method !== "REPLY" && part.method !== "COUNTER") {
    return { odataType: "#microsoft.graph.eventMessageRequest", meetingMessageType: "meetingRequest" };
  }
  const text = new TextDecoder().decode(bytesOf(part.content)).replace(/\r?\n[ \t]/g, "");
  const answer = /PARTSTAT=([A-Z-]+)/i.exec(text)?.[1]?.toUpperCase() ?? "";
  return {
    odataType: "#microsoft.graph.eventMessageResponse",
    meetingMessageType: ANSWERS[answer] ?? "meetingTenativelyAccepted",
  };
}
