import { Temporal } from "temporal-polyfill";
import { GraphError } from "../core/graph-error.ts";
import type { Tenant } from "../core/tenant.ts";
import type { MailboxSettingsChange } from "./mailbox-settings-schema.ts";
import type { AutomaticReplies, DateTimeTimeZone, MailboxSettings, User } from "./state.ts";
import { putUser } from "./users.ts";
import { instantOf } from "./zones.ts";

/** Changes the parts that are given, leaving the rest; returns the account after it. Throws Graph's 400. */
export function changeMailboxSettings(tenant: Tenant, user: User, change: MailboxSettingsChange): User {
  const { workingHours, automaticRepliesSetting, language, ...plain } = change;
  const before = user.mailboxSettings;
  const mailboxSettings: MailboxSettings = {
    ...before,
    ...given(plain),
    ...(language && {
      language: { locale: language.locale, displayName: language.displayName ?? language.locale },
    }),
    workingHours: { ...before.workingHours, ...given(workingHours ?? {}) },
    automaticRepliesSetting: repliesAfter(before.automaticRepliesSetting, automaticRepliesSetting),
  };
  const changed = { ...user, mailboxSettings };
  putUser(tenant, changed);
  return changed;
}

function repliesAfter(
  before: AutomaticReplies,
  change: MailboxSettingsChange["automaticRepliesSetting"],
): AutomaticReplies {
  if (change === undefined) return before;
  const {
    scheduledStartDateTime,
    scheduledEndDateTime,
    internalReplyMessage,
    externalReplyMessage,
    ...rest
  } = change;
  const after: AutomaticReplies = {
    ...before,
    ...given(rest),
    internalReplyMessage: internalReplyMessage ?? before.internalReplyMessage,
    externalReplyMessage: externalReplyMessage ?? before.externalReplyMessage,
    // Exchange keeps these in UTC whatever zone they were given in.
    scheduledStartDateTime: inUtc(scheduledStartDateTime ?? before.scheduledStartDateTime),
    scheduledEndDateTime: inUtc(scheduledEndDateTime ?? before.scheduledEndDateTime),
  };
  const start = instantOf(after.scheduledStartDateTime);
  const end = instantOf(after.scheduledEndDateTime);
  if (after.status === "scheduled" && start && end && Temporal.Instant.compare(start, end) >= 0) {
    throw new GraphError(
      400,
      "ErrorInvalidParameter",
      "The end of automatic replies must come after their start.",
    );
  }
  return after;
}

function inUtc(moment: DateTimeTimeZone): DateTimeTimeZone {
  const instant = instantOf(moment);
  if (instant === undefined) return moment;
  const dateTime = instant
    .toZonedDateTimeISO("UTC")
    .toPlainDateTime()
    .toString({ fractionalSecondDigits: 7 });
  return { dateTime, timeZone: "UTC" };
}

/** The properties that have a value: a part left out changes nothing. */
function given<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
