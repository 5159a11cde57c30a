import type { EntityType } from "../core/entity-type.ts";

/** What OData may be asked about online meetings. */
export const meetingType: EntityType = {
  name: "microsoft.graph.onlineMeeting",
  family: "teams",
  always: ["id"],
  shape: {
    id: "string",
    creationDateTime: "instant",
    startDateTime: "instant",
    endDateTime: "instant",
    subject: "string",
    joinWebUrl: "string",
    JoinWebUrl: "string",
    externalId: "string",
    participants: "any",
    chatInfo: "any",
    joinMeetingIdSettings: { isPasscodeRequired: "boolean", joinMeetingId: "string", passcode: "string" },
    lobbyBypassSettings: "any",
    allowedPresenters: "string",
    allowMeetingChat: "string",
    recordAutomatically: "boolean",
    isEntryExitAnnounced: "boolean",
  },
  filterable: ["joinWebUrl", "JoinWebUrl", "joinMeetingIdSettings", "joinMeetingIdSettings/joinMeetingId"],
};
