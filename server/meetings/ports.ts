import type { Temporal } from "temporal-polyfill";
import type { Interval } from "../../src/domain/time/interval.ts";
import type { Calendars, Occurrence, Schedules } from "./calendar-ports.ts";

/** One of ours, as the people book knows them. */
export type Colleague = {
  id: string;
  name: string;
  mail: string;
  title: string | null;
  zone: string | null;
  language: string | null;
  /** Every address that leads to them, lower case. */
  addresses: readonly string[];
};

/** A line in a person's activity feed. */
export type Feed = {
  tell(
    personId: string,
    news: {
      type: "meetingAnswered" | "meetingChanged" | "meetingAsked" | "askDue" | "briefWaits";
      topic: string;
      preview: string;
      link: string;
      values: Record<string, string>;
      /** News told twice with one number shows once. */
      chainId: number;
    },
  ): Promise<void>;
};

/** When something may be said to a person; null: now. server/deals/quiet-hours.ts provides it. */
export type Quiet = { until(personId: string): Promise<Temporal.Instant | null> };

/** What went wrong with Microsoft 365; server/graph/trouble.ts reads it from errors. */
export type Trouble =
  | { kind: "busy"; seconds: number }
  | { kind: "forbidden" }
  | { kind: "gone"; code: string }
  | { kind: "refused"; status: number; code: string };

/** A letter to be sent or drafted. */
export type Letter = {
  key: string;
  to: readonly { name: string; address: string }[];
  subject: string;
  html: string;
};

/** Posts in channels, in a person's name; see server/graph/team-posts.ts. */
export type Posts = {
  findCard(teamId: string, channelId: string, key: string): Promise<string | null>;
  postCard(teamId: string, channelId: string, key: string, card: object): Promise<string>;
  /** Puts another card in the place of the one in the person's own post; false when the post is gone. */
  changeCard(
    teamId: string,
    channelId: string,
    postId: string,
    wanted: { key: string; card: object },
  ): Promise<boolean>;
};

/** Everything that this room needs of the world. */
export type MeetingPorts = {
  people: {
    person(id: string): Promise<Colleague | null>;
    people(ids: readonly string[]): Promise<Map<string, Colleague>>;
    byAddress(addresses: readonly string[]): Promise<Colleague[]>;
  };
  schedules: Schedules;
  calendars: Calendars;
  feed: Feed;
  quiet: Quiet;
  /** Letters in a person's own name; one key is one letter. A draft waits until the person sends it; its id. */
  letters: {
    send(fromId: string, letter: Letter): Promise<void>;
    draft(fromId: string, letter: Letter): Promise<string>;
  };
  /** People's own task lists; one key is one task. Its id, null where the person has no list. */
  tasks: {
    ensure(
      personId: string,
      task: { key: string; title: string; due: string | null; about: { name: string; url: string } },
    ): Promise<string | null>;
  };
  /** Tasks in the plan of a team, each of one person; one key is one task. Its id, null where the plan is gone. */
  plans: {
    ensure(
      planId: string,
      task: {
        key: string;
        column: string;
        title: string;
        due: string | null;
        ownerId: string;
        about: { name: string; url: string };
      },
      knownIds: ReadonlySet<string>,
    ): Promise<string | null>;
  };
  /** Whom a person's calendar shows them with: other people's addresses in lower case, never what about. */
  diary: { met(personId: string, window: Interval): Promise<{ at: Temporal.Instant; address: string }[]> };
  /** What repeats in a person's calendar, by day; null where it cannot be read. */
  series: { occurrences(personId: string, window: Interval): Promise<Occurrence[] | null> };
  /** What Outlook itself would suggest, asked on behalf of the person who holds this token for our API. */
  suggestionsOf(token: string): {
    suggest(addresses: readonly string[], minutes: number, window: Interval): Promise<Temporal.Instant[]>;
  };
  /** Posts in channels on behalf of the person who holds this token for our API. */
  postsOf(token: string): Posts;
  /** How high somebody stands: 1 for the chief executive. */
  ranks: { rankOf(personId: string): Promise<number> };
  /** Null for an error that is not Microsoft's. */
  troubleOf(error: unknown): Trouble | null;
  /** After so many seconds without a sign of life, what a server had begun goes to another. */
  leaseSeconds: number;
  /** The manifest id of the Teams app, for deep links. */
  teamsAppId: string;
  /** Whether the administrator lets the product write to calendars. */
  maySchedule: boolean;
};
