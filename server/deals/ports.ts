import type { Temporal } from "temporal-polyfill";

/** What the deals room needs of the directory and of Teams. The adapters fit these types without knowing this room. */

/** One of ours. `zone` IANA, `language` two letters; null where nobody knows. Addresses are in lower case. */
export type DealPerson = {
  id: string;
  name: string;
  mail: string;
  title: string | null;
  zone: string | null;
  language: string | null;
  addresses: string[];
};

/** Looks people up by the directory's ids; those whom it does not know are missing. */
export type People = { people(ids: readonly string[]): Promise<Map<string, DealPerson>> };

/** A channel of a team. `kind` is null for those that outsiders share. */
export type Channel = {
  id: string;
  name: string;
  description: string;
  webUrl: string | null;
  kind: "standard" | "private" | null;
};

/** Channels and who is in them. Ids of people are in lower case. Letting somebody in who is in already is fine. */
export type Teams = {
  channels(teamId: string): Promise<Channel[]>;
  channel(teamId: string, channelId: string): Promise<Channel | null>;
  createChannel(
    teamId: string,
    wanted: { name: string; description: string; kind: "standard" | "private"; ownerId: string },
  ): Promise<Channel>;
  teamMembers(teamId: string): Promise<Set<string>>;
  joinTeam(teamId: string, personId: string): Promise<void>;
  channelMembers(teamId: string, channelId: string): Promise<Map<string, "owner" | "member">>;
  joinChannel(teamId: string, channelId: string, personId: string, owner: boolean): Promise<void>;
  ownChannel(teamId: string, channelId: string, personId: string): Promise<void>;
  leaveChannel(teamId: string, channelId: string, personId: string): Promise<void>;
  /** Makes a channel read-only, or writable again; one that is so already is fine. */
  archiveChannel(teamId: string, channelId: string, archived: boolean): Promise<void>;
};

/** Our app in a team, and its tabs. Installing what is installed is fine. */
export type TeamApp = {
  install(teamId: string): Promise<void>;
  tabs(teamId: string, channelId: string): Promise<{ id: string; entityId: string | null }[]>;
  pin(
    teamId: string,
    channelId: string,
    wanted: { name: string; entityId: string; url: string },
  ): Promise<{ id: string }>;
};

/** Posts as one person: no application may post in a channel. Rejects with Problem "auth.interaction" or "auth.expired". */
export type Posts = {
  findCard(teamId: string, channelId: string, key: string): Promise<string | null>;
  postCard(teamId: string, channelId: string, key: string, card: object): Promise<string>;
};

/** When people are away, as their mailboxes tell. A mailbox that cannot be read tells nothing: null. */
export type Absences = {
  /** The time of automatic replies; `until` null where they have no end. An empty list: none are set. */
  replies(personId: string): Promise<{ since: Temporal.Instant; until: Temporal.Instant | null }[] | null>;
  /** What calendars hold, by address; `start` and `end` in milliseconds since 1970. Unreadable calendars are missing. */
  blocks(
    ownerId: string,
    addresses: readonly string[],
    window: { start: Temporal.Instant; end: Temporal.Instant },
  ): Promise<Map<string, { start: number; end: number; status: string }[]>>;
};

/** One line in somebody's activity feed; the same `chainId` again replaces the line. */
export type RoomNews = {
  type: "roomReady";
  topic: string;
  preview: string;
  link: string;
  values: Record<string, string>;
  chainId: number;
};

/** The activity feed. */
export type Feed = { tell(personId: string, news: RoomNews): Promise<void> };

/** What an error of the adapters means; null for an error that is none of theirs. */
export type TroubleOf = (
  error: unknown,
) =>
  | { kind: "busy"; seconds: number }
  | { kind: "forbidden" }
  | { kind: "gone"; code: string }
  | { kind: "refused"; status: number; code: string }
  | null;

/** Everything around the deals room. */
export type DealPorts = {
  people: People;
  teams: Teams;
  teamApp: TeamApp;
  /** Posts on behalf of the person who holds this token for our API. */
  postsOf(token: string): Posts;
  feed: Feed;
  absences: Absences;
  troubleOf: TroubleOf;
  /** The team that holds the rooms. */
  teamId: string;
  /** Whether the organisation lets the product make rooms. */
  mayMakeRooms: boolean;
};
