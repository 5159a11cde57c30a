import MailComposer from "nodemailer/lib/mail-composer";
import type { Tenant } from "../core/tenant.ts";
import { escapeHtml, htmlOf, textOf } from "./body-text.ts";
import type { Attendee, Meeting, Recipient } from "./event-types.ts";
import { type Method, writeICalendar } from "./icalendar.ts";
import { dateOf, type Item, plannedTimes } from "./instances.ts";
import type { Moment } from "./moment.ts";

type Letter = {
  method: Method;
  item: Item;
  meeting: Meeting;
  from: Recipient;
  to: readonly Recipient[];
  cc?: readonly Recipient[];
  attendees: readonly (Attendee & { partstat?: string })[];
  subject: string;
  comment: string;
};

/** Sends it. */
export async function post(tenant: Tenant, letter: Letter): Promise<void> {
  const { item, meeting, from, to, cc = [], comment } = letter;
  const now = tenant.clock.now();
  const content = writeICalendar({
    method: letter.method,
    copy: item.copy,
    meeting,
    attendees: letter.attendees,
    recurrenceId: plannedStart(item),
    nowMs: now.epochMilliseconds,
  });
  const raw = await new MailComposer({
    from: from.emailAddress,
    to: to.map(({ emailAddress }) => emailAddress),
    cc: cc.map(({ emailAddress }) => emailAddress),
    subject: letter.subject,
    messageId: `<${tenant.newId()}@calendar.sandbox.example>`,
    date: new Date(now.epochMilliseconds),
    text: [comment, textOf(meeting.body)]
      .filter((part, at, parts) => part !== "" && parts.indexOf(part) === at)
      .join("\r\n\r\n"),
    html: withComment(htmlOf(meeting.body), comment === meeting.body.content ? "" : comment),
    headers: {
      "Content-Class": "urn:content-classes:calendarmessage",
      "Thread-Topic": oneLine(meeting.subject),
    },
    icalEvent: { method: letter.method, content, filename: "invite.ics" },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  tenant.publish("post", { raw, to: [...to, ...cc].map(({ emailAddress }) => emailAddress.address) });
}

function plannedStart({ copy, key }: Item): Moment | null {
  const date = key.day === null ? null : dateOf(key.day);
  return date === null || copy.meeting.recurrence === null ? null : plannedTimes(copy.meeting, date).start;
}

function withComment(html: string, comment: string): string {
  if (comment === "") return html;
  const block = `<p>${escapeHtml(comment).replace(/\r\n|\r|\n/g, "<br>")}</p>`;
  const found = /<body\b[^>]*>/i.exec(html);
  const at = found === null ? 0 : found.index + found[0].length;
  return html.slice(0, at) + block + html.slice(at);
}

function oneLine(subject: string): string {
  return subject.replace(/[\r\n\0]+/g, " ");
}
