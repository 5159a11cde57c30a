import { Temporal } from "temporal-polyfill";
import { findIana } from "windows-iana";
import type { Tenant } from "../core/tenant.ts";
import type { AutomaticReplies, DateTimeTimeZone, User } from "../directory/state.ts";
import { personAt, recipientOf } from "./addresses.ts";
import { headerOf, isAutomatic, isBulk } from "./incoming.ts";
import type { ParsedMail } from "./mime-in.ts";
import { writeMime } from "./mime-out.ts";
import { notice } from "./notice.ts";
import { mailboxOf } from "./state.ts";

function instantOf({ dateTime, timeZone }: DateTimeTimeZone): Temporal.Instant {
  const zone = findIana(timeZone)[0] ?? timeZone;
  return Temporal.PlainDateTime.from(dateTime).toZonedDateTime(zone).toInstant();
}

/** Whether absence is being announced at this instant. A scheduled one counts from its start until before its end. */
export function isAway(settings: AutomaticReplies, now: Temporal.Instant): boolean {
  if (settings.status !== "scheduled") return settings.status === "alwaysEnabled";
  const start = instantOf(settings.scheduledStartDateTime);
  const end = instantOf(settings.scheduledEndDateTime);
  return Temporal.Instant.compare(start, now) <= 0 && Temporal.Instant.compare(now, end) < 0;
}

function wantsNoAnswer(mail: ParsedMail): boolean {
  const suppress = headerOf(mail, "x-auto-response-suppress");
  const fromMachine = /^(mailer-daemon|postmaster)@/i.test(mail.from?.emailAddress.address ?? "");
  return (
    isAutomatic(mail) ||
    isBulk(mail) ||
    fromMachine ||
    /oof|all/.test(suppress) ||
    headerOf(mail, "return-path") === "<>"
  );
}

/** Notes the sender; false when this absence was announced to them before. */
function firstTime(tenant: Tenant, user: User, sender: string): boolean {
  const { answered } = mailboxOf(tenant, user.id);
  const { status, scheduledStartDateTime, scheduledEndDateTime } =
    user.mailboxSettings.automaticRepliesSetting;
  const since =
    status === "scheduled" ? JSON.stringify([scheduledStartDateTime, scheduledEndDateTime]) : status;
  if (answered.since !== since) {
    answered.since = since;
    answered.senders.clear();
  }
  if (answered.senders.has(sender)) return false;
  answered.senders.add(sender);
  return true;
}

function answerFor(tenant: Tenant, user: User, sender: string): string | null {
  const settings = user.mailboxSettings.automaticRepliesSetting;
  if (personAt(tenant, sender) !== undefined) return settings.internalReplyMessage;
  return settings.externalAudience === "all" ? settings.externalReplyMessage : null;
}

/**
 * The absence notice that a mail sets off, as raw mail to its sender; null when there is none to send. Each sender hears
 * once per absence, machines and lists never do, and only mail addressed to the person by name counts.
 */
export async function automaticReply(
  tenant: Tenant,
  user: User,
  mail: ParsedMail,
  addressedAs: string | null,
): Promise<{ raw: Uint8Array; to: string } | null> {
  const sender = mail.from?.emailAddress.address.toLowerCase();
  if (sender === undefined || addressedAs === null || wantsNoAnswer(mail)) return null;
  if (!isAway(user.mailboxSettings.automaticRepliesSetting, tenant.clock.now())) return null;
  if (personAt(tenant, sender)?.id === user.id) return null;
  if (
    ![...mail.to, ...mail.cc].some(({ emailAddress }) => emailAddress.address.toLowerCase() === addressedAs)
  )
    return null;
  const text = answerFor(tenant, user, sender);
  if (text === null || text === "" || !firstTime(tenant, user, sender)) return null;
  const content = notice(tenant, {
    from: recipientOf(user),
    to: mail.from!,
    subject: `Automatic reply: ${mail.subject}`,
    text,
    answers: mail.internetMessageId,
    headers: [
      { name: "Auto-Submitted", value: "auto-generated" },
      { name: "X-Auto-Response-Suppress", value: "All" },
    ],
  });
  return { raw: await writeMime(content, { withBcc: false }), to: sender };
}
