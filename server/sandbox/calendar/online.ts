import type { Tenant } from "../core/tenant.ts";
import { escapeHtml } from "./body-text.ts";
import type { Body, OnlineInfo } from "./event-types.ts";

/** Makes a Teams meeting of an organizer: a link that opens it and a number to dial. */
export function newOnlineInfo(tenant: Tenant, organizerId: string): OnlineInfo {
  const guid = tenant.newId();
  const thread = Buffer.from(guid).toString("base64url");
  const context = encodeURIComponent(JSON.stringify({ Tid: tenant.id, Oid: organizerId }));
  return {
    joinUrl: `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${thread}%40thread.v2/0?context=${context}`,
    conferenceId: String(Number.parseInt(guid.slice(-7), 16)).padStart(9, "0"),
  };
}

/** The body with the block by which people join; whoever replaces the body must keep it. */
export function withJoinBlock(body: Body, { joinUrl, conferenceId }: OnlineInfo): Body {
  if (body.contentType === "text") {
    const block = `________________\r\nMicrosoft Teams meeting\r\nJoin: ${joinUrl}\r\nConference ID: ${conferenceId}\r\n`;
    return { contentType: "text", content: `${body.content}\r\n${block}` };
  }
  const block =
    `<div class="me-email-text"><hr><b>Microsoft Teams meeting</b><br>` +
    `<a href="${escapeHtml(joinUrl)}">Join the meeting now</a><br>Conference ID: ${conferenceId}</div>`;
  const end = body.content.search(/<\/body\s*>/i);
  const at = end === -1 ? body.content.length : end;
  return { contentType: "html", content: `${body.content.slice(0, at)}${block}${body.content.slice(at)}` };
}

/** True while people can still join from the body. */
export function keepsJoinBlock({ content }: Body, { joinUrl }: OnlineInfo): boolean {
  return content.includes(joinUrl) || content.includes(escapeHtml(joinUrl));
}
