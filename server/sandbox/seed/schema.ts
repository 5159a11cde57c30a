import { z } from "zod";

const instant = z.iso.datetime();
const time = z.string().regex(/^\d{2}:\d{2}$/, "a time such as 08:00");
const weekday = z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);
const moment = z.strictObject({ dateTime: z.string(), timeZone: z.string() });

/** A person. Only the first two are needed; the rest has ordinary defaults. */
const person = z.strictObject({
  /** The part before "@": the user principal name and mail address are made with the tenant's domain. */
  name: z.string().regex(/^[a-z0-9._-]+$/),
  displayName: z.string().min(1),
  /** Default: counted up. */
  id: z.guid().optional(),
  givenName: z.string().optional(),
  surname: z.string().optional(),
  jobTitle: z.string().optional(),
  department: z.string().optional(),
  officeLocation: z.string().optional(),
  city: z.string().optional(),
  country: z.string().optional(),
  usageLocation: z.string().length(2).optional(),
  preferredLanguage: z.string().optional(),
  mobilePhone: z.string().optional(),
  /** Windows or IANA name; default "Europe/Berlin". */
  timeZone: z.string().optional(),
  workingHours: z.strictObject({ days: z.array(weekday), start: time, end: time }).optional(),
  /** Further addresses, whole. */
  aliases: z.array(z.email()).optional(),
  /** The `name` of their manager. */
  manager: z.string().optional(),
  /** `name`s of people who may open this mailbox. */
  sharedWith: z.array(z.string()).optional(),
  hasMailbox: z.boolean().optional(),
  accountEnabled: z.boolean().optional(),
  /** Default true: a drawn face. */
  hasPhoto: z.boolean().optional(),
  /** What Teams shows, where it shall not follow calendar and working hours. */
  presence: z.strictObject({ availability: z.string(), activity: z.string() }).optional(),
  automaticReplies: z
    .strictObject({
      status: z.enum(["disabled", "alwaysEnabled", "scheduled"]),
      start: moment.optional(),
      end: moment.optional(),
      externalAudience: z.enum(["none", "contactsOnly", "all"]).optional(),
      internal: z.string(),
      external: z.string().optional(),
    })
    .optional(),
});

const group = z.strictObject({
  id: z.guid().optional(),
  displayName: z.string().min(1),
  description: z.string().optional(),
  /** The part of its address before "@", for a mail list or a Microsoft 365 group. */
  mailNickname: z.string().regex(/^[a-z0-9._-]+$/),
  /** "list": a distribution list; "team": a Microsoft 365 group with a team on it. */
  kind: z.enum(["list", "team"]),
  visibility: z.enum(["Private", "Public"]).optional(),
  owners: z.array(z.string()),
  members: z.array(z.string()),
});

const app = z.strictObject({
  clientId: z.guid(),
  displayName: z.string().min(1),
  secrets: z.array(z.string().min(1)).optional(),
  /** PEM certificates that may sign client assertions. */
  certificates: z.array(z.string()).optional(),
  appIdUri: z.string().optional(),
  exposedScopes: z.array(z.string()).optional(),
  redirectUris: z
    .array(z.strictObject({ uri: z.string(), platform: z.enum(["spa", "web", "public"]) }))
    .optional(),
  application: z.array(z.string()).optional(),
  delegated: z.array(z.string()).optional(),
  preAuthorized: z.array(z.string()).optional(),
  /** `name`s of the only people whose mailboxes Exchange opens to it. */
  mailboxScope: z.array(z.string()).optional(),
});

const scope = z.enum(["personal", "team", "chat"]);

/** An app of the organisation's Teams catalogue, as its manifest describes it. */
const teamsApp = z.strictObject({
  /** The catalogue's id; default: counted up. */
  id: z.guid().optional(),
  /** The manifest's id. */
  externalId: z.guid(),
  displayName: z.string().min(1),
  /** webApplicationInfo.id of the manifest. */
  clientAppId: z.guid().optional(),
  /** Resource-specific application permissions it asks for. */
  resourcePermissions: z.array(z.string()).optional(),
  scopes: z.array(scope).optional(),
  hasConfigurableTab: z.boolean().optional(),
  hasBot: z.boolean().optional(),
  channelTypes: z.array(z.enum(["standard", "private", "shared"])).optional(),
  staticTabs: z
    .array(
      z.strictObject({
        entityId: z.string(),
        name: z.string(),
        contentUrl: z.string(),
        websiteUrl: z.string(),
        scopes: z.array(scope),
      }),
    )
    .optional(),
  activityTypes: z
    .array(z.strictObject({ type: z.string(), description: z.string(), templateText: z.string() }))
    .optional(),
  /** `mailNickname`s of the teams it is installed in from the start. */
  installedIn: z.array(z.string()).default([]),
});

/** A mail that arrived or was sent: raw message/rfc822, or its parts in plain words. */
const mail = z.union([
  z.strictObject({ at: instant, raw: z.string().min(1), to: z.array(z.email()).optional() }),
  z.strictObject({
    at: instant,
    /** "Name <address>" or an address, of people inside or outside. */
    from: z.string(),
    to: z.array(z.string()).min(1),
    cc: z.array(z.string()).optional(),
    subject: z.string(),
    text: z.string(),
    /** A name other mails of this seed can answer to. */
    id: z.string().optional(),
    inReplyTo: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
]);

/** How an event repeats: the patterns a calendar of a company needs; others go by a request to Graph. */
const pattern = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("daily"), interval: z.int().min(1) }),
  z.strictObject({
    type: z.literal("weekly"),
    interval: z.int().min(1),
    daysOfWeek: z.array(weekday).min(1),
    firstDayOfWeek: weekday.default("monday"),
  }),
  z.strictObject({
    type: z.literal("absoluteMonthly"),
    interval: z.int().min(1),
    dayOfMonth: z.int().min(1).max(31),
  }),
]);

/** An event that is in calendars before anyone looks: nobody is mailed. Times are local in `timeZone`. */
const event = z.strictObject({
  /** The `name` of the organizer. */
  organizer: z.string(),
  subject: z.string(),
  start: z.string(),
  end: z.string(),
  /** Default: the organizer's mailbox. */
  timeZone: z.string().optional(),
  isAllDay: z.boolean().optional(),
  body: z.string().optional(),
  location: z.string().optional(),
  attendees: z
    .array(
      z.strictObject({
        /** The `name` of someone inside, or an address. */
        who: z.string(),
        type: z.enum(["required", "optional", "resource"]).optional(),
        response: z.enum(["accepted", "tentativelyAccepted", "declined"]).optional(),
      }),
    )
    .optional(),
  showAs: z.enum(["unknown", "free", "tentative", "busy", "oof", "workingElsewhere"]).optional(),
  sensitivity: z.enum(["normal", "personal", "private", "confidential"]).optional(),
  categories: z.array(z.string()).optional(),
  isOnlineMeeting: z.boolean().optional(),
  recurrence: z
    .strictObject({
      pattern,
      range: z
        .discriminatedUnion("type", [
          z.strictObject({ type: z.literal("noEnd") }),
          z.strictObject({ type: z.literal("endDate"), endDate: z.iso.date() }),
          z.strictObject({ type: z.literal("numbered"), numberOfOccurrences: z.int().min(1) }),
        ])
        .optional(),
    })
    .optional(),
});

/** A request to Graph made while planting: by an application that may do everything, or by a person. */
const request = z.strictObject({
  at: instant.optional(),
  method: z.enum(["POST", "PATCH", "PUT"]),
  /** Without version, e.g. "/users/anna.kern@bergmann.example/events". `as` makes "/me" mean that person. */
  url: z.string().startsWith("/"),
  /** The `name` of the person it is done as. */
  as: z.string().optional(),
  body: z.record(z.string(), z.unknown()).optional(),
});

/** A tenant as JSON, for `openSandbox({ seed })` and POST /_outside/reset. */
export const tenantSeed = z.strictObject({
  tenantId: z.guid().optional(),
  organization: z.strictObject({ displayName: z.string().min(1), domain: z.string().min(1).toLowerCase() }),
  /** Where the clock stands once everything is planted; absent: it stays. */
  now: instant.optional(),
  people: z.array(person),
  groups: z.array(group).default([]),
  /** Default: "One Voice" alone. */
  apps: z.array(app).optional(),
  /** Default: "One Voice" alone, installed nowhere. */
  teamsApps: z.array(teamsApp).optional(),
  mail: z.array(mail).default([]),
  events: z.array(event).default([]),
  requests: z.array(request).default([]),
});

/** A tenant as JSON, its defaults filled in. */
export type TenantSeed = z.output<typeof tenantSeed>;
/** A tenant as it is written down. */
export type TenantSeedInput = z.input<typeof tenantSeed>;
/** One person of a seed. */
export type SeedPerson = z.output<typeof person>;
/** One group of a seed. */
export type SeedGroup = z.output<typeof group>;
/** One app registration of a seed. */
export type SeedApp = z.output<typeof app>;
/** One app of a seed's Teams catalogue. */
export type SeedTeamsApp = z.output<typeof teamsApp>;
/** One mail of a seed. */
export type SeedMail = z.output<typeof mail>;
/** One event of a seed. */
export type SeedEvent = z.output<typeof event>;
/** One Graph request of a seed. */
export type SeedRequest = z.output<typeof request>;
