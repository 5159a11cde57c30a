import type { Tenant } from "../core/tenant.ts";
import type { Attendee, Recipient } from "./event-types.ts";
import type { Method } from "./icalendar.ts";
import type { Item } from "./instances.ts";
import { post } from "./invitation-letter.ts";
import type { Audience } from "./meeting.ts";
import type { Moment } from "./moment.ts";

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
