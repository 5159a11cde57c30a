import type { Tenant } from "../core/tenant.ts";
import { slot } from "../core/tenant.ts";

/** A wall-clock time of a named zone, as Graph writes it: no offset in `dateTime`. */
export type DateTimeTimeZone = { dateTime: string; timeZone: string };

/** Lower case, as Graph writes it. */
export type Weekday = "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";

/** When a person works. Times are "08:00:00.0000000" in `timeZone`. */
export type WorkingHours = {
  daysOfWeek: readonly Weekday[];
  startTime: string;
  endTime: string;
  timeZone: { name: string };
};

/** "scheduled" holds only between its two ends. */
export type AutomaticReplies = {
  status: "disabled" | "alwaysEnabled" | "scheduled";
  externalAudience: "none" | "contactsOnly" | "all";
  scheduledStartDateTime: DateTimeTimeZone;
  scheduledEndDateTime: DateTimeTimeZone;
  internalReplyMessage: string;
  externalReplyMessage: string;
};

/** A mailbox's settings. `timeZone` is a Windows or an IANA name, as it was set. */
export type MailboxSettings = {
  archiveFolder: string;
  timeZone: string;
  dateFormat: string;
  timeFormat: string;
  delegateMeetingMessageDeliveryOptions:
    | "sendToDelegateAndInformationToPrincipal"
    | "sendToDelegateAndPrincipal"
    | "sendToDelegateOnly";
  language: { locale: string; displayName: string };
  userPurpose: "user" | "shared" | "room" | "equipment";
  workingHours: WorkingHours;
  automaticRepliesSetting: AutomaticReplies;
};

/** What someone told Teams about themselves; without it presence follows their calendar and hours. */
export type PresenceChoice = { availability: string; activity: string };

/** One account of the tenant. Property names and shapes are Graph's, apart from those at the end. */
export type User = {
  id: string;
  displayName: string;
  givenName: string;
  surname: string;
  mail: string | null;
  userPrincipalName: string;
  /** "SMTP:" marks the primary address, "smtp:" an alias. */
  proxyAddresses: readonly string[];
  otherMails: readonly string[];
  businessPhones: readonly string[];
  mobilePhone: string | null;
  jobTitle: string | null;
  department: string | null;
  companyName: string | null;
  officeLocation: string | null;
  city: string | null;
  country: string | null;
  usageLocation: string | null;
  preferredLanguage: string | null;
  accountEnabled: boolean;
  userType: "Member" | "Guest";
  /** ISO instant with Z. */
  createdDateTime: string;
  mailboxSettings: MailboxSettings;
  managerId: string | null;
  /** False for accounts without Exchange: mail and calendar answer 404 MailboxNotEnabledForRESTAPI. */
  hasMailbox: boolean;
  /** Ids of people who may open this mailbox and calendar (a shared mailbox, an assistant). */
  sharedWith: readonly string[];
  hasPhoto: boolean;
  presence: PresenceChoice | null;
};

/** A group: a mail list ("Unified" or not), or what a team stands on. */
export type Group = {
  id: string;
  displayName: string;
  description: string | null;
  mail: string | null;
  mailEnabled: boolean;
  mailNickname: string;
  securityEnabled: boolean;
  /** ["Unified"] for a Microsoft 365 group; [] for a distribution list or security group. */
  groupTypes: readonly string[];
  visibility: "Private" | "Public" | null;
  /** ISO instant with Z. */
  createdDateTime: string;
  ownerIds: readonly string[];
  /** Ids of users, and of groups (a list inside a list). */
  memberIds: readonly string[];
  /** True where a team stands on this group. */
  isTeam: boolean;
};

/** The directory's part of a tenant. */
export type Directory = {
  organization: { displayName: string; domain: string };
  users: Map<string, User>;
  /** User id by every address, user principal name and alias, in lower case. */
  byAddress: Map<string, string>;
  groups: Map<string, Group>;
  /** Counts up with each change of a user; users/delta compares with `changedAt`, by user id. */
  version: number;
  changedAt: Map<string, number>;
};

const directorySlot = slot<Directory>("directory", () => ({
  organization: { displayName: "", domain: "" },
  users: new Map(),
  byAddress: new Map(),
  groups: new Map(),
  version: 0,
  changedAt: new Map(),
}));

/** The directory of this tenant. */
export function directoryOf(tenant: Tenant): Directory {
  return tenant.state(directorySlot);
}
