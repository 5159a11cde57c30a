import * as z from "zod/mini";

const address = z.object({ emailAddress: z.object({ name: z.string(), address: z.string() }) });

/** Someone of the company. `id` is the directory's, `timeZone` as their mailbox names it. */
export const colleague = z.object({
  id: z.string(),
  displayName: z.string(),
  mail: z.nullable(z.string()),
  userPrincipalName: z.string(),
  jobTitle: z.nullable(z.string()),
});
export type Colleague = z.infer<typeof colleague>;

/** The company and its people. */
export const cast = z.object({
  organization: z.object({ displayName: z.string(), domain: z.string() }),
  value: z.array(colleague),
});
export type Cast = z.infer<typeof cast>;

/** One mail of a mailbox as Graph shows it. `id` is the immutable one, which the side panel is given. */
export const message = z.object({
  id: z.string(),
  subject: z.nullable(z.string()),
  from: z.nullish(address),
  toRecipients: z.array(address),
  ccRecipients: z.array(address),
  receivedDateTime: z.string(),
  bodyPreview: z.string(),
  categories: z.array(z.string()),
  flag: z.object({ flagStatus: z.string() }),
  isRead: z.boolean(),
  isDraft: z.boolean(),
  internetMessageId: z.nullish(z.string()),
});
export type Message = z.infer<typeof message>;

const zoned = z.object({ dateTime: z.string(), timeZone: z.string() });

/** One event of a calendar. Times are Graph's pair of local time and zone, here always UTC. */
export const meeting = z.object({
  id: z.string(),
  subject: z.nullable(z.string()),
  start: zoned,
  end: zoned,
  type: z.string(),
  isOrganizer: z.boolean(),
  isCancelled: z.boolean(),
  isAllDay: z.boolean(),
  organizer: z.nullish(address),
  responseStatus: z.object({ response: z.string() }),
});
export type Meeting = z.infer<typeof meeting>;

/** A line of somebody's activity feed in Teams. */
export const activity = z.object({
  id: z.string(),
  at: z.string(),
  title: z.string(),
  previewText: z.string(),
});
export type Activity = z.infer<typeof activity>;

/** A request that Graph received. `number` counts up; `token` says who asked. */
export const request = z.object({
  number: z.number(),
  at: z.string(),
  method: z.string(),
  url: z.string(),
  status: z.number(),
  inBatch: z.boolean(),
  token: z.nullable(z.object({ kind: z.string(), userId: z.optional(z.string()) })),
  body: z.unknown(),
  reply: z.unknown(),
});
export type Request = z.infer<typeof request>;

/** Mail that left the tenant. */
export const sentMail = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  sentDateTime: z.string(),
});
export type SentMail = z.infer<typeof sentMail>;

/** A list as Graph writes it. */
export const listOf = <S extends z.ZodMiniType>(shape: S) => z.object({ value: z.array(shape) });

/** The tenant's time. */
export const clock = z.object({ now: z.string() });

/** The requests since a number, and the newest number. */
export const requests = z.object({ last: z.number(), value: z.array(request) });

/** What the sandbox was told to do wrong. */
export const fault = z.object({ notifications: z.optional(z.object({ kind: z.string() })) });

/** Somebody's absence notice. */
export const absence = z.object({ status: z.string() });
