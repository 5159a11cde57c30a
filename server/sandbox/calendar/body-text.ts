import type { Body } from "./event-types.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  "#39": "'",
};

/** What a person reads in a body, without markup. */
export function textOf({ contentType, content }: Body): string {
  if (contentType === "text") return content;
  return content
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/\s+/g, " ")
    .replace(/<br\b[^>]*>|<\/(p|div|li|tr|h[1-6])\s*>/gi, "\r\n")
    .replace(/<hr\b[^>]*>/gi, "\r\n________________\r\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .replace(/[ \t]*\r\n[ \t]*/g, "\r\n")
    .trim();
}

/** A body as HTML, which Outlook always answers unless text is preferred. */
export function htmlOf({ contentType, content }: Body): string {
  if (contentType === "html") return content;
  return `<html><body><div class="PlainText">${escapeHtml(content).replace(/\r\n|\r|\n/g, "<br>\r\n")}</div></body></html>`;
}

/** Text as it may stand inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The first 255 characters of a body as text, on one line. */
export function previewOf(body: Body): string {
  return textOf(body).replace(/\s+/g, " ").trim().slice(0, 255);
}
