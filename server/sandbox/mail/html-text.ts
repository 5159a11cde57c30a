const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function character(whole: string, name: string): string {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (name.startsWith("#")) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  return NAMED[name.toLowerCase()] ?? whole;
}

/** The readable text of an HTML body: no tags, no scripts or styles, a line per paragraph. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<(script|style|head|title)\b[^>]*>[\s\S]*?(<\/\1\s*>|$)/gi, "")
    .replace(/<!--[\s\S]*?(-->|$)/g, "")
    .replace(/[\t\r\n ]+/g, " ")
    .replace(/<br\b[^>]*>|<\/(p|div|tr|li|h[1-6]|blockquote|table)\s*>/gi, "\r\n")
    .replace(/<hr\b[^>]*>/gi, "\r\n________________________________\r\n")
    .replace(/<\/?[a-z!][^>]*>/gi, "")
    .replace(/&(#x?[0-9a-f]{1,7}|[a-z]{2,8});/gi, character)
    .replace(/[ \t]*\r\n[ \t]*/g, "\r\n")
    .replace(/(\r\n){3,}/g, "\r\n\r\n")
    .trim();
}

/** Text as it may stand inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The HTML that Outlook shows for a plain-text body. */
export function htmlOfText(text: string): string {
  const lines = escapeHtml(text).replace(/\r\n|\r|\n/g, "<br>\r\n");
  return `<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><div class="PlainText">${lines}</div></body></html>`;
}

/** HTML without what may run: Graph leaves scripts and handlers out unless asked for unsafe HTML. */
export function safeHtml(html: string): string {
  return html
    .replace(/<(script|iframe|object|embed|applet)\b[\s\S]*?(<\/\1\s*>|$)/gi, "")
    .replace(/\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replace(/(href|src)\s*=\s*(["']?)\s*(javascript|vbscript):[^"'\s>]*\2/gi, "$1=$2$2");
}
