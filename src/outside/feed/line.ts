/** Every kind of news that One Voice tells in activity feeds, as the manifest of its Teams app names them. */
export const NEWS = [
  "clientMailAround",
  "clientMailToYou",
  "roomReady",
  "meetingAnswered",
  "meetingChanged",
  "meetingAsked",
  "askDue",
  "briefWaits",
  "voicePassed",
  "dealOver",
  "dayAhead",
  "answerDue",
] as const;

/** What happened, as a text's name (`feed.<what>`). */
export type What =
  | `told.${(typeof NEWS)[number]}`
  // What One Voice asked of Microsoft 365.
  | "marked"
  | "unmarked"
  | "told"
  | "installed"
  | "categoryMade"
  | "watched"
  | "renewed"
  | "unwatched"
  | "channel"
  | "members"
  | "tab"
  | "card"
  | "appInTeam"
  | "meeting"
  | "meetingChanged"
  | "meetingCancelled"
  | "schedules"
  | "forwarded"
  | "replied"
  | "mailed"
  | "drafted"
  | "undrafted"
  | "looked"
  | "other"
  | "busy"
  | "refused"
  // What the person at this page did to the tenant.
  | "youWrote"
  | "youAccepted"
  | "youDeclined"
  | "youProposed"
  | "youSentAway"
  | "youBroughtBack"
  | "youLost"
  | "youMovedClock"
  // What a client got.
  | "clientGot";

/** One line of the live feed. Lines hold ids and addresses; names and words come when they are shown. */
export type Line = {
  key: string;
  /** ISO instant on the tenant's clock. */
  at: string;
  side: "you" | "app" | "client";
  what: What;
  /** To whom: ids or addresses. Lines of one kind that follow each other are joined, and their people gathered. */
  people: readonly string[];
  /** What fills the other places of the text. */
  words: Readonly<Record<string, string>>;
  /** How many requests stand behind it. */
  count: number;
  /** In whose name it was done: a directory id; null for the application's own. */
  inNameOf: string | null;
  /** Not worth telling unless somebody wants to see everything. */
  quiet: boolean;
};
