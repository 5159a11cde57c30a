import { z } from "zod";
import { graphEnum, graphObject } from "../core/body.ts";

const flag = z.boolean().nullish();
const text = z.string().nullish();
const instant = z.iso.datetime({ offset: true }).nullish();

const person = graphObject({
  identity: z.record(z.string(), z.unknown()).nullish(),
  upn: text,
  role: graphEnum(["attendee", "presenter", "producer", "coorganizer"]).nullish(),
});

/** A Teams meeting as callers send it, with the settings that can be chosen. */
export const onlineMeetingSchema = graphObject({
  subject: z.string().max(8_000).nullish(),
  startDateTime: instant,
  endDateTime: instant,
  externalId: text,
  participants: graphObject({ organizer: person.nullish(), attendees: z.array(person).nullish() }).nullish(),
  allowedPresenters: graphEnum(["everyone", "organization", "roleIsPresenter", "organizer"]).nullish(),
  allowMeetingChat: graphEnum(["enabled", "disabled", "limited"]).nullish(),
  lobbyBypassSettings: graphObject({
    scope: graphEnum([
      "organizer",
      "organization",
      "organizationAndFederated",
      "everyone",
      "invited",
      "organizationExcludingGuests",
    ]).nullish(),
    isDialInBypassEnabled: flag,
  }).nullish(),
  joinMeetingIdSettings: graphObject({
    isPasscodeRequired: flag,
    joinMeetingId: text,
    passcode: text,
  }).nullish(),
  allowAttendeeToEnableCamera: flag,
  allowAttendeeToEnableMic: flag,
  allowBreakoutRooms: flag,
  allowParticipantsToChangeName: flag,
  allowPowerPointSharing: flag,
  allowRecording: flag,
  allowTeamworkReactions: flag,
  allowTranscription: flag,
  allowWhiteboard: flag,
  isEntryExitAnnounced: flag,
  recordAutomatically: flag,
});
