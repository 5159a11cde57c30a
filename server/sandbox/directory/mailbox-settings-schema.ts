import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";
import { ianaZone, instantOf } from "./zones.ts";

const zone = z.string().refine((name) => ianaZone(name) !== undefined, {
  error: (issue) =>
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${String(issue.input)}'.`,
});

const moment = graphObject({ dateTime: z.string(), timeZone: zone }).refine(
  (value) => instantOf(value) !== undefined,
  { error: "The date and time is not valid." },
);

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,12})?$/);

const weekday = graphEnum(["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]);

/** What PATCH mailboxSettings takes; every part may be left out. */
export const mailboxSettingsChange = z.strictObject({
  archiveFolder: z.string().optional(),
  dateFormat: z.string().min(1).max(100).optional(),
  timeFormat: z.string().min(1).max(100).optional(),
  timeZone: zone.optional(),
  delegateMeetingMessageDeliveryOptions: graphEnum([
    "sendToDelegateAndInformationToPrincipal",
    "sendToDelegateAndPrincipal",
    "sendToDelegateOnly",
  ]).optional(),
  language: graphObject({ locale: z.string().min(2), displayName: z.string().nullish() }).optional(),
  workingHours: graphObject({
    daysOfWeek: z.array(weekday).optional(),
    startTime: timeOfDay.optional(),
    endTime: timeOfDay.optional(),
    timeZone: z
      .object({ name: zone })
      .transform(({ name }) => ({ name }))
      .optional(),
  }).optional(),
  automaticRepliesSetting: graphObject({
    status: graphEnum(["disabled", "alwaysEnabled", "scheduled"]).optional(),
    externalAudience: graphEnum(["none", "contactsOnly", "all"]).optional(),
    scheduledStartDateTime: moment.optional(),
    scheduledEndDateTime: moment.optional(),
    internalReplyMessage: z.string().nullish(),
    externalReplyMessage: z.string().nullish(),
  }).optional(),
});

/** A change to mailbox settings. */
export type MailboxSettingsChange = z.output<typeof mailboxSettingsChange>;
