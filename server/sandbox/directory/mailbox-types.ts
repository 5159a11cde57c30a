import type { EntityType } from "../core/entity-type.ts";

/** What OData may be asked about mailbox settings. */
export const settingsType: EntityType = {
  name: "microsoft.graph.mailboxSettings",
  family: "outlook",
  shape: {
    archiveFolder: "string",
    timeZone: "string",
    dateFormat: "string",
    timeFormat: "string",
    delegateMeetingMessageDeliveryOptions: "string",
    language: "any",
    userPurpose: "string",
    workingHours: "any",
    automaticRepliesSetting: "any",
  },
};

/** What OData may be asked about automatic replies. */
export const repliesType: EntityType = {
  name: "microsoft.graph.automaticRepliesSetting",
  family: "outlook",
  shape: {
    status: "string",
    externalAudience: "string",
    scheduledStartDateTime: "any",
    scheduledEndDateTime: "any",
    internalReplyMessage: "string",
    externalReplyMessage: "string",
  },
};

/** What OData may be asked about time zones. */
export const zoneType: EntityType = {
  name: "microsoft.graph.timeZoneInformation",
  family: "outlook",
  shape: { alias: "string", displayName: "string" },
};
