import MailComposer from "nodemailer/lib/mail-composer";
import type { Tenant } from "../core/tenant.ts";
import { escapeHtml, htmlOf, textOf } from "./body-text.ts";
import { type Method, writeICalendar } from "./icalendar.ts";
import { dateOf, type Item, plannedTimes } from "./instances.ts";
import type { Audience } from "./meeting.ts";
import type { Moment } from "./moment.ts";
import type { Attendee, Meeting, Recipient } from "./state.ts";

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

/** Sends the organizer's news: invitations (or updates of them) to some, cancellations to others. */
export async function sendNews(tenant: Tenant, item: Item, audience: Audience, comment = ""): Promise<void> {
  const subject = item.meeting.subject;
  await sendToList(tenant, item, audience.invite, { method: "REQUEST", subject, comment });
  await sendToList(tenant, item, audience.dismiss, {
    method: "CANCEL",
    subject: `Canceled: ${subject}`,
    comment,
  });
}

type Words = { method: Method; subject: string; comment: string };

async function sendToList(
  tenant: Tenant,
  item: Item,
  list: readonly Attendee[],
  words: Words,
): Promise<void> {
  const { copy, meeting } = item;
  // Where the list is hidden, everyone gets a letter that names only them.
  const letters = meeting.hideAttendees ? list.map((one) => [one]) : list.length === 0 ? [] : [list];
  for (const people of letters) {
    const optional = people.filter(({ type }) => type === "optional");
    await post(tenant, {
      ...words,
      item,
      meeting,
      from: copy.organizer,
      to: people.filter((one) => !optional.includes(one)),
      cc: optional,
      attendees: meeting.hideAttendees ? people : meeting.attendees,
    });
  }
}

const REPLIES = {
  accepted: { word: "Accepted", partstat: "ACCEPTED" },
  tentativelyAccepted: { word: "Tentative", partstat: "TENTATIVE" },
  declined: { word: "Declined", partstat: "DECLINED" },
} as const;

/** What an attendee tells the organizer. */
export type Answered = {
  response: keyof typeof REPLIES;
  comment: string;
  proposed: { start: Moment; end: Moment } | null;
};

/** Sends the organizer an attendee's answer, or their proposal of another time. */
export async function sendAnswer(
  tenant: Tenant,
  item: Item,
  attendee: Attendee,
  answered: Answered,
): Promise<void> {
  const { word, partstat } = REPLIES[answered.response];
  const { proposed, comment } = answered;
  await post(tenant, {
    method: proposed === null ? "REPLY" : "COUNTER",
    item,
    meeting: { ...item.meeting, ...(proposed ?? {}), body: { contentType: "text", content: comment } },
    from: attendee,
    to: [item.copy.organizer],
    attendees: [{ ...attendee, partstat }],
    subject: `${proposed === null ? word : "New Time Proposed"}: ${item.meeting.subject}`,
    comment,
  });
}

/** Sends a copy of the invitation on to others, in the name of whoever forwards it. */
export async function sendForward(
  tenant: Tenant,
  item: Item,
  { from, to, comment }: { from: Recipient; to: readonly Recipient[]; comment: string },
): Promise<void> {
  await post(tenant, {
    method: "REQUEST",
    item,
    meeting: item.meeting,
    from,
    to,
    attendees: to.map((recipient) => ({ ...recipient, type: "required" as const })),
    subject: `FW: ${item.meeting.subject}`,
    comment,
  });
}

async function post(tenant: Tenant, letter: Letter): Promise<void> {
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
