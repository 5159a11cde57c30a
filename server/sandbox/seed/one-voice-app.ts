import type { SeedApp, SeedTeamsApp } from "./schema.ts";

/** The client id of the app registration every seed has unless it brings its own. */
export const CLIENT_ID = "0ace0000-0000-4000-8000-0000000000aa";

/** Its secret. The sandbox is no secret place. */
export const CLIENT_SECRET = "sandbox-secret";

/** Clients of Microsoft's that call a tab's or add-in's API on a person's behalf: Teams and Microsoft 365. */
const MICROSOFT_CLIENTS = ["1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346"];

/** What docs/permissions.md asks an administrator for; a test compares. */
const APPLICATION = `
  AppCatalog.Read.All Calendars.ReadBasic Calendars.ReadWrite ChannelSettings.ReadWrite.All Files.ReadWrite.All
  GroupMember.Read.All
  Mail.ReadBasic.All Mail.ReadWrite Mail.Send MailboxSettings.Read MailboxSettings.ReadWrite Presence.Read.All
  Tasks.ReadWrite.All Team.Create TeamMember.ReadWriteNonOwnerRole.All TeamsActivity.Send
  TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All
  User.Read.All
`;

const DELEGATED =
  "Calendars.Read.Shared ChannelMessage.Read.All ChannelMessage.ReadWrite ChannelMessage.Send";

/** The app registration "One Voice", consented to by the administrator for all that the product uses. */
export const oneVoiceApp: SeedApp = {
  clientId: CLIENT_ID,
  displayName: "One Voice",
  secrets: [CLIENT_SECRET],
  appIdUri: `api://${CLIENT_ID}`,
  exposedScopes: ["access_as_user"],
  redirectUris: [
    { uri: "http://localhost:3000/", platform: "spa" },
    { uri: "http://localhost:3000", platform: "spa" },
    { uri: "brk-multihub://localhost:3000", platform: "spa" },
    { uri: "http://localhost", platform: "public" },
  ],
  application: APPLICATION.trim().split(/\s+/),
  delegated: DELEGATED.split(" "),
  preAuthorized: MICROSOFT_CLIENTS,
};

/** The app "One Voice" in the Teams catalogue, as its manifest describes it. */
export const oneVoiceTeamsApp: SeedTeamsApp = {
  id: "ca7a1060-0000-4000-8000-00000000000e",
  externalId: "1f0e5a3c-0000-4000-8000-00000000000e",
  displayName: "One Voice",
  clientAppId: CLIENT_ID,
  resourcePermissions: [
    "Channel.Create.Group",
    "Channel.Delete.Group",
    "ChannelSettings.Read.Group",
    "ChannelMember.ReadWrite.Group",
    "TeamMember.Read.Group",
    "TeamsTab.Create.Group",
    "TeamsTab.Delete.Group",
    "TeamsTab.Read.Group",
    "TeamsActivity.Send.User",
  ],
  scopes: ["personal", "team"],
  hasConfigurableTab: true,
  channelTypes: ["standard", "private", "shared"],
  activityTypes: [
    {
      type: "clientMailAround",
      description: "A client wrote past the person who speaks for us",
      templateText: "{client} wrote around the spokesperson: {deal}",
    },
    {
      type: "roomReady",
      description: "A deal room is ready",
      templateText: "The deal room is ready: {deal}",
    },
    {
      type: "meetingAnswered",
      description: "Someone answered an invitation to a meeting",
      templateText: "{person} answered the invitation: {answer} ({deal})",
    },
    {
      type: "meetingChanged",
      description: "A meeting was moved or deleted in Outlook",
      templateText: "{meeting} was {change} in Outlook ({deal})",
    },
    {
      type: "meetingAsked",
      description: "Someone asks you to meet a client",
      templateText: "{person} asks you: {ask} ({deal})",
    },
    {
      type: "askDue",
      description: "Your next step with an executive is due",
      templateText: "Your move: {ask} ({deal})",
    },
    {
      type: "clientMailToYou",
      description: "A client wrote to you, and somebody else speaks for the deal",
      templateText: "{client} wrote to you; {speaker} speaks: {deal}",
    },
    {
      type: "voicePassed",
      description: "Another person speaks to the client",
      templateText: "{speaker} speaks to the client now: {deal}",
    },
    {
      type: "dealOver",
      description: "A deal is over",
      templateText: "The deal is over: {deal}",
    },
    {
      type: "dayAhead",
      description: "What your deals need today",
      templateText: "Your deals today: {what}",
    },
    {
      type: "answerDue",
      description: "Your answer is due within a day",
      templateText: "Your answer is due: {what} ({deal})",
    },
    {
      type: "briefWaits",
      description: "A brief waits for your click to be posted in its room",
      templateText: "Post the brief in its room: {meeting} ({deal})",
    },
  ],
  installedIn: [],
};
