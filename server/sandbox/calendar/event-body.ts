import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";
import { recurrenceSchema } from "./recurrence-body.ts";

/** Graph's dateTimeTimeZone; the text of `dateTime` is looked at by readMoment. */
export const whenSchema = graphObject({ dateTime: z.string(), timeZone: z.string().nullish() });

/** Graph's timeSlot. */
export const slotSchema = graphObject({ start: whenSchema, end: whenSchema });

/** Graph's recipient. */
export const recipientSchema = graphObject({
  emailAddress: graphObject({ name: z.string().nullish(), address: z.string().nullish() }),
});

const attendee = graphObject({
  type: graphEnum(["required", "optional", "resource"]).nullish(),
  emailAddress: graphObject({ name: z.string().nullish(), address: z.string().nullish() }),
  status: z.unknown().optional(),
  proposedNewTime: z.unknown().optional(),
});

const number = z.number().nullish();
const text = z.string().nullish();

/** Graph's location, with the properties it has. */
export const locationShape = {
  displayName: text,
  locationEmailAddress: text,
  locationUri: text,
  locationType: graphEnum([
    "default",
    "conferenceRoom",
    "homeAddress",
    "businessAddress",
    "geoCoordinates",
    "streetAddress",
    "hotel",
    "restaurant",
    "localBusiness",
    "postalAddress",
  ]).nullish(),
  uniqueId: text,
  uniqueIdType: graphEnum(["unknown", "locationStore", "directory", "private", "bing"]).nullish(),
  address: graphObject({
    street: text,
    city: text,
    state: text,
    countryOrRegion: text,
    postalCode: text,
  }).nullish(),
  coordinates: graphObject({
    latitude: number,
    longitude: number,
    accuracy: number,
    altitude: number,
    altitudeAccuracy: number,
  }).nullish(),
};

const location = graphObject(locationShape);
const ignored = z.unknown().optional();

/** An event as callers send it. What only the service sets is let through unread, for clients that send back all they got. */
export const eventSchema = graphObject({
  subject: z.string().max(255).nullish(),
  body: graphObject({ contentType: graphEnum(["text", "html"]).nullish(), content: text }).nullish(),
  start: whenSchema.nullish(),
  end: whenSchema.nullish(),
  isAllDay: z.boolean().nullish(),
  location: location.nullish(),
  locations: z.array(location).nullish(),
  attendees: z.array(attendee).nullish(),
  recurrence: recurrenceSchema.nullish(),
  importance: graphEnum(["low", "normal", "high"]).nullish(),
  sensitivity: graphEnum(["normal", "personal", "private", "confidential"]).nullish(),
  showAs: graphEnum(["free", "tentative", "busy", "oof", "workingElsewhere", "unknown"]).nullish(),
  categories: z.array(z.string().min(1).max(255)).nullish(),
  isReminderOn: z.boolean().nullish(),
  reminderMinutesBeforeStart: z.int().min(-2147483648).max(2147483647).nullish(),
  responseRequested: z.boolean().nullish(),
  allowNewTimeProposals: z.boolean().nullish(),
  hideAttendees: z.boolean().nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeetingProvider: graphEnum([
    "unknown",
    "skypeForBusiness",
    "skypeForConsumer",
    "teamsForBusiness",
  ]).nullish(),
  transactionId: z.string().min(1).nullish(),
  extensions: z.array(z.record(z.string(), z.unknown())).nullish(),
  attachments: ignored,
  singleValueExtendedProperties: ignored,
  multiValueExtendedProperties: ignored,
  id: ignored,
  createdDateTime: ignored,
  lastModifiedDateTime: ignored,
  changeKey: ignored,
  bodyPreview: ignored,
  calendar: ignored,
  cancelledOccurrences: ignored,
  exceptionOccurrences: ignored,
  hasAttachments: ignored,
  iCalUId: ignored,
  instances: ignored,
  isCancelled: ignored,
  isDraft: ignored,
  isOrganizer: ignored,
  onlineMeeting: ignored,
  onlineMeetingUrl: ignored,
  organizer: ignored,
  originalEndTimeZone: ignored,
  originalStart: ignored,
  originalStartTimeZone: ignored,
  responseStatus: ignored,
  seriesMasterId: ignored,
  type: ignored,
  webLink: ignored,
});

/** An event as it was sent: nothing is settled yet but names and types. */
export type EventInput = z.output<typeof eventSchema>;
