import type { Temporal } from "temporal-polyfill";
import type { Holiday } from "../../src/domain/time/weekday.ts";
import type { Room } from "../room.ts";
import type { Plans, Posts, TeamApp, TeamFiles, Teams } from "./room-ports.ts";

/** What the deals room needs of the directory and of mailboxes. The adapters fit these types without knowing this room. */

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
export type DealNews = {
  type: "roomReady" | "voicePassed" | "dealOver" | "dayAhead" | "answerDue";
  topic: string;
  preview: string;
  link: string;
  values: Record<string, string>;
  chainId: number;
};

/** The activity feed. */
export type Feed = { tell(personId: string, news: DealNews): Promise<void> };

/** Letters in a person's own name; one key is one letter. */
export type Letters = {
  send(fromId: string, letter: Letter): Promise<void>;
  draft(fromId: string, letter: Letter): Promise<string>;
};

type Letter = {
  key: string;
  to: readonly { name: string; address: string }[];
  subject: string;
  html: string;
};

/** When somebody works, as their mailbox and the directory tell. Null: not told. `days` are ISO weekdays. */
export type WorkTimes = {
  hours: { zone: string; days: readonly number[]; start: string; end: string } | null;
  country: string | null;
};

/** What the other rooms do when a deal passes on or ends. */
export type Others = Required<Pick<Room, "turnOver" | "openWork" | "forget">>;

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
  files: TeamFiles;
  plans: Plans;
  /** Posts on behalf of the person who holds this token for our API. */
  postsOf(token: string): Posts;
  feed: Feed;
  letters: Letters;
  workTimes(personId: string): Promise<WorkTimes>;
  absences: Absences;
  troubleOf: TroubleOf;
  /** The public holidays of a country that touch the years of two days. */
  holidays(country: string | null, from: Temporal.PlainDate, to: Temporal.PlainDate): Holiday[];
  /** When the night's work begins, by the clock on the wall where the account manager is; `zone` where that is not known. */
  night: { time: Temporal.PlainTime; zone: string };
  /** A runner that gives no sign of life for so many seconds loses what it had begun. */
  leaseSeconds: number;
  /** The manifest id of the Teams app, for links into it. */
  teamsAppId: string;
  /** The team that holds the rooms. */
  teamId: string;
  /** Whether the organisation lets the product make rooms. */
  mayMakeRooms: boolean;
};
